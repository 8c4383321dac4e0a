import type { Term } from '../../rdf/terms.ts';
import { isLiteral, isNamedNode } from '../../rdf/terms.ts';
import { fnml, rml } from '../../rdf/vocabulary.ts';
import { isLanguageTag } from './iri.ts';
import type { Expression, JoinCondition, TermMap, TermType } from './mapping.ts';
import type { MappingGraph } from './mapping-graph.ts';
import { expressionOf, readExecution, readFunctionValue } from './read-execution.ts';
import { parseTemplate } from './template.ts';

type Position = 'subject' | 'predicate' | 'object' | 'graph' | 'datatype';

const termTypes = new Map<string, TermType>([
  [rml.IRI.value, 'iri'],
  [rml.URI.value, 'uri'],
  [rml.UnsafeIRI.value, 'unsafe-iri'],
  [rml.UnsafeURI.value, 'unsafe-uri'],
  [rml.BlankNode.value, 'blank-node'],
  [rml.Literal.value, 'literal'],
]);

const iriTypes: readonly TermType[] = ['iri', 'uri', 'unsafe-iri', 'unsafe-uri'];

/** The term types that each position of a triple allows. */
const allowed: Record<Position, readonly TermType[]> = {
  subject: [...iriTypes, 'blank-node'],
  predicate: iriTypes,
  object: [...iriTypes, 'blank-node', 'literal'],
  graph: [...iriTypes, 'blank-node'],
  datatype: iriTypes,
};

/** Reads a term map, or with `shortcut` the constant that stands in its place (`rml:predicate`, `rml:object` …). */
export function readTermMap(graph: MappingGraph, node: Term, position: Position, shortcut: boolean): TermMap {
  if (shortcut) {
    const map: TermMap = {
      expression: { kind: 'constant', term: node },
      termType: typeOfTerm(node),
      stated: true,
    };
    return checked(graph, node, map, position);
  }
  const stated = readTermType(graph, node);
  const expression = readExpression(graph, node, stated === 'blank-node');
  const language = readLanguage(graph, node);
  const datatypeNode = graph.object(node, rml.datatypeMap);
  const datatypeConstant = graph.object(node, rml.datatype);
  if (datatypeNode !== undefined && datatypeConstant !== undefined)
    throw graph.bad(node, 'has two datatypes');
  const datatype =
    datatypeNode !== undefined
      ? readTermMap(graph, datatypeNode, 'datatype', false)
      : datatypeConstant !== undefined
        ? readTermMap(graph, datatypeConstant, 'datatype', true)
        : undefined;
  const literal = language !== undefined || datatype !== undefined;
  const termType = stated ?? impliedType(expression, position, literal);
  if (literal && termType !== 'literal')
    throw graph.bad(node, 'has a language or datatype, but makes no literal');
  return checked(
    graph,
    node,
    {
      expression,
      termType,
      stated: stated !== undefined || literal,
      ...(language === undefined ? {} : { language }),
      ...(datatype === undefined ? {} : { datatype }),
    },
    position,
  );
}

/**
 * Reads the one expression of a map, with its condition (RML-FNML); `none` is allowed only where `optional` says so.
 */
export function readExpression(graph: MappingGraph, node: Term, optional = false): Expression {
  const value = readValue(graph, node, optional);
  const condition = graph.object(node, rml.condition);
  if (condition === undefined) return value;
  if (value.kind === 'none') throw graph.bad(node, 'has a condition, but nothing that it is for');
  return { kind: 'conditional', condition: readExpression(graph, condition), value };
}

function readValue(graph: MappingGraph, node: Term, optional: boolean): Expression {
  const found: Expression[] = [
    ...graph.objects(node, rml.constant).map((term): Expression => ({ kind: 'constant', term })),
    ...graph
      .objects(node, rml.reference, rml.column)
      .map((term): Expression => ({ kind: 'reference', reference: term.value })),
    ...graph
      .objects(node, rml.template)
      .map((term): Expression => ({ kind: 'template', template: readTemplate(graph, node, term) })),
    ...graph
      .objects(node, rml.functionExecution)
      .map((term) => expressionOf(readExecution(graph, term, readExpression))),
    ...graph
      .objects(node, fnml.functionValue)
      .map((term) => expressionOf(readFunctionValue(graph, term, readExpression))),
  ];
  const [expression] = found;
  if (found.length > 1)
    throw graph.bad(node, 'has more than one of constant, reference, template and function');
  if (expression !== undefined) return expression;
  if (optional) return { kind: 'none' };
  throw graph.bad(node, 'has no constant, reference, template or function execution');
}

/** Join conditions: `rml:child "x"` is the reference x, `rml:childMap [ … ]` any expression. */
export function readJoinConditions(
  graph: MappingGraph,
  node: Term,
  read: (graph: MappingGraph, node: Term) => Expression,
): JoinCondition[] {
  return graph.objects(node, rml.joinCondition).map((condition) => {
    const side = (short: Term[], maps: Term[], name: string): Expression => {
      const [reference, map] = [short[0], maps[0]];
      if (short.length + maps.length !== 1) throw graph.bad(condition, `needs exactly one ${name}`);
      if (reference !== undefined) return { kind: 'reference', reference: reference.value };
      if (map === undefined) throw graph.bad(condition, `needs exactly one ${name}`);
      return read(graph, map);
    };
    return {
      child: side(graph.objects(condition, rml.child), graph.objects(condition, rml.childMap), 'child'),
      parent: side(graph.objects(condition, rml.parent), graph.objects(condition, rml.parentMap), 'parent'),
    };
  });
}

function readTemplate(graph: MappingGraph, node: Term, term: Term): ReturnType<typeof parseTemplate> {
  if (!isLiteral(term)) throw graph.bad(node, 'has a template that is no string');
  return parseTemplate(term.value);
}

function readLanguage(graph: MappingGraph, node: Term): Expression | undefined {
  const map = graph.object(node, rml.languageMap);
  const constant = graph.object(node, rml.language);
  if (map !== undefined && constant !== undefined) throw graph.bad(node, 'has two languages');
  const language =
    map !== undefined
      ? readExpression(graph, map)
      : constant !== undefined
        ? ({ kind: 'constant', term: constant } satisfies Expression)
        : undefined;
  if (language?.kind === 'constant' && !isLanguageTag(language.term.value)) {
    throw graph.bad(node, `has the language "${language.term.value}", which is no language tag (BCP 47)`);
  }
  return language;
}

function readTermType(graph: MappingGraph, node: Term): TermType | undefined {
  const term = graph.object(node, rml.termType);
  if (term === undefined) return undefined;
  const type = termTypes.get(term.value);
  if (type === undefined) throw graph.bad(node, `has the unknown term type ${term.value}`);
  return type;
}

/** RML-Core, default term types. */
function impliedType(expression: Expression, position: Position, literal: boolean): TermType {
  if (expression.kind === 'conditional') return impliedType(expression.value, position, literal);
  if (expression.kind === 'constant') return typeOfTerm(expression.term);
  if (position !== 'object') return 'iri';
  return literal || expression.kind === 'reference' || expression.kind === 'function' ? 'literal' : 'iri';
}

function typeOfTerm(term: Term): TermType {
  if (isLiteral(term)) return 'literal';
  return isNamedNode(term) ? 'iri' : 'blank-node';
}

function checked(graph: MappingGraph, node: Term, map: TermMap, position: Position): TermMap {
  if (!allowed[position].includes(map.termType)) {
    throw graph.bad(node, `makes a ${map.termType} where a ${position} must stand`);
  }
  if (map.expression.kind === 'constant' && typeOfTerm(map.expression.term) !== kindOf(map.termType)) {
    throw graph.bad(node, `has a constant that is not of its term type`);
  }
  return map;
}

function kindOf(type: TermType): TermType {
  return iriTypes.includes(type) ? 'iri' : type;
}
