import { Option, type Command } from 'commander';
import { MeridianError } from '../../errors.ts';
import { openDatabase } from '../open-database.ts';
import { withFiles } from '../with-files.ts';
import { streamLocally } from '../stream-locally.ts';
import { trialKey } from '../trial-key.ts';
import { liftLocally } from '../validate-files.ts';
import { describeFailure } from '../describe-failure.ts';
import { describeUnmapped } from '../describe-unmapped.ts';
import { listUnmapped } from '../list-unmapped.ts';
import type { Terminal, Workshop } from '../workshop.ts';
import { tellLifted, type TellOptions } from '../tell-lifted.ts';

interface LiftOptions extends TellOptions {
  readonly database?: string;
  readonly unmapped?: true;
  readonly rare?: true;
}

/** `meridian lift SOURCE FILE…`: the RDF that a mapping makes, to standard output. */
export function addLiftCommand(program: Command, workshop: Workshop, terminal: Terminal): void {
  program
    .command('lift')
    .description('Lift files to RDF with the mapping of a source; a trial run with pseudonyms of the moment')
    .argument('<source>', 'name of a source: a folder of mappings/sources, such as omop, dicom or fhir')
    .argument('[file...]', 'files, folders or addresses, such as postgresql://user@host/database?schema=cdm')
    .option('-f, --format <media type>', 'syntax of the RDF', 'text/turtle')
    .option('--plane <plane>', 'catalogue, record or both', 'both')
    .option('--database <address>', 'what a mapping over SQL reads: postgresql://…, or a SQLite file')
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
      if (paths.length === 0 && options.database === undefined) {
        throw new MeridianError('bad-request', 'There is nothing to lift.', {
          advice: 'Name files, folders or addresses, or a --database.',
        });
      }
      const lifter = await workshop.lifter();
      const database = options.database === undefined ? undefined : openDatabase(options.database);
      const key = options.keyFile === undefined ? undefined : await trialKey(options.keyFile);
      const whole = options.since !== undefined || options.lineage !== undefined;
      const lifted = await withFiles(paths, lifter, source, async (files, failures) => {
        const streamed = whole
          ? undefined
          : await streamLocally(source, files, lifter, { ...options, key, database }, terminal);
        if (streamed !== undefined) return { ...streamed, failures: [...failures, ...streamed.failures] };
        const result = await liftLocally(source, files, lifter, key, database);
        return { ...result, failures: [...failures, ...result.failures] };
      }).finally(() => database?.close());
      if ('record' in lifted) await tellLifted(lifted, options, workshop, terminal);
      for (const line of describeUnmapped(lifted)) console.error(line);
      for (const failure of lifted.failures) console.error(describeFailure(failure));
      if (lifted.failures.length > 0)
        console.error(`${counted(lifted.failures)}; everything else was lifted.`);
      terminal.exit(lifted.failures.length > 0 ? 2 : 0);
    });
}

/** How much could not be read, in how many files. */
function counted(failures: readonly MeridianError[]): string {
  const files = new Set(failures.flatMap(({ place }) => place?.file ?? [])).size;
  const faults = failures.length === 1 ? '1 fault' : `${failures.length} faults`;
  return files === 0 ? faults : `${faults} in ${files === 1 ? '1 file' : `${files} files`}`;
}
