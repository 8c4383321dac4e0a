import { mfn } from '../../rdf/vocabulary.ts';
import type { Arguments, LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';

/**
 * `mfn:concept(value, attribute, sets?)`: the concepts a value means, by the mapping sets in their order and then by
 * the code systems of the ontology. Nothing, and an entry in the report of unmapped values, where none knows it.
 */
export const concept: LiftFunction = {
  iri: mfn.concept.value,
  required: ['value', 'attribute'],
  optional: ['sets'],
  lists: ['sets'],
  call(values, context, record) {
    const [value, attribute] = valueAndAttribute(values);
    if (value === undefined) return nothing;
    const found = context.concepts.find(value, attribute, setsOf(values));
    if (found.length === 0) context.unmapped.add(attribute, value, record);
    return found;
  },
};

/** `mfn:unmapped(value, attribute, sets?)`: the attribute's IRI where there is a value that {@link concept} would not know. */
export const unmapped: LiftFunction = {
  iri: mfn.unmapped.value,
  required: ['value', 'attribute'],
  optional: ['sets'],
  lists: ['sets'],
  call(values, context, record) {
    const [value, attribute] = valueAndAttribute(values);
    if (value === undefined || context.concepts.find(value, attribute, setsOf(values)).length > 0)
      return nothing;
    context.unmapped.add(attribute, value, record);
    return [context.concepts.attributeIri(attribute)];
  },
};

function valueAndAttribute(values: Arguments): [string | undefined, string] {
  const value = values.one('value')?.trim();
  return [value === '' ? undefined : value, values.one('attribute') ?? ''];
}

function setsOf(values: Arguments): readonly string[] {
  return values.list('sets').flatMap(namesOfSets);
}

/** `"a b, c"` names the mapping sets a, b and c, in that order. */
export function namesOfSets(text: string): string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '');
}
