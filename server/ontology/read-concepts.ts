import type { PrefixTable } from '../rdf/prefixes.ts';
import { toCurie } from '../rdf/prefixes.ts';
import type { NamedNode, Quad, Term } from '../rdf/terms.ts';
import { isLiteral, isNamedNode } from '../rdf/terms.ts';
import { mer, skos } from '../rdf/vocabulary.ts';
import type { CodeSystem } from './code-system.ts';
import type { Concept } from './concept.ts';
import type { Statements } from './statements.ts';

/**
 * The concepts of all schemes by IRI. Parents outside the scheme are dropped (the check reports them), children and
 * search equivalents are filled in from the other side.
 */
export function readConcepts(
  statements: Statements,
  prefixes: PrefixTable,
  systems: readonly CodeSystem[],
): ReadonlyMap<string, Concept> {
  // Of two prefixes for one namespace (eucaim, EUCAIM) the code system's comes first, and is taken.
  const names = new Map([
    ...systems.map(({ prefix, namespace }) => [prefix, namespace] as const),
    ...prefixes,
  ]);
  const found = new Map<string, { iri: NamedNode; scheme: NamedNode }>();
  for (const iri of statements.subjectsOfType(skos.Concept).filter(isNamedNode)) {
    const scheme = statements.object(iri, skos.inScheme);
    if (isNamedNode(scheme)) found.set(iri.value, { iri, scheme });
  }
  const inSchemeOf = (iri: string, scheme: NamedNode): boolean =>
    found.get(iri)?.scheme.equals(scheme) === true;
  const narrower = new Map<string, Set<string>>();
  const equivalents = new Map<string, Set<string>>();
  const broader = new Map<string, string[]>();
  for (const [iri, { iri: node, scheme }] of found) {
    const parents = named(statements.objects(node, skos.broader)).filter((parent) =>
      inSchemeOf(parent, scheme),
    );
    broader.set(iri, [...new Set(parents)].sort());
    for (const parent of parents) addTo(narrower, parent, iri);
    for (const other of named(statements.objects(node, mer.searchEquivalent))) {
      if (!found.has(other) || other === iri) continue;
      addTo(equivalents, iri, other);
      addTo(equivalents, other, iri);
    }
  }

  const concepts = new Map<string, Concept>();
  for (const [iri, { iri: node, scheme }] of found) {
    const definition = statements.byLanguage(node, skos.definition).get('en');
    const shownAs = statements.object(node, mer.shownAs);
    const labels = statements.byLanguage(node, skos.prefLabel);
    concepts.set(iri, {
      iri: node,
      curie: toCurie(names, iri),
      scheme,
      labels: labels.has('en') ? labels : new Map([['en', toCurie(names, iri)], ...labels]),
      synonyms: [...statements.objects(node, skos.altLabel), ...statements.objects(node, skos.hiddenLabel)]
        .filter(isLiteral)
        .map((label) => label.value),
      ...(definition === undefined ? {} : { definition }),
      broader: broader.get(iri) ?? [],
      narrower: sorted(narrower.get(iri)),
      exactMatches: [...new Set(named(statements.objects(node, skos.exactMatch)))].sort(),
      searchEquivalents: sorted(equivalents.get(iri)),
      ...(isNamedNode(shownAs) && found.has(shownAs.value) ? { shownAs: shownAs.value } : {}),
    });
  }
  return concepts;
}

/** Codes of other vocabularies that are searched as a concept (`mer:searchEquivalent`), with the IRI of that concept. */
export function readSearchCodes(
  quads: Iterable<Quad>,
  concepts: ReadonlyMap<string, Concept>,
): Map<string, string> {
  const codes = new Map<string, string>();
  for (const { subject, predicate, object } of quads) {
    if (!predicate.equals(mer.searchEquivalent) || !concepts.has(subject.value) || concepts.has(object.value))
      continue;
    const known = codes.get(object.value);
    if (known === undefined || subject.value < known) codes.set(object.value, subject.value);
  }
  return codes;
}

function named(terms: readonly Term[]): string[] {
  return terms.filter(isNamedNode).map((term) => term.value);
}

function addTo(table: Map<string, Set<string>>, key: string, value: string): void {
  const known = table.get(key);
  if (known === undefined) table.set(key, new Set([value]));
  else known.add(value);
}

function sorted(values: ReadonlySet<string> | undefined): string[] {
  return [...(values ?? [])].sort();
}
