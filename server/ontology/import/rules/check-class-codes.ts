import { foundIn, nameOf } from '../foreign-ontology.ts';
import type { ForeignOntology } from '../foreign-ontology.ts';
import type { ImportFinding } from '../import-finding.ts';
import { relativeBase } from '../relative-base.ts';

/** So many classes with one kind of code make a rule, which nearly all of them keep. */
const fewest = 10;
const share = 0.9;

/** The names of the classes themselves: names without a base, and codes with a digit too many or too few. */
export function* checkClassCodes(ontology: ForeignOntology): Iterable<ImportFinding> {
  const kinds = new Map<string, { iri: string; digits: string }[]>();
  for (const iri of ontology.classes.keys()) {
    if (iri.startsWith(relativeBase)) {
      const name = iri.slice(relativeBase.length);
      yield foundIn(
        ontology,
        'relative-iri',
        `The class "${name}" has a relative IRI and the file no base.`,
        iri,
      );
      continue;
    }
    const [, kind, digits] = /^(.*?[^0-9])([0-9]+)$/.exec(iri) ?? [];
    if (kind === undefined || digits === undefined) continue;
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [{ iri, digits }]);
    else known.push({ iri, digits });
  }
  for (const [kind, codes] of kinds) {
    const lengths = Map.groupBy(codes, ({ digits }) => digits.length);
    const [usual] = [...lengths].sort(([, a], [, b]) => b.length - a.length);
    if (usual === undefined || codes.length < fewest || usual[1].length < codes.length * share) continue;
    for (const { iri, digits } of codes) {
      if (digits.length === usual[0]) continue;
      const near = digits.length === usual[0] + 1 ? neighbours(kind, digits, ontology) : [];
      const beside = near.length === 0 ? '' : `, beside ${near.join(', ')}`;
      const message = `${nameOf(ontology, iri)} has ${digits.length} digits where ${usual[1].length} codes like it have ${usual[0]}${beside}.`;
      yield foundIn(ontology, 'class-code-irregular', message, iri);
    }
  }
}

/** The classes whose code this would be without one of its digits. */
function neighbours(kind: string, digits: string, ontology: ForeignOntology): readonly string[] {
  const shorter = Array.from(digits, (_, index) => kind + digits.slice(0, index) + digits.slice(index + 1));
  return [...new Set(shorter)].filter((iri) => ontology.classes.has(iri)).map((iri) => nameOf(ontology, iri));
}
