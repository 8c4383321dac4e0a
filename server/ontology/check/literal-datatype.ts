import { xsd } from '../../rdf/vocabulary.ts';

/** The lexical spaces of XML Schema Datatypes 1.1, part 2, as far as the ontology uses them. */
const lexical: ReadonlyMap<string, RegExp> = new Map([
  [xsd.boolean.value, /^(true|false|0|1)$/],
  [xsd.integer.value, /^[+-]?\d+$/],
  [xsd.nonNegativeInteger.value, /^(\+?\d+|-0+)$/],
  [xsd.decimal.value, /^[+-]?(\d+(\.\d*)?|\.\d+)$/],
  [xsd.double.value, /^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN)$/],
  [xsd.float.value, /^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN)$/],
  [xsd.date.value, /^-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(Z|[+-]\d\d:\d\d)?$/],
  [xsd.dateTime.value, /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/],
  [xsd.gYear.value, /^-?\d{4,}(Z|[+-]\d\d:\d\d)?$/],
]);

/** Datatypes whose values are among those of another. */
const derivedFrom: ReadonlyMap<string, string> = new Map([
  [xsd.nonNegativeInteger.value, xsd.integer.value],
  [xsd.integer.value, xsd.decimal.value],
]);

/** False where the text is none of the datatype (OWL 2 RL, dt-not-type); datatypes that are not known here hold all. */
export function isWellFormed(text: string, datatype: string): boolean {
  return lexical.get(datatype)?.test(text.trim()) ?? true;
}

/**
 * Whether a well-formed literal denotes a value of another datatype. Datatypes derived from decimal share their values
 * (OWL 2 Structural Specification, 4.1): the integer 2 is a nonNegativeInteger, the integer -2 is none.
 */
export function isValueOf(text: string, datatype: string, of: string): boolean {
  let at: string | undefined = datatype;
  while (at !== undefined && at !== of) at = derivedFrom.get(at);
  return at === of || (isDerivedFromDecimal(datatype) && isDerivedFromDecimal(of) && isWellFormed(text, of));
}

function isDerivedFromDecimal(datatype: string): boolean {
  return datatype === xsd.decimal.value || derivedFrom.has(datatype);
}
