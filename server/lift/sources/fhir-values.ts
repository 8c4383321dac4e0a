import { MeridianError } from '../../errors.ts';
import type { JsonNode } from './json-path.ts';
import { isArray, isObject } from './json-path.ts';
import { valueOf } from './json-source.ts';
import type { Value } from './record-source.ts';
import { lexicalOf } from './record-source.ts';

/**
 * The values of an element of FHIR R4 or R5 (JSON). Coded elements give tokens, `system|code` (FHIR Search, 3.2.1.5.12): a
 * Coding its own, a CodeableConcept those of all its codings, or its text where it has none, a CodeableReference (R5)
 * those of its concept. So a mapping need not know which of them a release has. Repeating elements give the values of
 * all. Numbers keep the digits they are written with, as far as JSON does. Any other element with parts is refused
 * with its pointer.
 */
export function fhirValues(node: JsonNode): readonly Value[] {
  const { value, pointer } = node;
  if (isArray(value)) {
    return value.flatMap((item, index) => fhirValues({ value: item, pointer: `${pointer}/${index}` }));
  }
  if (!isObject(value)) {
    if (value === null) return [];
    // A decimal of FHIR is no double: 4.10 is written as such, not as 4.1E0.
    if (typeof value === 'number') return [String(value)];
    const read = valueOf(node);
    return read === undefined ? [] : [lexicalOf(read)];
  }
  if (value['concept'] !== undefined) return fhirValues({ value: value['concept'], pointer });
  const { coding, text, code, system } = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(coding) && coding.length > 0) {
    return fhirValues({ value: value['coding'] ?? null, pointer: `${pointer}/coding` });
  }
  if (value['value'] === undefined && typeof code === 'string') {
    return [typeof system === 'string' ? `${system}|${code}` : code];
  }
  if (typeof text === 'string') return [text];
  // A reference without a concept, a coding with nothing but a display: nothing is coded here.
  if (value['reference'] !== undefined || value['display'] !== undefined) return [];
  throw new MeridianError('unreadable-source', 'An element with parts stands where a value is wanted.', {
    place: { pointer },
    advice: 'Let the reference of the mapping go down to the values, as in valueQuantity.value.',
  });
}
