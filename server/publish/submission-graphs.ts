import { MeridianError } from '../errors.ts';
import { namedNode } from '../rdf/terms.ts';
import type { NamedNode } from '../rdf/terms.ts';

/** The two graphs that a submission owns. */
export interface SubmissionGraphs {
  readonly catalogue: NamedNode;
  readonly record: NamedNode;
}

/** Letters that stand in an address and in an IRI as they are. */
const namePattern = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** Second segments of graphs that are the node's own, or copies of others': no provider or submission has such a name. */
export const reservedNames: readonly string[] = ['ontology', 'providers', 'replica'];

/** Throws `bad-request` for a name of a provider or submission that could not stand in an address, or is reserved. */
export function checkName(kind: 'provider' | 'submission', name: string): void {
  if (reservedNames.includes(name)) {
    throw new MeridianError(
      'bad-request',
      `"${name}" cannot be the name of a ${kind}: a graph of the node has it.`,
      {
        advice: `Any name but ${reservedNames.join(', ')} will do.`,
      },
    );
  }
  if (namePattern.test(name)) return;
  throw new MeridianError('bad-request', `"${name}" cannot be the name of a ${kind}.`, {
    advice: 'Use 1 to 64 lower-case letters, digits, ".", "_" and "-", beginning with a letter or digit.',
  });
}

/** `{base}/graph/{provider}/{submission}/catalogue` and `…/record`. */
export function submissionGraphs(base: string, provider: string, submission: string): SubmissionGraphs {
  checkName('provider', provider);
  checkName('submission', submission);
  const folder = `${base}/graph/${provider}/${submission}`;
  return { catalogue: namedNode(`${folder}/catalogue`), record: namedNode(`${folder}/record`) };
}

/** The graph of the ontology's own statements: `{base}/graph/ontology`. */
export function ontologyGraph(base: string): NamedNode {
  return namedNode(`${base}/graph/ontology`);
}

/** The graph of what the node says of its providers: `{base}/graph/providers`. */
export function providersGraph(base: string): NamedNode {
  return namedNode(`${base}/graph/providers`);
}

/** The namespace that everything a provider mints stands in: `{base}/id/{provider}/`. */
export function providerNamespace(base: string, provider: string): string {
  return `${base}/id/${provider}/`;
}

/** The IRI of the provider itself: `{base}/id/{provider}`. */
export function providerIri(base: string, provider: string): NamedNode {
  return namedNode(`${base}/id/${provider}`);
}
