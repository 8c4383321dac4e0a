import { MeridianError } from '../../errors.ts';

/** A unit that numbers of a property are met in. */
interface Scale {
  readonly unit: string;
  /** Numbers from here, and below `to`, are taken for this unit. */
  readonly from: number;
  readonly to: number;
  /** To the unit of the property. */
  readonly factor: number;
}

/** How numbers of a property are brought to one unit, and to the values by which devices are called. */
export interface QuantityRule {
  /** The first one is the unit of the property. */
  readonly scales: readonly Scale[];
  readonly nominal: readonly number[];
}

/** A number as the graph has it, and what was changed: `G × 0.0001`, `nominal`; absent where it stands as it was. */
export interface ReadQuantity {
  readonly value: string;
  readonly change?: string;
}

/** The share of a nominal value by which a device may differ from it: 2.89 T are called 3 T. */
const tolerance = 0.05;

const rules = new Map<string, QuantityRule>();

/** Reads `T 0.01 25 1; G 5000 120000 0.0001` and `1 1.5 3`. Throws 'bad-mapping' where they are written otherwise. */
export function quantityRule(scales: string, nominal: string): QuantityRule {
  const key = `${scales}|${nominal}`;
  let rule = rules.get(key);
  if (rule === undefined) {
    rule = { scales: scales.split(';').map(readScale), nominal: numbersOf(nominal) };
    if (rules.size < maxRules) rules.set(key, rule);
  }
  return rule;
}

const maxRules = 1000;

/** The number in the unit of the property; nothing where the text is no number, or none that a scale has a place for. */
export function applyQuantityRule(text: string, { scales, nominal }: QuantityRule): ReadQuantity | undefined {
  const stated = numberOf(text);
  const scale = scales.find(({ from, to }) => stated >= from && stated < to);
  if (scale === undefined) return undefined;
  const measured = stated * scale.factor;
  const called = nominal.find((each) => Math.abs(measured - each) <= each * tolerance);
  const changes = [
    ...(scale.factor === 1 ? [] : [`${scale.unit} × ${scale.factor}`]),
    ...(called === undefined || decimal(called) === decimal(measured) ? [] : ['nominal']),
  ];
  const value = decimal(called ?? measured);
  return changes.length === 0 ? { value } : { value, change: changes.join(', ') };
}

/** Decimal strings of DICOM have exponents and blanks (PS3.5 6.2, DS). */
function numberOf(text: string): number {
  const bare = text.trim();
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(bare) ? Number(bare) : NaN;
}

/** Twelve significant digits without an exponent: what a product of two decimals adds beyond them is no measurement. */
function decimal(value: number): string {
  const text = Number(value.toPrecision(12)).toString();
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}

function readScale(text: string): Scale {
  const [unit = '', ...limits] = text.trim().split(/\s+/);
  const [from = NaN, to = NaN, factor = NaN, ...more] = limits.map(Number);
  if (unit === '' || more.length > 0 || !(from < to) || !(factor > 0)) {
    throw new MeridianError('bad-mapping', `"${text.trim()}" is no scale of a quantity.`, {
      advice: 'Write a unit, the range of its numbers and its factor: G 5000 120000 0.0001.',
    });
  }
  return { unit, from, to, factor };
}

function numbersOf(text: string): readonly number[] {
  const numbers = text.split(/\s+/).filter((each) => each !== '');
  return numbers.map((each) => {
    const value = Number(each);
    if (value > 0) return value;
    throw new MeridianError('bad-mapping', `"${each}" is no nominal value of a quantity.`);
  });
}
