import { isLiteral, namedNode } from '../../../rdf/terms.ts';
import { toCurie } from '../../../rdf/prefixes.ts';
import { foundIn } from '../foreign-ontology.ts';
import type { ForeignOntology } from '../foreign-ontology.ts';
import type { ImportFinding } from '../import-finding.ts';

/** A property with few values that come again and again names vocabularies, domains, kinds: an enumeration. */
const mostValues = 100;
const fewestRepeats = 5;
/** A value that is rarer than this beside one that differs by a letter is that one, misspelt. */
const rare = 0.02;

/** How often each value of a property stands, and on which class first. */
interface Values {
  readonly count: number;
  readonly first: string;
}

/** One vocabulary under several names: `ICD-O-3`, `ICDO3`, and with a letter less `IDO3`. */
export function* checkSpellings(ontology: ForeignOntology): Iterable<ImportFinding> {
  for (const property of ontology.graph.predicates) {
    const values = enumeration(ontology, property);
    if (values === undefined) continue;
    for (const group of groups(values)) {
      const [most] = group;
      const rarest = group.at(-1);
      if (most === undefined || rarest === undefined) continue;
      const said = group.map((value) => `"${value}" (${values.get(value)?.count ?? 0})`).join(', ');
      const message = `${toCurie(ontology.prefixes, property)} spells one thing in ${group.length} ways: ${said}.`;
      yield foundIn(ontology, 'vocabulary-spelling', message, values.get(rarest)?.first ?? '', property);
    }
  }
}

function enumeration(ontology: ForeignOntology, property: string): ReadonlyMap<string, Values> | undefined {
  const values = new Map<string, Values>();
  let total = 0;
  for (const [iri, objects] of ontology.graph.statements(namedNode(property))) {
    if (!ontology.classes.has(iri)) continue;
    for (const object of objects) {
      if (!isLiteral(object)) return undefined;
      const known = values.get(object.value);
      values.set(object.value, { count: (known?.count ?? 0) + 1, first: known?.first ?? iri });
      total += 1;
      if (values.size > mostValues) return undefined;
    }
  }
  return values.size > 1 && total >= values.size * fewestRepeats ? values : undefined;
}

/** Values that are one but for blanks, hyphens and case, or but for a letter; the commonest first. */
function groups(values: ReadonlyMap<string, Values>): readonly (readonly string[])[] {
  const byPlain = new Map<string, string[]>();
  for (const value of values.keys()) {
    const key = plain(value);
    const known = byPlain.get(key);
    if (known === undefined) byPlain.set(key, [value]);
    else known.push(value);
  }
  const count = (key: string): number =>
    (byPlain.get(key) ?? []).reduce((sum, value) => sum + (values.get(value)?.count ?? 0), 0);
  const keys = [...byPlain.keys()].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
  for (const key of [...keys].reverse()) {
    const model = keys.find(
      (other) =>
        other !== key && byPlain.has(other) && count(key) <= count(other) * rare && differByOne(key, other),
    );
    if (model === undefined) continue;
    byPlain.get(model)?.push(...(byPlain.get(key) ?? []));
    byPlain.delete(key);
  }
  const rank = (value: string): number => values.get(value)?.count ?? 0;
  return [...byPlain.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1)));
}

function plain(value: string): string {
  return value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether two words differ by one letter: left out, added or exchanged. A digit is never a slip. */
function differByOne(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 4 || long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const rest = short.length === long.length ? short.slice(start + 1) : short.slice(start);
  const differing = `${long[start] ?? ''}${short.length === long.length ? (short[start] ?? '') : ''}`;
  return long.slice(start + 1) === rest && /^\p{L}+$/u.test(differing);
}
