/** Operators of the algebra that are written between their two arguments. */
export const infixOperators: ReadonlySet<string> = new Set([
  '||',
  '&&',
  '=',
  '!=',
  '<',
  '>',
  '<=',
  '>=',
  '+',
  '-',
  '*',
  '/',
]);

/** Operators that are written before their one argument, as the algebra calls them. */
export const prefixOperators: ReadonlyMap<string, string> = new Map([
  ['!', '!'],
  ['uminus', '-'],
  ['uplus', '+'],
]);

/** Operators that test membership in a list: the first argument, then the list. */
export const listOperators: ReadonlyMap<string, string> = new Map([
  ['in', 'IN'],
  ['notin', 'NOT IN'],
]);

/** Functions that may give another value each time or place they are evaluated: only the hub may evaluate them. */
export const volatileFunctions: ReadonlySet<string> = new Set(['rand', 'uuid', 'struuid', 'bnode', 'now']);

/** The built-in functions of SPARQL 1.1 (section 17.4) under the names of the algebra. */
export const builtInFunctions: ReadonlySet<string> = new Set([
  'bound',
  'if',
  'coalesce',
  'sameterm',
  'isiri',
  'isuri',
  'isblank',
  'isliteral',
  'isnumeric',
  'str',
  'lang',
  'datatype',
  'iri',
  'uri',
  'strdt',
  'strlang',
  'strlen',
  'substr',
  'ucase',
  'lcase',
  'strstarts',
  'strends',
  'contains',
  'strbefore',
  'strafter',
  'encode_for_uri',
  'concat',
  'langmatches',
  'regex',
  'replace',
  'abs',
  'round',
  'ceil',
  'floor',
  'year',
  'month',
  'day',
  'hours',
  'minutes',
  'seconds',
  'timezone',
  'tz',
  'md5',
  'sha1',
  'sha256',
  'sha384',
  'sha512',
  ...volatileFunctions,
]);
