import { createRequire } from 'node:module';

/** What this file needs of @lhncbc/ucum-lhc, which has no types. */
interface UcumConverter {
  validateUnitString(unit: string): { readonly status: string };
  convertUnitTo(
    from: string,
    value: number,
    to: string,
  ): { readonly status: string; readonly toVal: number | null };
}

interface UcumPackage {
  readonly UcumLhcUtils: { getInstance(): UcumConverter };
}

const load = createRequire(import.meta.url);
let converter: UcumConverter | undefined;

/** Pairs of units between which there is no way: looking for one takes long, and a source repeats its units. */
const unrelated = new Set<string>();
const maxUnrelated = 10_000;

/**
 * A number in another unit of UCUM (case sensitive codes); nothing where either is not known or they do not measure
 * the same. Mass and amount of substance are not converted, for that takes the substance.
 */
export function convertUcum(value: number, from: string, to: string): number | undefined {
  const pair = JSON.stringify([from, to]);
  if (unrelated.has(pair)) return undefined;
  const { status, toVal } = converterOfUcum().convertUnitTo(from, value, to);
  if (status === 'succeeded') return toVal ?? undefined;
  if (unrelated.size < maxUnrelated) unrelated.add(pair);
  return undefined;
}

/** Whether a unit is a code of UCUM; sources repeat their units. */
export function isUcumUnit(unit: string): boolean {
  let valid = units.get(unit);
  if (valid === undefined) {
    valid = converterOfUcum().validateUnitString(unit).status === 'valid';
    if (units.size < maxUnrelated) units.set(unit, valid);
  }
  return valid;
}

const units = new Map<string, boolean>();

/** The tables are read when the first unit is. */
function converterOfUcum(): UcumConverter {
  converter ??= (load('@lhncbc/ucum-lhc') as UcumPackage).UcumLhcUtils.getInstance();
  return converter;
}
