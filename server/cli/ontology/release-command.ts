import { join } from 'node:path';
import type { Command } from 'commander';
import { describePlace } from '../../errors.ts';
import { checkOntology } from '../../ontology/check/check-ontology.ts';
import { buildRelease } from '../../ontology/release/build-release.ts';
import { compareSnapshots } from '../../ontology/release/diff/compare-snapshots.ts';
import { readSnapshot } from '../../ontology/release/diff/read-snapshot.ts';
import { loadWithoutImports } from '../../ontology/release/load-without-imports.ts';
import { refuseInside } from '../../ontology/release/refuse-inside.ts';
import { refuseOverwriting, refuseSameNumber } from '../../ontology/release/refuse-other-content.ts';
import { writeFiles } from '../../ontology/release/write-files.ts';
import { loadMappingSets } from '../../rdf/sssom.ts';
import type { Terminal, Workshop } from '../workshop.ts';

interface ReleaseCommandOptions {
  readonly out: string;
  readonly since?: string;
  readonly force?: boolean;
}

/**
 * `meridian ontology release --out FOLDER`: 0 where the release was written, 1 where the check finds violations (nothing
 * is written) or a term was removed that was never deprecated (the files are written all the same, with the report), 2
 * where the ontology cannot be released, or not there.
 */
export function addReleaseCommand(ontology: Command, workshop: Workshop, terminal: Terminal): void {
  ontology
    .command('release')
    .description('Write a release: Turtle, JSON-LD, RDF/XML, OWL 2 DL, what changed, and checksums')
    .requiredOption('-o, --out <folder>', 'folder for the files; made where it is absent')
    .option('-s, --since <path>', 'the release before: a release file or folder, or an ontology folder')
    .option('--force', 'release in spite of violations, and overwrite a release of the same number')
    .action(async (options: ReleaseCommandOptions) => {
      terminal.exit(await release(options, workshop, terminal));
    });
}

async function release(
  { out, since, force }: ReleaseCommandOptions,
  { folders }: Workshop,
  terminal: Terminal,
): Promise<0 | 1> {
  refuseInside(out, Object.values(folders));
  const { ontology: ontologyFolder, sssom: sssomFolder } = folders;
  const loaded = await loadWithoutImports({ ontologyFolder, sssomFolder });
  const mappingSets = loadMappingSets(sssomFolder);
  const violations = checkOntology(loaded, mappingSets.values()).filter(
    ({ severity }) => severity === 'violation',
  );
  for (const { kind, place, message } of violations) {
    const where = place === undefined ? '' : `${describePlace(place)}: `;
    terminal.write(`violation ${kind}: ${where}${message}\n`);
  }
  if (violations.length > 0 && force !== true) {
    terminal.write(`Nothing was released: ${violations.length} violations. Mend them, or use --force.\n`);
    return 1;
  }
  const { quads, hash, release: version } = loaded;
  const changes =
    since === undefined
      ? undefined
      : await compareSnapshots(
          await readSnapshot(since, folders),
          { path: ontologyFolder, quads, hash, release: version, mappingSets, owlOnly: false },
          loaded.prefixes,
        );
  if (changes !== undefined) refuseSameNumber(changes, join(ontologyFolder, 'core.ttl'));
  const built = await buildRelease({
    ontologyFolder,
    sssomFolder,
    loaded,
    ...(changes === undefined ? {} : { changes }),
  });
  if (force !== true) refuseOverwriting(out, built);
  await writeFiles(out, built.files);
  for (const file of built.files.keys()) terminal.write(`${join(out, file)}\n`);
  const lost = changes?.removed.filter(({ isOwnTerm, wasDeprecated }) => isOwnTerm && !wasDeprecated) ?? [];
  for (const { curie, label } of lost) {
    terminal.write(
      `violation removed-without-deprecation: ${curie}${label === '' ? '' : ` "${label}"`} is gone. Bring it back with owl:deprecated true and dct:isReplacedBy.\n`,
    );
  }
  const { issued, versionIri } = built.header;
  terminal.write(`release ${version} of ${issued}, ${versionIri}, ${hash}\n`);
  return lost.length === 0 ? 0 : 1;
}
