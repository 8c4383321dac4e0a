import type { DisclosureGate } from '../access/disclosure/disclosure-gate.ts';
import type { Ontology } from '../ontology/ontology.ts';
import type { CohortIndex } from './cohort-index.ts';
import { compileDefinition } from './compile-definition.ts';
import type { CompiledDefinition } from './compiled-definition.ts';
import { addCounts, countThings } from './count-things.ts';
import type { CohortDefinition } from './definition.ts';
import type { ProviderRecords } from './evaluate-leaf.ts';
import { leafReceipt, type MappingRowsBySet } from './leaf-receipt.ts';
import type { NodeReply, ProtectedCount } from './reply.ts';

export interface CountCohortOptions {
  readonly index: CohortIndex;
  readonly ontology: Ontology;
  /** The mapping sets of this node, for receipts. */
  readonly mappingRows: MappingRowsBySet;
  /** Through which every number goes. */
  readonly gate: DisclosureGate;
}

/** What this node itself answers: everything of a {@link NodeReply} but who it is and how long it took. */
export type NodeAnswer = Required<Pick<NodeReply, 'release' | 'count' | 'breakdown' | 'receipt'>>;

/**
 * Counts a cohort over the records of all providers of this node, through the disclosure gate, with a receipt for each
 * leaf. Throws what `compileDefinition` throws.
 */
export function countCohort(definition: CohortDefinition, options: CountCohortOptions): NodeAnswer {
  const { index, ontology, mappingRows, gate } = options;
  const compiled = compileDefinition(definition, ontology);
  const providers = index.providers();
  return {
    release: ontology.release,
    count: protectedCount(compiled, providers, gate),
    breakdown: [],
    receipt: compiled.leaves.map((leaf) =>
      leafReceipt(leaf, { providers, ontology, mappingRows, threshold: gate.threshold }),
    ),
  };
}

/** What the gate lets be seen of a count over the records of some providers. */
export function protectedCount(
  definition: CompiledDefinition,
  providers: readonly ProviderRecords[],
  gate: DisclosureGate,
): ProtectedCount {
  const count = addCounts(providers.map((provider) => countThings(definition, provider)));
  return definition.count === 'patient'
    ? gate.protect(count.low, count.high)
    : gate.protect(count.low, count.high, count);
}
