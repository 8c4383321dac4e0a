import { isLiteral, isNamedNode } from '../../rdf/terms.ts';
import type { Quad } from '../../rdf/terms.ts';
import type { MappingSets } from '../../rdf/sssom.ts';
import { owl, rdf, rdfs, skos } from '../../rdf/vocabulary.ts';

/** What the ontology says already, as far as an import must not say it again or otherwise. */
export interface ShippedTerms {
  /** Whether the ontology has the class or concept. */
  has(iri: string): boolean;
  /** The concept that has a code, or `undefined`. */
  holderOf(codeIri: string): string | undefined;
  /** Whether the ontology says of a concept that a code means something near it, or something else. */
  isNear(iri: string, codeIri: string): boolean;
  /** Whether a text is one of a term's names. */
  hasName(iri: string, name: string): boolean;
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly quads: readonly Quad[];
  /** The classes of other imports, with the name of the import. */
  readonly imported: ReadonlyMap<string, string>;
}

/**
 * Reads the terms of the ontology. Rows of the mapping sets that deny a match are no statements, and are asked for: a
 * code that was reviewed and refused stays refused.
 */
export function readShippedTerms(
  quads: readonly Quad[],
  sets: MappingSets,
  imported: ReadonlyMap<string, string>,
): ShippedTerms {
  const terms = new Set<string>();
  const holders = new Map<string, string>();
  const near = new Set<string>();
  const names = new Map<string, Set<string>>();
  const parents = new Map<string, string[]>();
  const nearer = new Set(
    [skos.closeMatch, skos.broadMatch, skos.narrowMatch, skos.relatedMatch].map(({ value }) => value),
  );
  const named = new Set(
    [rdfs.label, skos.prefLabel, skos.altLabel, skos.hiddenLabel].map(({ value }) => value),
  );
  for (const { subject, predicate, object } of quads) {
    if (!isNamedNode(subject)) continue;
    const iri = subject.value;
    if (predicate.equals(rdf.type) && (object.equals(owl.Class) || object.equals(skos.Concept)))
      terms.add(iri);
    else if (predicate.equals(skos.exactMatch)) holders.set(object.value, iri);
    else if (nearer.has(predicate.value)) near.add(`${iri} ${object.value}`);
    else if (named.has(predicate.value) && isLiteral(object)) add(names, iri, object.value);
    else if (predicate.equals(rdfs.subClassOf) && isNamedNode(object))
      parents.set(iri, [...(parents.get(iri) ?? []), object.value]);
  }
  for (const { rows } of sets.values()) {
    for (const { negated, subjectIri, objectIri } of rows) {
      if (negated && subjectIri !== undefined) near.add(`${subjectIri} ${objectIri}`);
    }
  }
  return {
    has: (iri) => terms.has(iri),
    holderOf: (code) => holders.get(code),
    isNear: (iri, code) => near.has(`${iri} ${code}`),
    hasName: (iri, name) => names.get(iri)?.has(name) === true,
    parents,
    quads,
    imported,
  };
}

function add(table: Map<string, Set<string>>, key: string, value: string): void {
  const known = table.get(key);
  if (known === undefined) table.set(key, new Set([value]));
  else known.add(value);
}
