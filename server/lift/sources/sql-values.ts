import type { NamedNode } from '../../rdf/terms.ts';
import { xsd } from '../../rdf/vocabulary.ts';
import { canonicalDouble } from './canonical-double.ts';
import type { Value } from './record-source.ts';

/** The types of SQL that have a natural datatype of their own (R2RML 10.2); any other is text. */
export type SqlType =
  'text' | 'binary' | 'decimal' | 'integer' | 'double' | 'boolean' | 'date' | 'time' | 'dateTime';

type Typed = Exclude<SqlType, 'text'>;

const datatypes: Readonly<Record<Typed, NamedNode>> = {
  binary: xsd.hexBinary,
  decimal: xsd.decimal,
  integer: xsd.integer,
  double: xsd.double,
  boolean: xsd.boolean,
  date: xsd.date,
  time: xsd.time,
  dateTime: xsd.dateTime,
};

/** The canonical form of what a database writes; nothing where it is no value of the datatype. */
const canonical: Readonly<Record<Typed, (text: string) => string | undefined>> = {
  binary: (text) => /^(?:\\x)?((?:[0-9a-f]{2})*)$/i.exec(text)?.[1]?.toUpperCase(),
  decimal: canonicalDecimal,
  integer: (text) => (/^-?\d+$/.test(text) ? text : undefined),
  double: (text) => (doubleForm.test(text) ? canonicalDouble(Number(text)) : undefined),
  boolean: (text) => booleans.get(text.toLowerCase()),
  date: (text) => dateOf(text),
  time: (text) => timeOf(text),
  dateTime(text) {
    const [, date = '', time = '', era = ''] = /^(\S+?)[ T](\S+?)( BC)?$/.exec(text) ?? [];
    const [day, clock] = [dateOf(date + era), timeOf(time)];
    return day === undefined || clock === undefined ? undefined : `${day}T${clock}`;
  },
};

const doubleForm = /^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|NaN|[+-]?Infinity)$/i;

const booleans: ReadonlyMap<string, string> = new Map([
  ['t', 'true'],
  ['true', 'true'],
  ['1', 'true'],
  ['f', 'false'],
  ['false', 'false'],
  ['0', 'false'],
]);

/**
 * The natural RDF value of what a database writes (R2RML 10.2, natural mapping of SQL values), in the canonical form of
 * XML Schema 1.1. What the datatype cannot hold, as `infinity` of a date, is text.
 */
export function naturalValue(type: SqlType, text: string): Value {
  if (type === 'text') return text;
  const lexical = canonical[type](text);
  return lexical === undefined ? text : { lexical, datatype: datatypes[type] };
}

/** `80.50` is `80.5`, `80.00` is `80` (XSD 1.1, 3.3.3.2). */
function canonicalDecimal(text: string): string | undefined {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole + fraction === '') return undefined;
  const [before, after] = [whole.replace(/^0+(?=\d)/, '') || '0', fraction.replace(/0+$/, '')];
  const number = after === '' ? before : `${before}.${after}`;
  return sign === '-' && number !== '0' ? `-${number}` : number;
}

/** `2009-10-10`; `0044-03-15 BC` is the year -0043 of XML Schema 1.1, which has a year 0. */
function dateOf(text: string): string | undefined {
  const [, year, rest, era] = /^(\d{4,})(-\d{2}-\d{2})( BC)?$/.exec(text) ?? [];
  if (year === undefined || rest === undefined) return undefined;
  if (era === undefined) return year + rest;
  const before = Number(year) - 1;
  return `${before === 0 ? '' : '-'}${String(before).padStart(4, '0')}${rest}`;
}

/** `12:12:22.50+00` is `12:12:22.5Z`. */
function timeOf(text: string): string | undefined {
  const [, clock, fraction = '', zone = '', hours, minutes = '00'] =
    /^(\d{2}:\d{2}:\d{2})(\.\d+)?(Z|([+-]\d{2}):?(\d{2})?)?$/.exec(text) ?? [];
  if (clock === undefined) return undefined;
  const parts = fraction.replace(/\.?0+$/, '');
  if (zone === '') return clock + parts;
  return (
    clock + parts + (zone === 'Z' || zone.replace(/[-+:0]/g, '') === '' ? 'Z' : `${hours ?? ''}:${minutes}`)
  );
}
