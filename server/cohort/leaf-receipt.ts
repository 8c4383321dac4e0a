import type { Concept } from '../ontology/concept.ts';
import type { Ontology } from '../ontology/ontology.ts';
import type { CohortProvider } from './cohort-index.ts';
import type { CompiledLeaf } from './compiled-definition.ts';
import type { LeafReceipt } from './reply.ts';
import { unknownSummary } from './unknown-summary.ts';

/** Mapping rows by the name of their set, as `loadMappingSets` reads them. */
export type MappingRowsBySet = ReadonlyMap<string, { readonly rows: readonly ReceiptRow[] }>;

interface ReceiptRow {
  /** Line of the file, from 1. */
  readonly line: number;
  /** What it maps, as an IRI; absent for words of a source. */
  readonly subjectIri?: string;
  /** What the row maps to, as an IRI. */
  readonly objectIri: string;
  readonly negated?: boolean;
}

export interface ReceiptContext {
  readonly providers: readonly CohortProvider[];
  readonly ontology: Pick<Ontology, 'concept' | 'expand'>;
  readonly mappingRows: MappingRowsBySet;
  /** Fewest distinct patients that a receipt may speak of. */
  readonly threshold: number;
}

/**
 * How a leaf was understood at this node. It is made of what is configured (mapping rows, whatever they matched) and
 * of shares over all of a provider's things, whatever was asked: it says nothing about a small group.
 */
export function leafReceipt(leaf: CompiledLeaf, context: ReceiptContext): LeafReceipt {
  const { providers } = context;
  const { test } = leaf;
  const unknowns = providers.flatMap(({ table }) => {
    const column = table.columns.get(leaf.attribute.name);
    return column === undefined ? [] : [unknownSummary(column, table)];
  });
  if (test.kind === 'unanswerable' || (test.kind === 'concepts' && test.asked.length === 0)) {
    return { path: leaf.pointer, state: 'unanswerable', by: [], unknown: '>25%' };
  }
  if (test.kind === 'provider') return { path: leaf.pointer, state: 'applied', by: [], unknown: '<5%' };
  const rows = providers.map((provider) => configuredRows(leaf, provider, context));
  const narrowed = test.kind === 'concepts' && rows.some(({ uncovered }) => uncovered);
  const widened =
    (test.kind === 'concepts' && (test.unknownIn || test.unknownExcept)) ||
    unknowns.reduce((sum, { patients }) => sum + patients, 0) >= context.threshold;
  return {
    path: leaf.pointer,
    state: narrowed ? 'narrowed' : widened ? 'widened' : 'applied',
    by: [...new Set(rows.flatMap(({ by }) => by))],
    unknown: band(Math.max(0, ...unknowns.map(({ share }) => share))),
  };
}

/**
 * The rows of a provider's mapping sets that lead to what a leaf asks for, and whether a concept of it has none. A
 * provider without mapping sets for the attribute delivers codes of the ontology itself and lacks nothing.
 */
function configuredRows(
  leaf: CompiledLeaf,
  provider: CohortProvider,
  context: ReceiptContext,
): { readonly by: readonly string[]; readonly uncovered: boolean } {
  const { test } = leaf;
  if (test.kind !== 'concepts') return { by: [], uncovered: false };
  const codes = test.asked.map((concept) => codeRows(concept, context));
  const sets = [...(provider.mappingSets.get(leaf.attribute.name) ?? [])].sort();
  const by = codes.flat();
  if (sets.length === 0) return { by, uncovered: false };
  const targets = new Set<string>();
  for (const set of sets) {
    for (const row of context.mappingRows.get(set)?.rows ?? []) {
      const target = context.ontology.concept(row.objectIri)?.iri.value;
      if (target === undefined || row.negated === true) continue;
      targets.add(target);
      if (test.wanted.has(target)) by.push(`${set}:${row.line}`);
    }
  }
  const covered = (concept: Concept): boolean =>
    [...context.ontology.expand(concept)].some((iri) => targets.has(iri));
  return { by, uncovered: !test.asked.every((concept, at) => codes[at]?.length !== 0 || covered(concept)) };
}

/**
 * The rows that make a code of another system one with a concept that was asked for, or with its search equivalents:
 * they serve sources that deliver SNOMED CT, ICD-10 or DICOM codes instead of words. Those of narrower concepts are
 * left out, there would be hundreds.
 */
function codeRows(concept: Concept, { ontology, mappingRows }: ReceiptContext): string[] {
  const subjects = new Set([concept.iri.value, ...concept.searchEquivalents]);
  const by: string[] = [];
  for (const [set, { rows }] of mappingRows) {
    for (const { subjectIri, objectIri, line, negated } of rows) {
      if (subjectIri === undefined || negated === true || !subjects.has(subjectIri)) continue;
      if (ontology.concept(subjectIri)?.exactMatches.includes(objectIri) === true) by.push(`${set}:${line}`);
    }
  }
  return by;
}

function band(share: number): LeafReceipt['unknown'] {
  if (share < 0.05) return '<5%';
  return share <= 0.25 ? '5-25%' : '>25%';
}
