import type { NamedNode, Term } from '../rdf/terms.ts';
import { isLiteral, isNamedNode } from '../rdf/terms.ts';
import { mer, rdfs, skos } from '../rdf/vocabulary.ts';
import type { CodeEquivalences } from './code-equivalences.ts';
import type { Concept } from './concept.ts';
import type { ConceptNode } from './concept-nodes.ts';
import type { Namespaces } from './namespaces.ts';
import { readLinks } from './read-links.ts';
import type { Statements } from './statements.ts';

/** Shared, for nearly all concepts. */
const none: ReadonlySet<string> = new Set();

export interface ReadConceptsOptions {
  readonly nodes: ReadonlyMap<string, ConceptNode>;
  readonly equivalences: CodeEquivalences;
  readonly namespaces: Namespaces;
}

/** The concepts of all schemes by IRI. */
export function readConcepts(
  statements: Statements,
  { nodes, equivalences, namespaces }: ReadConceptsOptions,
): ReadonlyMap<string, Concept> {
  const links = readLinks(statements, nodes);
  const concepts = new Map<string, Concept>();
  for (const [iri, node] of nodes) {
    const curie = namespaces.curie(iri);
    const shownAs = statements.object(node.iri, mer.shownAs);
    const definition =
      statements.byLanguage(node.iri, skos.definition).get('en') ??
      (node.classOnly ? statements.byLanguage(node.iri, rdfs.comment).get('en') : undefined);
    concepts.set(iri, {
      iri: node.iri,
      curie,
      scheme: node.scheme,
      ...readLabels(statements, node, curie),
      synonyms: readSynonyms(statements, node.iri),
      ...(definition === undefined ? {} : { definition }),
      broader: links.broader.get(iri) ?? [],
      narrower: links.narrower.get(iri) ?? [],
      exactMatches: readExactMatches(statements, node.iri, nodes, equivalences),
      searchEquivalents: links.searchEquivalents.get(iri) ?? [],
      shownBy: links.shownBy.get(iri) ?? [],
      ...(isNamedNode(shownAs) && nodes.has(shownAs.value) ? { shownAs: shownAs.value } : {}),
    });
  }
  return concepts;
}

/** Preferred labels, those of a class after them, and translations that nobody reviewed where there is no other. */
function readLabels(
  statements: Statements,
  { iri, classOnly }: ConceptNode,
  curie: string,
): Pick<Concept, 'labels' | 'unreviewed'> {
  const labels = statements.byLanguage(iri, skos.prefLabel);
  const addMissing = (predicate: NamedNode): string[] => {
    const missing = [...statements.byLanguage(iri, predicate)].filter(([language]) => !labels.has(language));
    for (const [language, label] of missing) labels.set(language, label);
    return missing.map(([language]) => language);
  };
  if (classOnly) addMissing(rdfs.label);
  const unreviewed = addMissing(mer.unreviewedLabel);
  return {
    labels: labels.has('en') ? labels : new Map([['en', curie], ...labels]),
    unreviewed: unreviewed.length === 0 ? none : new Set(unreviewed),
  };
}

function readSynonyms(statements: Statements, iri: NamedNode): readonly string[] {
  const names = [...statements.objects(iri, skos.altLabel), ...statements.objects(iri, skos.hiddenLabel)];
  return [...new Set(names.filter(isLiteral).map(({ value }) => value))];
}

/** Its codes, and the codes that are said to mean the same as those. */
function readExactMatches(
  statements: Statements,
  iri: NamedNode,
  nodes: ReadonlyMap<string, ConceptNode>,
  equivalences: CodeEquivalences,
): readonly string[] {
  const codes = statements.objects(iri, skos.exactMatch).filter(isNamedNode);
  return [
    ...new Set(codes.flatMap(({ value }) => (nodes.has(value) ? [value] : equivalences.class(value)))),
  ].sort();
}

/** Codes of other vocabularies that are searched as a concept (`mer:searchEquivalent`), with the IRI of that concept. */
export function readSearchCodes(
  statements: Statements,
  nodes: ReadonlyMap<string, { readonly iri: Term }>,
): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const [iri, node] of nodes) {
    for (const { value } of statements.objects(node.iri, mer.searchEquivalent)) {
      if (nodes.has(value)) continue;
      const known = codes.get(value);
      if (known === undefined || iri < known) codes.set(value, iri);
    }
  }
  return codes;
}
