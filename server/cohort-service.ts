import { DisclosureGate } from './access/disclosure/disclosure-gate.ts';
import type { CohortIndex } from './cohort/cohort-index.ts';
import { countCohort } from './cohort/count-cohort.ts';
import { federatedCohort } from './cohort/federated-cohort.ts';
import { parseDefinition } from './cohort/parse-definition.ts';
import type { NodeConfig } from './config.ts';
import type { CohortServices } from './http/routes/cohort-routes.ts';
import type { Ontology } from './ontology/ontology.ts';
import type { MappingSets } from './rdf/sssom.ts';

export interface CohortServiceParts {
  readonly config: NodeConfig;
  readonly ontology: Ontology;
  readonly index: CohortIndex;
  readonly mappingRows: MappingSets;
}

/** Counting at this node: every number through the gate that its configuration sets. */
export function cohortService({ config, ontology, index, mappingRows }: CohortServiceParts): CohortServices {
  const gate = new DisclosureGate(config.disclosure);
  return {
    parseDefinition: (value) => parseDefinition(value, ontology),
    count: (definition) => {
      const start = performance.now();
      const answer = countCohort(definition, { index, ontology, mappingRows, gate });
      return { node: config.id, state: 'answered', ms: Math.round(performance.now() - start), ...answer };
    },
    toReply: (definition, nodes) =>
      federatedCohort(definition, nodes, { release: ontology.release, asked: new Date() }),
  };
}
