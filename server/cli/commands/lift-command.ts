import type { Command } from 'commander';
import { MeridianError } from '../../errors.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import { readFiles } from '../read-files.ts';
import { liftLocally } from '../validate-files.ts';
import { describeFailure } from '../describe-failure.ts';
import type { Terminal, Workshop } from '../workshop.ts';

/** `meridian lift SOURCE FILE…`: the RDF that a mapping makes, to standard output. */
export function addLiftCommand(program: Command, workshop: Workshop, terminal: Terminal): void {
  program
    .command('lift')
    .description('Lift files to RDF with the mapping of a source; a trial run with pseudonyms of the moment')
    .argument('<source>', 'the source: dcat, spreadsheet, omop, dicom')
    .argument('<file...>', 'files or folders')
    .option('-f, --format <media type>', 'syntax of the RDF', 'text/turtle')
    .option('--plane <plane>', 'catalogue, record or both', 'both')
    .action(async (source: string, paths: readonly string[], options: { format: string; plane: string }) => {
      if (!['catalogue', 'record', 'both'].includes(options.plane)) {
        throw new MeridianError('bad-request', `There is no plane ${options.plane}.`, {
          advice: 'Use catalogue, record or both.',
        });
      }
      const lifted = await liftLocally(source, await readFiles(paths), await workshop.lifter());
      const quads = [
        ...(options.plane === 'record' ? [] : lifted.catalogue),
        ...(options.plane === 'catalogue' ? [] : lifted.record),
      ];
      terminal.write(await serializeRdf(quads, options.format, (await workshop.ontology()).prefixes));
      for (const value of lifted.unmapped) {
        console.error(`no meaning: ${value.attribute} "${value.value}", ${value.records} records`);
      }
      for (const failure of lifted.failures) console.error(describeFailure(failure));
      terminal.exit(lifted.failures.length > 0 ? 2 : 0);
    });
}
