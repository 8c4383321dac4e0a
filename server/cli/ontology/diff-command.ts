import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { compareSnapshots } from '../../ontology/release/diff/compare-snapshots.ts';
import { differenceFormats, type DifferenceFormat } from '../../ontology/release/diff/describe-difference.ts';
import { readSnapshot } from '../../ontology/release/diff/read-snapshot.ts';
import { loadPrefixes } from '../../rdf/prefixes.ts';
import type { Terminal, Workshop } from '../workshop.ts';

/** `meridian ontology diff A B`: like diff, 0 where nothing differs, 1 where something does, 2 for unusable input. */
export function addDiffCommand(ontology: Command, workshop: Workshop, terminal: Terminal): void {
  ontology
    .command('diff')
    .description('Tell what differs between two ontologies: folders, or files of a release')
    .argument('<before>', 'ontology folder, release folder or release file')
    .argument('<after>', 'ontology folder, release folder or release file')
    .addOption(
      new Option('-f, --format <format>', 'how the differences are told')
        .choices(Object.keys(differenceFormats))
        .default('text'),
    )
    .action(async (before: string, after: string, { format }: { format: DifferenceFormat }) => {
      const prefixes = loadPrefixes(join(workshop.folders.ontology, 'prefixes.ttl'));
      const difference = await compareSnapshots(
        await readSnapshot(before, workshop.folders),
        await readSnapshot(after, workshop.folders),
        prefixes,
      );
      terminal.write(differenceFormats[format](difference));
      terminal.exit(difference.same ? 0 : 1);
    });
}
