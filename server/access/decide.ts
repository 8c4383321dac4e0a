import type { Actor } from './actor.ts';

/** What an address does, as the policy sees it. Every route names one. */
export type Action =
  | 'read-operation' // health, metrics, API description
  | 'read-catalogue' // search, facets, GraphQL, SPARQL on the catalogue plane
  | 'check' // validate and lift: the caller's own bytes, nothing stored
  | 'read-submission' // reports, versions and unmapped values of one provider
  | 'read-record' // full SPARQL and graphs on one provider's record plane
  | 'publish' // put or delete a submission of one provider
  | 'count-cohort' // protected counts
  | 'try-ontology'; // what an edit of the ontology would change, protected counts among it

/** What is acted on: the node itself, or one provider's part of it. */
export interface Resource {
  readonly provider?: string;
}

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly why: string };

const anyone: readonly Action[] = ['read-operation', 'read-catalogue'];

/** Deny by default: the one place that says who may do what. */
export function decide(actor: Actor, action: Action, resource: Resource = {}): Decision {
  if (anyone.includes(action)) return { allowed: true };
  if (actor.role === 'anonymous') return { allowed: false, why: 'This needs a token.' };
  if (action === 'check') return { allowed: true };
  if (action === 'try-ontology') {
    return actor.role === 'editor' || actor.role === 'operator'
      ? { allowed: true }
      : { allowed: false, why: 'Trying edits of the ontology needs the role editor or operator.' };
  }
  if (action === 'count-cohort') {
    return actor.role === 'editor'
      ? {
          allowed: false,
          why: 'Counting cohorts needs the role researcher, provider, committee or operator.',
        }
      : { allowed: true };
  }
  const own =
    actor.role === 'provider' && resource.provider !== undefined && actor.provider === resource.provider;
  if (own) return { allowed: true };
  return {
    allowed: false,
    why:
      resource.provider === undefined
        ? `This needs the role provider.`
        : `This belongs to the provider ${resource.provider}; only its own role may do it.`,
  };
}
