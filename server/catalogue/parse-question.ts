import { MeridianError } from '../errors.ts';
import type { Attribute } from '../ontology/attribute.ts';
import type { Filter, SearchQuestion } from './catalogue.ts';

/** The parameters of a search that are no attributes. `v` is the version of the address form. */
export const searchParameters = ['q', 'lang', 'limit', 'offset', 'v'] as const;

export const searchLimits = { standard: 20, greatest: 200 } as const;

export interface ParseQuestionOptions {
  readonly attributes: readonly Attribute[];
  /** Language where `lang` is left out. */
  readonly language?: string;
  /** Parameters of the page around the search, which are not read here. */
  readonly ignored?: readonly string[];
}

/**
 * A search as an address says it: parameter = attribute, values are codes, repeating or a comma means or,
 * `-EUCAIM:IMG1000026` means not, `ageAtDiagnosis=45..75,unknown` is a range or no value. Throws `bad-request`.
 */
export function parseQuestion(params: URLSearchParams, options: ParseQuestionOptions): SearchQuestion {
  const attributes = new Map(
    options.attributes
      .filter((attribute) => attribute.catalogue !== undefined)
      .map((attribute) => [attribute.name, attribute]),
  );
  const filters: Filter[] = [];
  for (const name of new Set(params.keys())) {
    if ((searchParameters as readonly string[]).includes(name) || options.ignored?.includes(name)) continue;
    const attribute = attributes.get(name);
    if (attribute === undefined) {
      throw new MeridianError('bad-request', `There is no attribute "${name}" to filter by.`, {
        advice: `The attributes are ${[...attributes.keys()].join(', ')}; the other parameters ${searchParameters.join(', ')}.`,
      });
    }
    const filter = parseFilter(attribute, params.getAll(name));
    if (filter !== undefined) filters.push(filter);
  }
  return {
    text: params.getAll('q').join(' ').trim(),
    filters,
    language: params.get('lang') ?? options.language ?? 'en',
    limit: wholeNumber(params, 'limit', searchLimits.standard, searchLimits.greatest),
    offset: wholeNumber(params, 'offset', 0, Number.MAX_SAFE_INTEGER),
  };
}

/** Undefined for parameters without a value, as an empty form field leaves them. */
function parseFilter(attribute: Attribute, given: readonly string[]): Filter | undefined {
  const values = new Set<string>();
  const excluded = new Set<string>();
  const ranges: NonNullable<Filter['range']>[] = [];
  for (const item of given.flatMap(splitValues)) {
    const range = attribute.datatype === undefined ? undefined : parseRange(attribute, item);
    if (range !== undefined) ranges.push(range);
    else if (item.startsWith('-')) excluded.add(item.slice(1));
    else values.add(item);
  }
  if (ranges.length > 1) {
    throw new MeridianError('bad-request', `"${attribute.name}" is given more than one range.`, {
      advice: 'Give one range that spans them.',
    });
  }
  if (values.size + excluded.size + ranges.length === 0) return undefined;
  return {
    attribute: attribute.name,
    values: [...values],
    excluded: [...excluded],
    ...(ranges[0] === undefined ? {} : { range: ranges[0] }),
  };
}

/** Commas separate values; only a full IRI may hold one itself. */
function splitValues(text: string): readonly string[] {
  const parts = text.includes('://') ? [text] : text.split(',');
  return parts.map((part) => part.trim()).filter((part) => part !== '' && part !== '-');
}

/** `45..75`, `45..`, `..75` or `60`; undefined for anything that has no digit or dots, such as `unknown`. */
function parseRange(attribute: Attribute, text: string): Filter['range'] {
  const match = /^(-?\d+(?:\.\d+)?)?\.\.(-?\d+(?:\.\d+)?)?$/.exec(text);
  const single = match === null && /^-?\d+(?:\.\d+)?$/.test(text) ? text : undefined;
  const from = single ?? match?.[1];
  const to = single ?? match?.[2];
  if (from === undefined && to === undefined) {
    if (!/\d|\.\./.test(text)) return undefined;
    throw new MeridianError('bad-request', `"${text}" is no range for "${attribute.name}".`, {
      advice: `Write the ends with two dots, such as ${attribute.name}=45..75.`,
    });
  }
  if (from !== undefined && to !== undefined && Number(from) > Number(to)) {
    throw new MeridianError('bad-request', `The range ${text} of "${attribute.name}" ends before it begins.`);
  }
  return {
    ...(from === undefined ? {} : { from: Number(from) }),
    ...(to === undefined ? {} : { to: Number(to) }),
  };
}

function wholeNumber(params: URLSearchParams, name: string, standard: number, greatest: number): number {
  const text = params.get(name);
  if (text === null || text === '') return standard;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > greatest) {
    throw new MeridianError('bad-request', `"${name}" is ${text}.`, {
      advice: `Give a whole number from 0 to ${greatest}.`,
    });
  }
  return value;
}
