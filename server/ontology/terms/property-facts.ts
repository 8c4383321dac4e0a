import { isBlankNode, isNamedNode } from '../../rdf/terms.ts';
import type { NamedNode } from '../../rdf/terms.ts';
import { dcam, mer, owl, rdf, rdfs } from '../../rdf/vocabulary.ts';
import { keyOf, type TermGraph } from './term-graph.ts';

/** What is declared of a property. IRIs are those of classes and datatypes; several mean any of them. */
export interface PropertyFacts {
  /** Whether its values are things, texts and numbers, or remarks; undefined where nothing says so. */
  readonly values: 'things' | 'literals' | 'remarks' | undefined;
  readonly domain: readonly string[];
  readonly range: readonly string[];
  readonly above: readonly string[];
  readonly below: readonly string[];
  readonly inverse: readonly string[];
  readonly characteristics: readonly Characteristic[];
  /** UCUM code of its numbers. */
  readonly unit?: string;
  /** True where it stands in records only, never in the catalogue. */
  readonly recordOnly: boolean;
}

export type Characteristic = 'functional' | 'symmetric' | 'transitive';

const kinds = [
  ['things', owl.ObjectProperty],
  ['literals', owl.DatatypeProperty],
  ['remarks', owl.AnnotationProperty],
] as const;
const characteristics = [
  ['functional', owl.FunctionalProperty],
  ['symmetric', owl.SymmetricProperty],
  ['transitive', owl.TransitiveProperty],
] as const;

/** What the ontology declares of a property. */
export function propertyFacts(iri: string, graph: TermGraph): PropertyFacts {
  const types = graph.objects(iri, rdf.type);
  const is = (type: NamedNode): boolean => types.some((each) => each.equals(type));
  const [unit] = graph.objects(iri, mer.unit);
  return {
    values: kinds.find(([, type]) => is(type))?.[0],
    domain: classes(iri, [rdfs.domain, dcam.domainIncludes], graph),
    range: classes(iri, [rdfs.range, dcam.rangeIncludes], graph),
    above: graph.iris(iri, rdfs.subPropertyOf),
    below: graph.subjects(rdfs.subPropertyOf, iri),
    inverse: [...new Set([...graph.iris(iri, owl.inverseOf), ...graph.subjects(owl.inverseOf, iri)])],
    characteristics: characteristics.filter(([, type]) => is(type)).map(([name]) => name),
    ...(unit === undefined ? {} : { unit: unit.value }),
    recordOnly: graph.objects(iri, mer.recordOnly).some(({ value }) => value === 'true'),
  };
}

/** The classes that some properties lead to, those of a union one by one. */
function classes(iri: string, predicates: readonly NamedNode[], graph: TermGraph): readonly string[] {
  const found = predicates
    .flatMap((predicate) => graph.objects(iri, predicate))
    .flatMap((term) =>
      isBlankNode(term)
        ? graph.objects(keyOf(term), owl.unionOf).flatMap((head) => graph.list(keyOf(head)))
        : [term],
    );
  return [...new Set(found.filter(isNamedNode).map(({ value }) => value))];
}
