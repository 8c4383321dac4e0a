import { dct, mer, owl, rdf, rdfs, skos } from '../../rdf/vocabulary.ts';

/** What people look for first in a block of Turtle; other properties follow by their IRIs. */
const first = [
  rdf.type,
  dct.title,
  owl.versionInfo,
  rdfs.label,
  skos.prefLabel,
  skos.altLabel,
  skos.hiddenLabel,
  skos.definition,
  rdfs.comment,
  mer.name,
  owl.deprecated,
  dct.isReplacedBy,
  skos.inScheme,
  skos.notation,
  owl.onProperty,
  rdfs.domain,
  rdfs.range,
  rdfs.subPropertyOf,
  rdfs.subClassOf,
  owl.equivalentClass,
  skos.broader,
];
const ranks = new Map(first.map(({ value }, rank) => [value, rank]));

/** By UTF-16 code units, which no locale changes. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order of the properties of a node. */
export function comparePredicates(a: string, b: string): number {
  return (ranks.get(a) ?? first.length) - (ranks.get(b) ?? first.length) || compareText(a, b);
}
