import { mer, mfn } from '../../rdf/vocabulary.ts';
import { look, setsOf } from './concept.ts';
import type { Arguments, FunctionContext, LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';

/**
 * `mfn:conceptOfAny(values, attribute, sets?)`: the concepts of one thing that is coded several times over, in several
 * systems: those of the first code that is known. A code that is known to lie outside the attribute counts only where
 * no other is known. Nothing, and one entry in the report of unmapped values, where none is.
 */
export const conceptOfAny: LiftFunction = {
  iri: mfn.conceptOfAny.value,
  required: ['values', 'attribute'],
  constants: ['attribute', 'sets'],
  optional: ['sets'],
  lists: ['values', 'sets'],
  passes: [],
  call(values, context, record) {
    const { first, found } = lookAny('states', values, context);
    if (first !== undefined && found.length === 0)
      context.unmapped.add(values.one('attribute') ?? '', first, record);
    return found;
  },
};

/** `mfn:unmappedOfAny(values, attribute, sets?)`: the attribute's IRI where there are codes and {@link conceptOfAny} knows none. */
export const unmappedOfAny: LiftFunction = {
  iri: mfn.unmappedOfAny.value,
  required: ['values', 'attribute'],
  constants: ['attribute', 'sets'],
  optional: ['sets'],
  lists: ['values', 'sets'],
  passes: [],
  call(values, context, record) {
    const { first, found } = lookAny('flags', values, context);
    if (first === undefined || found.length > 0) return nothing;
    const attribute = values.one('attribute') ?? '';
    context.unmapped.add(attribute, first, record);
    return [context.concepts.attributeIri(attribute)];
  },
};

function lookAny(
  role: 'states' | 'flags',
  values: Arguments,
  context: FunctionContext,
): { readonly first: string | undefined; readonly found: readonly string[] } {
  const attribute = values.one('attribute') ?? '';
  const sets = setsOf(values);
  let outside: readonly string[] = nothing;
  let first: string | undefined;
  for (const each of values.list('values')) {
    const value = each.trim();
    if (value === '') continue;
    first ??= value;
    const found = look(role, value, attribute, sets, context);
    if (found.some((iri) => iri !== mer.NotInScheme.value)) return { first, found };
    if (outside.length === 0) outside = found;
  }
  return { first, found: outside };
}
