import type { Json } from './json-path.ts';
import { isArray, isObject } from './json-path.ts';
import type { FhirResource } from './fhir-resources.ts';
import type { Value } from './record-source.ts';

type JsonObject = Readonly<Record<string, Json>>;

/** What is known of a resource that others refer to: the values of the paths that are asked of it. */
export type Answers = readonly (readonly Value[])[];

/**
 * The patients of a delivery by all that references call them: `Patient/1`, the address of their bundle entry
 * (`https://...`, `urn:uuid:...`). Only what is asked of them is held.
 */
export class FhirReferences {
  readonly #answers = new Map<string, Answers>();

  add({ type, value, fullUrl }: FhirResource, answers: Answers): void {
    const { id } = value;
    if (typeof id === 'string') this.#answers.set(`${type}/${id}`, answers);
    if (fullUrl !== undefined) this.#answers.set(withoutVersion(fullUrl), answers);
  }

  /**
   * What a reference leads to (FHIR R4 2.3 and Bundle, 2.36.4.1): the entry with that address, one below the same
   * server for relative references, or one of that type and id. Where the delivery does not hold it, only what the
   * reference itself tells is known: {@link stubOf}.
   */
  find(reference: JsonObject, from: FhirResource): Answers | undefined {
    const text = reference['reference'];
    if (typeof text !== 'string') return undefined;
    const target = withoutVersion(text);
    const sameServer = /^(https?:.*\/)[A-Za-z]+\/[^/]+$/.exec(from.fullUrl ?? '')?.[1];
    return (
      (sameServer === undefined ? undefined : this.#answers.get(sameServer + target)) ??
      this.#answers.get(target) ??
      this.#answers.get(lastTwo(target))
    );
  }
}

/** A resource that is contained in the one that refers to it, by `#id`. */
export function containedIn(reference: JsonObject, { value }: FhirResource): JsonObject | undefined {
  const text = reference['reference'];
  if (typeof text !== 'string' || !text.startsWith('#')) return undefined;
  const contained = value['contained'];
  if (contained === undefined || !isArray(contained)) return undefined;
  return contained.filter(isObject).find(({ id }) => id === text.slice(1));
}

/** As much of a resource as a reference tells: its type, its identifier, and its id. */
export function stubOf(reference: JsonObject): JsonObject {
  const { reference: text, identifier, type } = reference;
  const literal = typeof text === 'string' && !text.startsWith('#') ? text : '';
  const target = lastTwo(withoutVersion(literal));
  const id = target.split(/[/:]/).at(-1) ?? '';
  const resourceType = /^([A-Z][A-Za-z]+)\//.exec(target)?.[1] ?? type;
  return {
    ...(resourceType === undefined ? {} : { resourceType }),
    ...(identifier === undefined ? {} : { identifier: [identifier] }),
    ...(id === '' ? {} : { id }),
  };
}

function withoutVersion(reference: string): string {
  return reference.replace(/\/_history\/[^/]*$/, '');
}

/** `https://server/fhir/Patient/1` is `Patient/1`. */
function lastTwo(reference: string): string {
  return reference.split('/').slice(-2).join('/');
}
