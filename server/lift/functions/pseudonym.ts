import { mfn } from '../../rdf/vocabulary.ts';
import { keyedDigest } from './keyed-digest.ts';
import type { FunctionContext, LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';

/**
 * `mfn:pseudonym(kind, value)`: the IRI of a patient, condition, study or series, from its local id and the node's
 * key. Equal ids give equal IRIs in every submission of a provider, and digests that have nothing in common in those
 * of two providers; without the key nothing leads back.
 */
export const pseudonym: LiftFunction = {
  iri: mfn.pseudonym.value,
  required: ['kind', 'value'],
  optional: [],
  lists: [],
  call(values, context) {
    const kind = values.one('kind');
    const value = values.one('value')?.trim();
    if (kind === undefined || value === undefined || value === '') return nothing;
    context.localIds?.add(value);
    return [pseudonymIri(context, kind, value)];
  },
};

function pseudonymIri({ base, provider, key }: FunctionContext, kind: string, id: string): string {
  const digest = keyedDigest(key, [provider, kind, id]).toString('hex').slice(0, 32);
  return `${base}/id/${provider}/${kind}/${digest}`;
}
