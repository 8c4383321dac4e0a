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

/** Throws `bad-request` for an identifier of a provider or submission that could not stand in an address. */
export function checkName(kind: 'provider' | 'submission', name: string): void {
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

/** The namespace that everything a provider mints stands in: `{base}/id/{provider}/`. */
export function providerNamespace(base: string, provider: string): string {
  return `${base}/id/${provider}/`;
}

/** The IRI of the provider itself: `{base}/id/{provider}`. */
export function providerIri(base: string, provider: string): NamedNode {
  return namedNode(`${base}/id/${provider}`);
}
