import { mfn } from '../../rdf/vocabulary.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';
import { isUcumUnit } from './ucum-units.ts';

/**
 * `mfn:ucumUnit(value)`: a unit, where it is a code of UCUM (case sensitive). Annotations in braces are left out, for
 * people write into them what they like; nothing where only they are there, and for every other word.
 */
export const ucumUnit: LiftFunction = {
  iri: mfn.ucumUnit.value,
  required: ['value'],
  optional: [],
  lists: [],
  passes: [],
  call(values) {
    const unit = (values.one('value') ?? '').trim().replace(/\{[^{}]*\}/g, '');
    return unit !== '' && unit.length <= longest && isUcumUnit(unit) ? [unit] : nothing;
  },
};

const longest = 40;
