import type { Term } from '../rdf/terms.ts';
import { isNamedNode } from '../rdf/terms.ts';
import { sh } from '../rdf/vocabulary.ts';

/** `sh.namespace` is the term sh:namespace, so the namespace is read off another term. */
export const shaclNamespace = sh.path.value.slice(0, -'path'.length);

/**
 * The words of SHACL Core and SHACL-SPARQL (W3C Recommendation 20 July 2017) that shapes may use here, by what their
 * values have to be. The engine ignores a word that it does not know, and so a misspelt constraint would pass
 * everything.
 */
export const shaclParameters: Readonly<Record<string, ParameterKind>> = {
  targetClass: 'iri',
  targetNode: 'any',
  targetSubjectsOf: 'iri',
  targetObjectsOf: 'iri',
  property: 'shape',
  node: 'shape',
  path: 'path',
  name: 'any',
  description: 'any',
  order: 'any',
  group: 'any',
  defaultValue: 'any',
  message: 'text',
  severity: 'severity',
  deactivated: 'boolean',
  class: 'iri',
  datatype: 'iri',
  nodeKind: 'nodeKind',
  minCount: 'count',
  maxCount: 'count',
  minExclusive: 'literal',
  minInclusive: 'literal',
  maxExclusive: 'literal',
  maxInclusive: 'literal',
  minLength: 'count',
  maxLength: 'count',
  pattern: 'pattern',
  flags: 'text',
  languageIn: 'list',
  uniqueLang: 'boolean',
  equals: 'iri',
  disjoint: 'iri',
  lessThan: 'iri',
  lessThanOrEquals: 'iri',
  not: 'shape',
  and: 'list',
  or: 'list',
  xone: 'list',
  qualifiedValueShape: 'shape',
  qualifiedValueShapesDisjoint: 'boolean',
  qualifiedMinCount: 'count',
  qualifiedMaxCount: 'count',
  closed: 'boolean',
  ignoredProperties: 'list',
  hasValue: 'any',
  in: 'list',
  inversePath: 'any',
  alternativePath: 'any',
  zeroOrMorePath: 'any',
  oneOrMorePath: 'any',
  zeroOrOnePath: 'any',
  declare: 'any',
  prefix: 'text',
  namespace: 'any',
  prefixes: 'any',
  sparql: 'any',
  select: 'query',
};

export type ParameterKind =
  | 'any'
  | 'iri'
  | 'shape'
  | 'path'
  | 'text'
  | 'literal'
  | 'boolean'
  | 'count'
  | 'list'
  | 'pattern'
  | 'severity'
  | 'nodeKind'
  | 'query';

export const shaclSeverities: readonly string[] = ['Violation', 'Warning', 'Info'];

export const shaclNodeKinds: readonly string[] = [
  'BlankNode',
  'IRI',
  'Literal',
  'BlankNodeOrIRI',
  'BlankNodeOrLiteral',
  'IRIOrLiteral',
];

/** Classes and other names that may stand as values. */
export const shaclNames: readonly string[] = [
  'NodeShape',
  'PropertyShape',
  'PropertyGroup',
  'PrefixDeclaration',
  'SPARQLConstraint',
  ...shaclSeverities,
  ...shaclNodeKinds,
];

/** The name of a term in the SHACL namespace; undefined for other terms. */
export function shaclName(term: Term): string | undefined {
  return isNamedNode(term) && term.value.startsWith(shaclNamespace)
    ? term.value.slice(shaclNamespace.length)
    : undefined;
}
