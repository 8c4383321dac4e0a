import { Option, type Command } from 'commander';
import { MeridianError } from '../../errors.ts';
import type { Lifted } from '../../lift/lifter.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import { writeDelta } from '../delta/write-delta.ts';
import { withFiles } from '../with-files.ts';
import { streamLocally } from '../stream-locally.ts';
import { trialKey } from '../trial-key.ts';
import { liftLocally } from '../validate-files.ts';
import { describeFailure } from '../describe-failure.ts';
import { describeUnmapped } from '../describe-unmapped.ts';
import { listUnmapped } from '../list-unmapped.ts';
import type { Terminal, Workshop } from '../workshop.ts';
import { writeLineage } from '../write-lineage.ts';

interface LiftOptions {
  readonly format: string;
  readonly plane: string;
  readonly keyFile?: string;
  readonly since?: string;
  readonly lineage?: string;
  readonly unmapped?: true;
  readonly rare?: true;
}

/** `meridian lift SOURCE FILE…`: the RDF that a mapping makes, to standard output. */
export function addLiftCommand(program: Command, workshop: Workshop, terminal: Terminal): void {
  program
    .command('lift')
    .description('Lift files to RDF with the mapping of a source; a trial run with pseudonyms of the moment')
    .argument('<source>', 'the source: dcat, spreadsheet, omop, dicom')
    .argument('<file...>', 'files, folders or addresses, such as postgresql://user@host/database?schema=cdm')
    .option('-f, --format <media type>', 'syntax of the RDF', 'text/turtle')
    .option('--plane <plane>', 'catalogue, record or both', 'both')
    .option('--key-file <file>', 'secret bytes that make the pseudonyms; else some of the moment')
    .option('--since <file>', 'N-Quads of an earlier run: writes only what came and went, as an RDF Patch')
    .option('--lineage <file>', 'also write where each subject is from, one JSON object a line')
    .addOption(
      new Option('--unmapped', 'only list the values that have no meaning, with suggestions').conflicts([
        'since',
        'lineage',
      ]),
    )
    .option('--rare', 'with --unmapped: also values of fewer than ten patients, which may name people')
    .action(async (source: string, paths: readonly string[], options: LiftOptions) => {
      if (options.unmapped === true) {
        await listUnmapped(source, paths, options, workshop, terminal);
        return;
      }
      if (options.rare === true) {
        throw new MeridianError('bad-request', 'Rare values are shown in the list of values only.', {
          advice: 'Add --unmapped.',
        });
      }
      if (!['catalogue', 'record', 'both'].includes(options.plane)) {
        throw new MeridianError('bad-request', `There is no plane ${options.plane}.`, {
          advice: 'Use catalogue, record or both.',
        });
      }
      const lifter = await workshop.lifter();
      const key = options.keyFile === undefined ? undefined : await trialKey(options.keyFile);
      const whole = options.since !== undefined || options.lineage !== undefined;
      const lifted = await withFiles(paths, lifter, source, async (files, failures) => {
        const streamed = whole
          ? undefined
          : await streamLocally(source, files, lifter, { ...options, key }, terminal);
        if (streamed !== undefined) return { ...streamed, failures: [...failures, ...streamed.failures] };
        const result = await liftLocally(source, files, lifter, key);
        return { ...result, failures: [...failures, ...result.failures] };
      });
      if ('record' in lifted) await tellWhole(lifted, options, workshop, terminal);
      for (const line of describeUnmapped(lifted)) console.error(line);
      for (const failure of lifted.failures) console.error(describeFailure(failure));
      terminal.exit(lifted.failures.length > 0 ? 2 : 0);
    });
}

/** What was lifted, all at once: in any syntax, or as what came and went. */
async function tellWhole(
  lifted: Lifted,
  options: LiftOptions,
  workshop: Workshop,
  terminal: Terminal,
): Promise<void> {
  const planes = {
    catalogue: options.plane === 'record' ? [] : lifted.catalogue,
    record: options.plane === 'catalogue' ? [] : lifted.record,
  };
  if (options.lineage !== undefined) await writeLineage(lifted.lineage, options.lineage);
  if (options.since === undefined) {
    const quads = [...planes.catalogue, ...planes.record];
    terminal.write(await serializeRdf(quads, options.format, (await workshop.ontology()).prefixes));
  } else if (lifted.failures.length === 0) await tellDelta(options, planes, terminal);
}

/** Only of what was read whole: the statements of a file that cannot be read are not gone. */
async function tellDelta(
  { since = '', keyFile }: LiftOptions,
  planes: Pick<Lifted, 'catalogue' | 'record'>,
  terminal: Terminal,
): Promise<void> {
  const { added, removed } = await writeDelta(since, planes, (text) => {
    terminal.write(text);
  });
  console.error(added + removed === 0 ? 'unchanged' : `${added} added, ${removed} removed`);
  if (keyFile === undefined && planes.record.length > 0) {
    console.error('Pseudonyms are of the moment: give --key-file, each time the same, to compare patients.');
  }
}
