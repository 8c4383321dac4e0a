import { serverAudits } from 'graphql-http';
import { createGraphql } from '../../server/graphql/create-graphql.ts';
import { sampleCatalogue } from '../support/sample-catalogue.ts';
import { sampleOntology } from '../support/sample-ontology.ts';

/** How one case of a suite went. */
interface CaseOutcome {
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly reason?: string;
}

/** The audits of GraphQL over HTTP (graphql-http), run in process: recommendations count like requirements. */
export const suites: Readonly<Record<string, () => AsyncIterable<CaseOutcome>>> = {
  'graphql-http': auditGraphql,
};

async function* auditGraphql(): AsyncIterable<CaseOutcome> {
  const ontology = sampleOntology();
  const server = createGraphql({
    catalogue: sampleCatalogue(ontology),
    ontology,
    node: { id: 'audit', title: 'Audit', release: ontology.release },
    onFailure: () => undefined,
  });
  const audits = serverAudits({
    url: 'http://localhost/graphql',
    fetchFn: (input: string, init: RequestInit = {}) => server.fetch(input, init),
  });
  for (const audit of audits) {
    const result = await audit.fn();
    yield result.status === 'ok'
      ? { id: `${audit.id} ${audit.name}`, outcome: 'passed' }
      : { id: `${audit.id} ${audit.name}`, outcome: 'failed', reason: `${result.status}: ${result.reason}` };
  }
}
