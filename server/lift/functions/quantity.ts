import { mfn } from '../../rdf/vocabulary.ts';
import type { Arguments, FunctionContext, LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';
import type { QuantityRule } from './quantity-rule.ts';
import { applyQuantityRule, quantityRule } from './quantity-rule.ts';

/**
 * `mfn:quantity(value, attribute, scales, nominal?)`: a number in the one unit of its property, an xsd:decimal. Devices
 * write a field of 1.5 T as 1.5, 1.494, 1500 or 15000. `scales` are the units that are met, each with the range in which
 * a number is taken for it and the factor to the unit of the property: `T 0.01 25 1; G 5000 120000 0.0001`. `nominal` are
 * values by which devices are called; what lies within five per cent of one is that one. What was changed is noted with
 * the reading of the attribute: unit and rule, never the number.
 */
export const quantity: LiftFunction = {
  iri: mfn.quantity.value,
  required: ['value', 'attribute', 'scales'],
  constants: ['attribute', 'scales', 'nominal'],
  optional: ['nominal'],
  lists: [],
  passes: [],
  call(values, context) {
    const read = readQuantity(values);
    if (read === undefined) return nothing;
    if (read.change !== undefined)
      context.readings?.note('states', read.change, values.one('attribute') ?? '', noSets);
    return [read.value];
  },
};

/** `mfn:unreadQuantity(value, attribute, scales)`: the attribute's IRI where there is a value that no scale has a place for. */
export const unreadQuantity: LiftFunction = {
  iri: mfn.unreadQuantity.value,
  required: ['value', 'attribute', 'scales'],
  constants: ['attribute', 'scales', 'nominal'],
  optional: ['nominal'],
  lists: [],
  passes: [],
  call(values, context: FunctionContext, record) {
    const value = values.one('value')?.trim() ?? '';
    if (value === '' || isZero(value) || readQuantity(values) !== undefined) return nothing;
    const attribute = values.one('attribute') ?? '';
    context.unmapped.add(attribute, value, record);
    return [context.concepts.attributeIri(attribute)];
  },
};

/** Readings are kept by the list of sets itself; numbers are looked up in none. */
const noSets: readonly string[] = [];

function readQuantity(values: Arguments): ReturnType<typeof applyQuantityRule> {
  const rule: QuantityRule = quantityRule(values.one('scales') ?? '', values.one('nominal') ?? '');
  return applyQuantityRule(values.one('value') ?? '', rule);
}

/** Devices write 0 for what they do not know: it is no value. */
function isZero(text: string): boolean {
  return /^[+-]?0*\.?0*(?:[eE][+-]?\d+)?$/.test(text);
}
