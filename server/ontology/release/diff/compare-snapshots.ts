import type { PrefixTable } from '../../../rdf/prefixes.ts';
import { projectOwl } from '../owl/project-owl.ts';
import { compareMappingSets, type MappingSetChange } from './compare-mapping-sets.ts';
import { compareOntologies } from './compare-ontologies.ts';
import { isSame, type OntologyDifference } from './ontology-difference.ts';
import type { OntologySnapshot } from './read-snapshot.ts';

export interface SnapshotDifference extends OntologyDifference {
  readonly before: SnapshotName;
  readonly after: SnapshotName;
  /** Rows of the mapping sets; only where both sides are folders, for released files hold them as statements. */
  readonly mappingSets: readonly MappingSetChange[];
  readonly same: boolean;
}

/** How a report names an ontology. */
export interface SnapshotName {
  /** As it was named on this machine; left out of what is released, which is the same wherever it is made. */
  readonly path?: string;
  readonly release: string;
  /** Hash of its statements; left out where they are those of OWL 2 DL only. */
  readonly hash?: string;
}

/** The same difference without the places of this machine. */
export function withoutPaths(difference: SnapshotDifference): SnapshotDifference {
  const bare = ({ release, hash }: SnapshotName): SnapshotName => ({
    release,
    ...(hash === undefined ? {} : { hash }),
  });
  return { ...difference, before: bare(difference.before), after: bare(difference.after) };
}

/** Compares two ontologies; where one is OWL 2 DL only, by what OWL 2 DL can say. */
export async function compareSnapshots(
  before: OntologySnapshot,
  after: OntologySnapshot,
  prefixes: PrefixTable,
): Promise<SnapshotDifference> {
  const owlOnly = before.owlOnly || after.owlOnly;
  const [a, b] = [before, after].map(({ quads }) => (owlOnly ? projectOwl(quads).quads : quads));
  const difference = await compareOntologies(a ?? [], b ?? [], prefixes);
  const mappingSets =
    before.mappingSets === undefined || after.mappingSets === undefined
      ? []
      : compareMappingSets(before.mappingSets, after.mappingSets);
  return {
    before: nameOf(before),
    after: nameOf(after),
    ...difference,
    mappingSets,
    same: isSame(difference) && mappingSets.length === 0,
  };
}

function nameOf({ path, release, hash }: OntologySnapshot): SnapshotName {
  return { path, release: release ?? 'no release', ...(hash === undefined ? {} : { hash }) };
}
