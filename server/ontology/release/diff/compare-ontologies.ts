import type { PrefixTable } from '../../../rdf/prefixes.ts';
import { toCurie } from '../../../rdf/prefixes.ts';
import type { Quad } from '../../../rdf/terms.ts';
import { compareText } from '../canonical-order.ts';
import { aspects } from './aspects.ts';
import type { AspectChange, ChangedTerm, OntologyDifference, TermName } from './ontology-difference.ts';
import { readTermTable, type TermEntry, type TermStatements, type TermTable } from './term-table.ts';

const nothing: ReadonlyMap<string, string> = new Map();

/**
 * What became of an ontology: terms that came, went, were deprecated or changed. Blank nodes are compared by what they
 * say. Throws `too-large` where blank nodes cannot be told apart.
 */
export async function compareOntologies(
  before: readonly Quad[],
  after: readonly Quad[],
  prefixes: PrefixTable,
): Promise<OntologyDifference> {
  const [a, b] = [await readTermTable(before, prefixes), await readTermTable(after, prefixes)];
  const name = (entry: TermEntry): TermName => nameOf(entry, prefixes);
  const changed = changesOf(a, b, prefixes);
  const isHeader = ({ iri }: TermName): boolean => (a.terms.get(iri) ?? b.terms.get(iri))?.isHeader === true;
  return {
    added: missing(b, a).map(name),
    removed: missing(a, b).map((entry) => ({
      ...name(entry),
      wasDeprecated: entry.deprecated,
      isOwnTerm: entry.isOwnTerm,
    })),
    changed: changed.filter((term) => !isHeader(term)),
    deprecated: [...b.terms.values()]
      .filter(({ iri, deprecated }) => deprecated && a.terms.get(iri)?.deprecated === false)
      .sort((one, other) => compareText(one.iri, other.iri))
      .map((entry) => ({
        ...name(entry),
        replacedBy: entry.replacedBy.map((iri) => described(b, iri, prefixes)),
      })),
    axioms: { added: onlyIn(b.axioms, a.axioms), removed: onlyIn(a.axioms, b.axioms) },
    headers: changed.filter(isHeader),
  };
}

function missing(from: TermTable, than: TermTable): readonly TermEntry[] {
  return [...from.terms.values()]
    .filter(({ iri }) => !than.terms.has(iri))
    .sort((a, b) => compareText(a.iri, b.iri));
}

function changesOf(a: TermTable, b: TermTable, prefixes: PrefixTable): readonly ChangedTerm[] {
  const changed: ChangedTerm[] = [];
  for (const before of a.terms.values()) {
    const after = b.terms.get(before.iri);
    if (after === undefined) continue;
    const changes = [...new Set([...before.statements.keys(), ...after.statements.keys()])]
      .flatMap((key) => changeOf(before.statements.get(key), after.statements.get(key)))
      .sort((one, other) => rank(one) - rank(other) || compareText(one.property, other.property));
    if (changes.length > 0)
      changed.push({ ...nameOf(before.label === '' ? after : before, prefixes), changes });
  }
  return changed.sort((one, other) => compareText(one.iri, other.iri));
}

function changeOf(
  before: TermStatements | undefined,
  after: TermStatements | undefined,
): readonly AspectChange[] {
  const known = before ?? after;
  if (known === undefined) return [];
  const added = onlyIn(after?.values ?? nothing, before?.values ?? nothing);
  const removed = onlyIn(before?.values ?? nothing, after?.values ?? nothing);
  if (added.length + removed.length === 0) return [];
  return [{ aspect: known.aspect, property: known.property, added, removed }];
}

function onlyIn(these: ReadonlyMap<string, string>, those: ReadonlyMap<string, string>): readonly string[] {
  return [...these].flatMap(([key, text]) => (those.has(key) ? [] : [text])).sort(compareText);
}

const order = Object.keys(aspects);

function rank({ aspect }: AspectChange): number {
  return order.indexOf(aspect);
}

function nameOf({ iri, label }: TermEntry, prefixes: PrefixTable): TermName {
  return { iri, curie: toCurie(prefixes, iri), label };
}

function described(table: TermTable, iri: string, prefixes: PrefixTable): string {
  const label = table.terms.get(iri)?.label ?? '';
  return label === '' ? toCurie(prefixes, iri) : `${toCurie(prefixes, iri)} "${label}"`;
}
