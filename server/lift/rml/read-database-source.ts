import type { Term } from '../../rdf/terms.ts';
import { isLiteral } from '../../rdf/terms.ts';
import { rml } from '../../rdf/vocabulary.ts';
import type { LogicalSource } from './mapping.ts';
import type { MappingGraph } from './mapping-graph.ts';

/**
 * Reads a source that is a table or query of a database, in any of the forms there are: the logical table of R2RML
 * (`rr:tableName`, `rr:sqlQuery`), the older `rml:query` over a D2RQ database, and RML-IO with `rml:SQL2008Table` and
 * `rml:SQL2008Query`. `rr:sqlVersion` is taken as it is: the query is the database's affair. Nothing for other sources.
 * What a D2RQ database says of its address and password is not read: whoever lifts brings the connection. Throws
 * 'bad-mapping'.
 */
export function readDatabaseSource(graph: MappingGraph, node: Term): LogicalSource | undefined {
  const source = graph.object(node, rml.source);
  const reading = readReading(graph, node);
  if (reading === undefined) return undefined;
  const [formulation, iterator] = reading;
  const named =
    source === undefined ? undefined : isLiteral(source) ? source.value : graph.text(source, rml.path);
  const file = named ?? (formulation === rml.SQL2008Table.value ? iterator : 'query');
  const nulls = graph.objects(node, rml.null).map((term) => term.value);
  return {
    kind: 'source',
    key: JSON.stringify([file, formulation, iterator, nulls]),
    file,
    formulation,
    iterator,
    nulls,
    natural: true,
  };
}

/** Which table or query; a query wins over a table that the mapping also names. */
function readReading(
  graph: MappingGraph,
  node: Term,
): readonly [formulation: string, text: string] | undefined {
  const queries = graph.objects(node, rml.sqlQuery, rml.query);
  const [query] = queries;
  const table = graph.text(node, rml.tableName);
  const formulation = graph.text(node, rml.referenceFormulation);
  const stated = formulation === rml.SQL2008Table.value || formulation === rml.SQL2008Query.value;
  if (queries.length > 1) throw graph.bad(node, 'has more than one SQL query');
  if (query !== undefined) return [rml.SQL2008Query.value, query.value];
  if (table !== undefined) return [rml.SQL2008Table.value, table];
  if (!stated) {
    if (graph.object(node, rml.sqlVersion) === undefined) return undefined;
    throw graph.bad(node, 'names neither a table nor a query of a database');
  }
  const iterator = graph.text(node, rml.iterator);
  if (iterator === undefined) throw graph.bad(node, 'has no rml:iterator with the table or query');
  return [formulation, iterator];
}
