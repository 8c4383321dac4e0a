import { toCurie, type PrefixTable } from '../../rdf/prefixes.ts';
import { mer, skos } from '../../rdf/vocabulary.ts';
import type { Concept } from '../concept.ts';
import type { TermGraph } from './term-graph.ts';

/** How a code of another system stands to a term; `searched` means found by the same search, never the same meaning. */
export type CodeRelation = 'same' | 'close' | 'broader' | 'narrower' | 'related' | 'searched';

export interface TermCode {
  readonly iri: string;
  readonly curie: string;
  readonly relation: CodeRelation;
}

/** The codes of one system. */
export interface CodeGroup {
  /** Prefix of the system: `SNOMEDCT`; empty for IRIs that no prefix fits. */
  readonly system: string;
  /** Those with the same meaning first. */
  readonly codes: readonly TermCode[];
}

const relations = [
  ['same', skos.exactMatch],
  ['close', skos.closeMatch],
  ['broader', skos.broadMatch],
  ['narrower', skos.narrowMatch],
  ['related', skos.relatedMatch],
  ['searched', mer.searchEquivalent],
] as const;

/** The codes of other vocabularies for a term, by system in order of their prefixes. Concepts of ours are no codes. */
export function termCodes(
  iri: string,
  concept: Concept | undefined,
  graph: TermGraph,
  prefixes: PrefixTable,
): readonly CodeGroup[] {
  const others = new Set([iri, ...(concept?.searchEquivalents ?? [])]);
  const codes = new Map<string, TermCode>();
  for (const [relation, predicate] of relations) {
    const derived = relation === 'same' ? (concept?.exactMatches ?? []) : [];
    for (const code of [...derived, ...graph.iris(iri, predicate)]) {
      if (others.has(code) || codes.has(code)) continue;
      codes.set(code, { iri: code, curie: toCurie(prefixes, code), relation });
    }
  }
  const groups = Map.groupBy(codes.values(), ({ curie, iri: code }) =>
    curie === code ? '' : curie.slice(0, curie.indexOf(':')),
  );
  return [...groups]
    .map(([system, members]): CodeGroup => ({ system, codes: members }))
    .sort((a, b) => (a.system < b.system ? -1 : 1));
}
