import { isBlankNode } from '../../../rdf/terms.ts';
import type { Term } from '../../../rdf/terms.ts';
import { dct, mer, owl, rdf, rdfs, skos } from '../../../rdf/vocabulary.ts';

/** What about a term can change, in the order in which reports tell it. */
export const aspects = {
  status: 'status',
  type: 'kind of term',
  label: 'label',
  synonym: 'other names',
  text: 'description',
  parent: 'moved',
  restriction: 'restrictions',
  code: 'codes',
  mapping: 'mappings',
  other: 'other statements',
} as const;

export type Aspect = keyof typeof aspects;

const table: readonly (readonly [Aspect, readonly { readonly value: string }[]])[] = [
  ['status', [owl.deprecated, dct.isReplacedBy]],
  ['type', [rdf.type]],
  ['label', [rdfs.label, skos.prefLabel, mer.unreviewedLabel]],
  ['synonym', [skos.altLabel, skos.hiddenLabel]],
  [
    'text',
    [rdfs.comment, skos.definition, skos.scopeNote, skos.editorialNote, skos.changeNote, dct.description],
  ],
  ['parent', [rdfs.subClassOf, rdfs.subPropertyOf, skos.broader]],
  ['restriction', [owl.equivalentClass, owl.disjointWith, rdfs.domain, rdfs.range]],
  ['code', [skos.exactMatch]],
  ['mapping', [skos.closeMatch, skos.broadMatch, skos.narrowMatch, skos.relatedMatch, mer.searchEquivalent]],
];
const byPredicate = new Map(
  table.flatMap(([aspect, terms]) => terms.map(({ value }) => [value, aspect] as const)),
);

/** What a statement about a term tells: a superclass without a name is a restriction and no parent. */
export function aspectOf(predicate: string, object: Term): Aspect {
  const aspect = byPredicate.get(predicate) ?? 'other';
  return aspect === 'parent' && isBlankNode(object) ? 'restriction' : aspect;
}
