import type { Concept } from '../ontology/concept.ts';
import type { Ontology } from '../ontology/ontology.ts';
import type { Bitset } from './bitset.ts';
import type { Facet, FacetValue } from './catalogue.ts';
import { shownConcepts } from './facet-plan.ts';
import { arrangeTree, type TreeNode } from './facet-tree.ts';
import { inLanguage } from './in-language.ts';
import { RangeIndex } from './range-index.ts';
import type { ValueFolding } from './value-folding.ts';
import type { ValuesIndex } from './values-index.ts';

/** A value that a facet may show, with the datasets it stands for. */
export interface FacetCandidate {
  /** IRI of a shown concept, or an identifier. */
  readonly key: string;
  readonly concept?: Concept;
  /** Datasets that state the value itself. */
  readonly own: Bitset;
  /** Datasets that state it or anything below it, each once. */
  readonly rolledUp: Bitset;
  readonly ancestors: ReadonlySet<string>;
}

/** Everything that a facet of this attribute can ever show: the values that occur, and what stands above them. */
export function facetCandidates(
  index: ValuesIndex,
  ontology: Pick<Ontology, 'concept'>,
  folding: ValueFolding,
): readonly FacetCandidate[] {
  if (index.attribute.scheme === undefined) {
    return [...index.values()].map((key) => {
      const own = index.having([key]);
      return { key, own, rolledUp: own, ancestors: new Set<string>() };
    });
  }
  return shownConcepts(index.attribute, index.values(), ontology, folding).map((concept) =>
    facetCandidate(concept, index, folding),
  );
}

/** A shown concept as a facet value. */
export function facetCandidate(concept: Concept, index: ValuesIndex, folding: ValueFolding): FacetCandidate {
  return {
    key: concept.iri.value,
    concept,
    own: index.having(folding.members(concept).map((member) => member.iri.value)),
    rolledUp: index.having(folding.reach(concept)),
    ancestors: folding.ancestors(concept),
  };
}

export interface FacetQuestion {
  /** Datasets that all filters but the facet's own let through. */
  readonly context: Bitset;
  readonly selected: ReadonlySet<string>;
  readonly language: string;
  /** The name of a value that is no concept. */
  readonly nameOf: (identifier: string) => string;
}

/**
 * The facet of one attribute in a context. Shown are values that a dataset of the context states, values that were
 * chosen, and what groups several of them and tells more than they do; most frequent first among siblings.
 */
export function countFacet(
  index: ValuesIndex | RangeIndex,
  candidates: readonly FacetCandidate[],
  question: FacetQuestion,
): Facet {
  const { attribute } = index;
  const { context, language } = question;
  const facet = {
    attribute: attribute.name,
    label: inLanguage(attribute.labels, language) ?? attribute.name,
    kind: attribute.facetKind,
    unknown: context.countWith(index.unknown),
  };
  if (index instanceof RangeIndex) {
    const ends = index.ends(context);
    return { ...facet, values: [], ...(ends === undefined ? {} : { range: ends }) };
  }
  const counted = candidates
    .map((candidate) => countValue(candidate, question))
    .filter((value) => value.view.count > 0 || value.own)
    .sort(byCountThenLabel);
  const stating = context.count() - facet.unknown;
  const placed =
    attribute.facetKind === 'hierarchy'
      ? arrangeTree(counted, stating)
      : counted.map((node) => ({ node, depth: 0 }));
  return { ...facet, values: placed.map(({ node, depth }) => ({ ...node.view, depth })) };
}

interface CountedValue extends TreeNode {
  readonly view: FacetValue;
}

function countValue(candidate: FacetCandidate, question: FacetQuestion): CountedValue {
  const { key, concept, ancestors } = candidate;
  const selected = question.selected.has(key);
  const count = question.context.countWith(candidate.rolledUp);
  return {
    key,
    ancestors,
    count,
    own: selected || question.context.countWith(candidate.own) > 0,
    view: {
      code: concept?.curie ?? key,
      label:
        concept === undefined
          ? question.nameOf(key)
          : (inLanguage(concept.labels, question.language) ?? concept.curie),
      count,
      selected,
      depth: 0,
    },
  };
}

function byCountThenLabel(a: CountedValue, b: CountedValue): number {
  return (
    b.view.count - a.view.count ||
    a.view.label.localeCompare(b.view.label, 'en') ||
    (a.view.code < b.view.code ? -1 : 1)
  );
}
