import type { Term } from '../../rdf/terms.ts';
import { isLiteral, namedNode } from '../../rdf/terms.ts';
import { rdf, rml } from '../../rdf/vocabulary.ts';
import type { Field, LogicalSource, LogicalView, ViewJoin } from './mapping.ts';
import { key, type MappingGraph } from './mapping-graph.ts';
import { readDatabaseSource } from './read-database-source.ts';
import { readExpression, readJoinConditions } from './read-term-map.ts';

/**
 * Reads what a triples map runs over: a logical source, or a logical view (RML-LV). The source is a file name or
 * pattern, as a string or as the `rml:path` of a path source. Throws 'bad-mapping'.
 */
export function readSource(graph: MappingGraph, node: Term): LogicalSource | LogicalView {
  return readAny(graph, node, []);
}

function readAny(graph: MappingGraph, node: Term, above: readonly string[]): LogicalSource | LogicalView {
  if (above.includes(key(node))) throw graph.bad(node, 'is a view on itself');
  return graph.object(node, rml.viewOn) === undefined
    ? readLogicalSource(graph, node)
    : readView(graph, node, [...above, key(node)]);
}

function readLogicalSource(graph: MappingGraph, node: Term): LogicalSource {
  const database = readDatabaseSource(graph, node);
  if (database !== undefined) return database;
  const source = graph.object(node, rml.source);
  if (source === undefined) throw graph.bad(node, 'has no rml:source');
  const file = isLiteral(source) ? source.value : graph.text(source, rml.path);
  if (file === undefined) {
    throw graph.bad(
      node,
      'has a source that is no file',
      'Name a file of the delivery: rml:source "PERSON.csv".',
    );
  }
  const formulationNode = graph.object(node, rml.referenceFormulation);
  if (formulationNode === undefined) throw graph.bad(node, 'has no reference formulation');
  const formulation = isXPath(graph, formulationNode) ? rml.XPath.value : formulationNode.value;
  const iterator = graph.text(node, rml.iterator);
  const namespaces = readNamespaces(graph, formulationNode);
  const nulls = [...graph.objects(node, rml.null), ...graph.objects(source, rml.null)].map(
    (term) => term.value,
  );
  return {
    kind: 'source',
    key: JSON.stringify([file, formulation, iterator ?? null, nulls, namespaces]),
    file,
    formulation,
    ...(iterator === undefined ? {} : { iterator }),
    ...(Object.keys(namespaces).length === 0 ? {} : { namespaces }),
    nulls,
    natural: !graph.legacy,
  };
}

/** `rml:XPath` itself, or a node of the class `rml:XPathReferenceFormulation`, which may state namespaces. */
function isXPath(graph: MappingGraph, formulation: Term): boolean {
  return (
    formulation.equals(rml.XPath) ||
    graph.objects(formulation, rdf.type).some((type) => type.equals(rml.XPathReferenceFormulation))
  );
}

/** The prefixes of XPaths (RML-IO, `rml:namespace`). */
function readNamespaces(graph: MappingGraph, formulation: Term): Record<string, string> {
  const namespaces: Record<string, string> = {};
  for (const stated of graph.objects(formulation, namespaceProperty)) {
    const prefix = graph.text(stated, rml.namespacePrefix);
    const url = graph.text(stated, rml.namespaceURL);
    if (prefix === undefined || url === undefined)
      throw graph.bad(stated, 'needs rml:namespacePrefix and rml:namespaceURL');
    namespaces[prefix] = url;
  }
  return namespaces;
}

/** The name `namespace` of a vocabulary is the vocabulary's own IRI. */
const namespaceProperty = namedNode(`${rml.namespace}namespace`);

function readView(graph: MappingGraph, node: Term, above: readonly string[]): LogicalView {
  const on = graph.object(node, rml.viewOn);
  if (on === undefined) throw graph.bad(node, 'is a view on nothing');
  const fields = readFields(graph, node);
  const join = (type: ViewJoin['type'], joinNode: Term): ViewJoin => {
    const parent = graph.object(joinNode, rml.parentLogicalView);
    if (parent === undefined) throw graph.bad(joinNode, 'has no rml:parentLogicalView');
    const conditions = readJoinConditions(graph, joinNode, readExpression);
    if (conditions.length === 0) throw graph.bad(joinNode, 'has no join condition');
    return { type, parent: readAny(graph, parent, above), conditions, fields: readFields(graph, joinNode) };
  };
  const joins = [
    ...graph.objects(node, rml.leftJoin).map((joinNode) => join('left', joinNode)),
    ...graph.objects(node, rml.innerJoin).map((joinNode) => join('inner', joinNode)),
  ];
  const names = [...fields, ...joins.flatMap((each) => each.fields)].map((field) => field.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw graph.bad(node, `has two fields named "${twice}"`);
  return { kind: 'view', key: `view ${key(node)}`, on: readAny(graph, on, above), fields, joins };
}

function readFields(graph: MappingGraph, node: Term): Field[] {
  return graph.objects(node, rml.field).map((field): Field => {
    const name = graph.text(field, rml.fieldName);
    if (name === undefined) throw graph.bad(field, 'is a field without rml:fieldName');
    const iterator = graph.text(field, rml.iterator);
    if (iterator !== undefined) {
      return { kind: 'iterable', name, iterator, fields: readFields(graph, field) };
    }
    return { kind: 'expression', name, expression: readExpression(graph, field) };
  });
}
