import { MeridianError } from '../errors.ts';
import { toNTriplesTerm } from '../rdf/n-triples.ts';
import { expandCurie } from '../rdf/prefixes.ts';
import type { PrefixTable } from '../rdf/prefixes.ts';
import { literal, namedNode } from '../rdf/terms.ts';
import type { Literal, NamedNode } from '../rdf/terms.ts';
import { xsd } from '../rdf/vocabulary.ts';
import type { QueryParameter } from './read-query-header.ts';

/** Values by parameter name, as they came from outside. */
export type ParameterValues = Readonly<Record<string, string | readonly string[]>>;

/** What a text may hold to stand in `<…>` (SPARQL 1.1, IRIREF), with a scheme. */
const iriPattern = /^[A-Za-z][A-Za-z0-9+.-]*:[^\u0000-\u0020<>"{}|\\^`]*$/; // eslint-disable-line no-control-regex -- control characters are what the grammar excludes
const integerPattern = /^[+-]?[0-9]{1,18}$/;

/**
 * The query with its parameters bound: one VALUES per parameter, put right behind the brace that opens the WHERE
 * clause. Values become terms first, and only terms are written, so that no value can be read as SPARQL. Throws
 * `bad-request` for a value that does not fit its type, an unknown parameter, or a required one that is missing.
 */
export function bindParameters(
  text: string,
  whereStart: number,
  parameters: readonly QueryParameter[],
  values: ParameterValues,
  prefixes: PrefixTable,
): string {
  for (const name of Object.keys(values)) {
    if (parameters.some((parameter) => parameter.name === name)) continue;
    const known = parameters.map((parameter) => parameter.name).join(', ');
    throw new MeridianError('bad-request', `The query has no parameter "${name}".`, {
      advice: known === '' ? 'It takes none.' : `It takes: ${known}.`,
    });
  }
  const clauses = parameters.flatMap((parameter) => {
    const terms = givenValues(parameter, values).map((value) => toTerm(parameter, value, prefixes));
    if (terms.length === 0) return [];
    return [` VALUES ?${parameter.name} { ${terms.map(toNTriplesTerm).join(' ')} }`];
  });
  return text.slice(0, whereStart + 1) + clauses.join('') + text.slice(whereStart + 1);
}

function givenValues(parameter: QueryParameter, values: ParameterValues): readonly string[] {
  const { name, required, many, default: preset } = parameter;
  const given = [values[name] ?? []].flat();
  if (given.length === 0 && preset !== undefined) return [String(preset)];
  if (given.length === 0 && required === true) {
    throw new MeridianError('bad-request', `The parameter "${name}" is missing.`, {
      ...(parameter.description === undefined ? {} : { advice: parameter.description }),
    });
  }
  if (given.length > 1 && many !== true) {
    throw new MeridianError('bad-request', `The parameter "${name}" may be given only once.`);
  }
  return given;
}

function toTerm({ name, type }: QueryParameter, value: string, prefixes: PrefixTable): NamedNode | Literal {
  if (type === 'literal') return literal(value);
  if (type === 'integer') {
    if (integerPattern.test(value)) return literal(value, xsd.integer);
    throw new MeridianError(
      'bad-request',
      `The parameter "${name}" is "${value}", which is no whole number.`,
    );
  }
  const iri = expandCurie(prefixes, value) ?? value;
  if (iriPattern.test(iri)) return namedNode(iri);
  throw new MeridianError('bad-request', `The parameter "${name}" is "${value}", which is no IRI.`, {
    advice: `Give a full IRI, or a CURIE with a known prefix, such as EUCAIM:IMG1000042.`,
  });
}
