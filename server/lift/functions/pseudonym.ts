import { mfn } from '../../rdf/vocabulary.ts';
import { isUid } from '../local-ids.ts';
import { numberOfFallback } from '../privacy/fallback-identifier.ts';
import { normalIdentifier } from '../privacy/normal-identifier.ts';
import { keyedDigest } from './keyed-digest.ts';
import type { FunctionContext, LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';

/**
 * `mfn:pseudonym(kind, value)`: the IRI of a patient, condition, study or series, from its local id and the node's
 * key. Equal ids give equal IRIs in every submission of a provider, and digests that have nothing in common in those
 * of two providers; without the key nothing leads back. Identifiers of patients are brought to one form first; UIDs of
 * studies and series stay where the provider keeps them.
 */
export const pseudonym: LiftFunction = {
  iri: mfn.pseudonym.value,
  required: ['kind', 'value'],
  constants: ['kind'],
  optional: [],
  lists: [],
  passes: ['kind'],
  call(values, context, record) {
    const kind = values.one('kind');
    const value = values.one('value')?.trim();
    if (kind === undefined || value === undefined || value === '') return nothing;
    if (kind === 'patient') {
      const iri = iriOf(context, kind, normalPatient(context, value));
      context.unmapped.patient?.(iri, record);
      return [iri];
    }
    if (context.privacy.uids === 'keep' && kindsWithUid.has(kind) && isUid(value))
      return [baseOf(context, kind) + value];
    context.localIds?.add(value);
    return [iriOf(context, kind, value)];
  },
};

/**
 * `mfn:patientIdentifier(value)`: the form in which identifiers of one patient are equal, for what is made of more than
 * the identifier. It is still an identifier: it may stand within `mfn:pseudonym` only.
 */
export const patientIdentifier: LiftFunction = {
  iri: mfn.patientIdentifier.value,
  required: ['value'],
  optional: [],
  lists: [],
  call(values, context) {
    const value = values.one('value')?.trim();
    return value === undefined || value === '' ? nothing : [normalPatient(context, value)];
  },
};

const kindsWithUid: ReadonlySet<string> = new Set(['study', 'series']);

type Names = Pick<FunctionContext, 'base' | 'provider' | 'key'>;

function baseOf({ base, provider }: Names, kind: string): string {
  return `${base}/id/${provider}/${kind}/`;
}

function iriOf(context: Names, kind: string, id: string): string {
  const digest = keyedDigest(context.key, [context.provider, kind, id]);
  return baseOf(context, kind) + digest.toString('hex').slice(0, 32);
}

/** The patient whose identifier a word would be; notes nothing. */
export function patientCalled(context: Names & Pick<FunctionContext, 'privacy'>, word: string): string {
  return iriOf(context, 'patient', normalPatient({ privacy: context.privacy }, word));
}

/** The normal form of a patient's identifier; that too is never named in places. */
export function normalPatient(
  { privacy, localIds }: Pick<FunctionContext, 'privacy' | 'localIds'>,
  value: string,
): string {
  const number = numberOfFallback(value);
  if (number !== undefined) {
    localIds?.add(number);
    return value;
  }
  const normal = normalIdentifier(value, privacy.patientIdentifiers);
  localIds?.add(value);
  if (normal !== value) localIds?.add(normal);
  return normal;
}
