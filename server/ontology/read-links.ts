import type { NamedNode } from '../rdf/terms.ts';
import { isNamedNode } from '../rdf/terms.ts';
import { mer, rdfs, skos } from '../rdf/vocabulary.ts';
import type { ConceptNode } from './concept-nodes.ts';
import type { Statements } from './statements.ts';

/** The links between concepts, by IRI, sorted. */
export interface ConceptLinks {
  readonly broader: ReadonlyMap<string, readonly string[]>;
  readonly narrower: ReadonlyMap<string, readonly string[]>;
  readonly searchEquivalents: ReadonlyMap<string, readonly string[]>;
  readonly shownBy: ReadonlyMap<string, readonly string[]>;
}

/**
 * Parents of a concept in a vocabulary are those that it names (`skos:broader`) in its own scheme; others are dropped,
 * and the check reports them. Parents of a class are its superclasses. Children are filled in from the other side: a
 * class has the vocabulary's concepts among its subclasses too, though those do not count it as a parent. Search
 * equivalents hold both ways; what else something shows (`mer:alsoShows`) is told of the thing that is shown.
 */
export function readLinks(statements: Statements, nodes: ReadonlyMap<string, ConceptNode>): ConceptLinks {
  const broader = new Map<string, Set<string>>();
  const narrower = new Map<string, Set<string>>();
  const searchEquivalents = new Map<string, Set<string>>();
  const shownBy = new Map<string, Set<string>>();
  const linked = (iri: NamedNode, predicate: NamedNode): ConceptNode[] =>
    statements
      .objects(iri, predicate)
      .filter(isNamedNode)
      .flatMap(({ value }) => nodes.get(value) ?? []);
  for (const [iri, node] of nodes) {
    const superclasses = linked(node.iri, rdfs.subClassOf);
    const parents = node.classOnly
      ? superclasses
      : linked(node.iri, skos.broader).filter(({ scheme }) => scheme.equals(node.scheme));
    for (const { iri: parent } of parents) {
      addTo(broader, iri, parent.value);
      addTo(narrower, parent.value, iri);
    }
    for (const { iri: parent, classOnly } of superclasses) {
      if (classOnly) addTo(narrower, parent.value, iri);
    }
    for (const { iri: other } of linked(node.iri, mer.searchEquivalent)) {
      if (other.value === iri) continue;
      addTo(searchEquivalents, iri, other.value);
      addTo(searchEquivalents, other.value, iri);
    }
    for (const { iri: shown } of linked(node.iri, mer.alsoShows)) addTo(shownBy, shown.value, iri);
  }
  return {
    broader: sorted(broader),
    narrower: sorted(narrower),
    searchEquivalents: sorted(searchEquivalents),
    shownBy: sorted(shownBy),
  };
}

function addTo(table: Map<string, Set<string>>, key: string, value: string): void {
  const known = table.get(key);
  if (known === undefined) table.set(key, new Set([value]));
  else known.add(value);
}

function sorted(table: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, readonly string[]> {
  return new Map([...table].map(([key, values]) => [key, [...values].sort()]));
}
