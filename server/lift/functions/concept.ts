import { mfn } from '../../rdf/vocabulary.ts';
import type { Arguments, FunctionContext, LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';

/**
 * `mfn:concept(value, attribute, sets?)`: the concepts a value means, by the mapping sets in their order and then by
 * the code systems of the ontology. Nothing, and an entry in the report of unmapped values, where none knows it.
 */
export const concept: LiftFunction = {
  iri: mfn.concept.value,
  required: ['value', 'attribute'],
  constants: ['attribute', 'sets'],
  optional: ['sets'],
  lists: ['sets'],
  passes: [],
  call(values, context, record) {
    const [value, attribute] = valueAndAttribute(values);
    if (value === undefined) return nothing;
    const found = look('states', value, attribute, setsOf(values), context);
    if (found.length === 0) context.unmapped.add(attribute, value, record);
    return found;
  },
};

/**
 * `mfn:known(value, attribute, sets?)`: the concepts a value means, as {@link concept} finds them. What means nothing is
 * not reported: a mapping asks one code for several attributes by it, to learn what kind of thing the code is of.
 */
export const known: LiftFunction = {
  iri: mfn.known.value,
  required: ['value', 'attribute'],
  constants: ['attribute', 'sets'],
  optional: ['sets'],
  lists: ['sets'],
  passes: [],
  call(values, context) {
    const [value, attribute] = valueAndAttribute(values);
    return value === undefined ? nothing : look('states', value, attribute, setsOf(values), context);
  },
};

/** `mfn:unmapped(value, attribute, sets?)`: the attribute's IRI where there is a value that {@link concept} would not know. */
export const unmapped: LiftFunction = {
  iri: mfn.unmapped.value,
  required: ['value', 'attribute'],
  constants: ['attribute', 'sets'],
  optional: ['sets'],
  lists: ['sets'],
  passes: [],
  call(values, context, record) {
    const [value, attribute] = valueAndAttribute(values);
    if (value === undefined || look('flags', value, attribute, setsOf(values), context).length > 0)
      return nothing;
    context.unmapped.add(attribute, value, record);
    return [context.concepts.attributeIri(attribute)];
  },
};

function valueAndAttribute(values: Arguments): [string | undefined, string] {
  const value = values.one('value')?.trim();
  return [value === '' ? undefined : value, values.one('attribute') ?? ''];
}

/** What a value means; noted, and looked up once for all records that have it. */
export function look(
  role: 'states' | 'flags',
  value: string,
  attribute: string,
  sets: readonly string[],
  { concepts, readings }: FunctionContext,
): readonly string[] {
  const noted = readings?.note(role, value, attribute, sets);
  const found = noted?.found ?? concepts.find(value, attribute, sets);
  if (noted !== undefined) noted.found = found;
  return found;
}

/** The names of the sets; a mapping writes the same ones for every record. */
export function setsOf(values: Arguments): readonly string[] {
  const texts = values.list('sets');
  const key = texts.length === 1 ? (texts[0] ?? '') : texts.join(' ');
  let names = readSets.get(key);
  if (names === undefined) {
    names = texts.flatMap(namesOfSets);
    if (readSets.size < maxReadSets) readSets.set(key, names);
  }
  return names;
}

const readSets = new Map<string, readonly string[]>();
const maxReadSets = 1000;

/** `"a b, c"` names the mapping sets a, b and c, in that order. */
export function namesOfSets(text: string): string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '');
}
