import { join } from 'node:path';
import type { Command } from 'commander';
import { buildRelease } from '../../ontology/release/build-release.ts';
import { compareSnapshots } from '../../ontology/release/diff/compare-snapshots.ts';
import { readSnapshot } from '../../ontology/release/diff/read-snapshot.ts';
import { writeFiles } from '../../ontology/release/write-files.ts';
import { loadPrefixes } from '../../rdf/prefixes.ts';
import type { Terminal, Workshop } from '../workshop.ts';

interface ReleaseCommandOptions {
  readonly out: string;
  readonly since?: string;
}

/**
 * `meridian ontology release --out FOLDER`: 0 where the release was written, 1 where a term was removed that was never
 * deprecated (the files are written all the same, with the report), 2 where the ontology cannot be released.
 */
export function addReleaseCommand(ontology: Command, workshop: Workshop, terminal: Terminal): void {
  ontology
    .command('release')
    .description('Write a release: Turtle, JSON-LD, RDF/XML, OWL 2 DL, what changed, and checksums')
    .requiredOption('-o, --out <folder>', 'folder for the files; made where it is absent')
    .option('-s, --since <path>', 'the release before: a release file or folder, or an ontology folder')
    .action(async ({ out, since }: ReleaseCommandOptions) => {
      const { ontology: ontologyFolder, sssom: sssomFolder } = workshop.folders;
      const prefixes = loadPrefixes(join(ontologyFolder, 'prefixes.ttl'));
      const changes =
        since === undefined
          ? undefined
          : await compareSnapshots(
              await readSnapshot(since),
              { ...(await readSnapshot(ontologyFolder)), path: 'this release' },
              prefixes,
            );
      const release = await buildRelease({
        ontologyFolder,
        sssomFolder,
        ...(changes === undefined ? {} : { changes }),
      });
      await writeFiles(out, release.files);
      for (const file of release.files.keys()) terminal.write(`${join(out, file)}\n`);
      const lost = changes?.removed.filter(({ wasDeprecated }) => !wasDeprecated) ?? [];
      for (const { curie, label } of lost) {
        terminal.write(
          `violation removed-without-deprecation: ${curie}${label === '' ? '' : ` "${label}"`} is gone. Bring it back with owl:deprecated true and dct:isReplacedBy.\n`,
        );
      }
      const { release: version, issued, versionIri } = release.header;
      terminal.write(`release ${version} of ${issued}, ${versionIri}, ${release.hash}\n`);
      terminal.exit(lost.length === 0 ? 0 : 1);
    });
}
