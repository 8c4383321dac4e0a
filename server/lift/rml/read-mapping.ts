import { Parser } from 'n3';
import { MeridianError } from '../../errors.ts';
import type { NamedNode, Quad, Term } from '../../rdf/terms.ts';
import { isNamedNode } from '../../rdf/terms.ts';
import { rml } from '../../rdf/vocabulary.ts';
import type { Mapping, PredicateObjectMap, RefObjectMap, TermMap, TriplesMap } from './mapping.ts';
import { key, MappingGraph } from './mapping-graph.ts';
import { readSource } from './read-source.ts';
import { readExpression, readJoinConditions, readTermMap } from './read-term-map.ts';

/**
 * Reads a mapping document: Turtle, in the vocabulary http://w3id.org/rml/ or in R2RML with the older RML terms.
 * Throws 'bad-mapping' with the file, and the line where the Turtle itself is broken.
 */
export function readMapping(turtle: string, file: string): Mapping {
  return readMappingQuads(parse(turtle, file), file);
}

/** Reads a mapping from its statements. Throws 'bad-mapping' with the file. */
export function readMappingQuads(quads: Iterable<Quad>, file: string): Mapping {
  const graph = new MappingGraph(quads, file);
  const subjects = new Map(
    [...graph.subjectsOf(rml.logicalSource), ...graph.subjectsOf(rml.logicalTable)].map((term) => [
      key(term),
      term,
    ]),
  );
  const triplesMaps = new Map([...subjects].map(([id, term]) => [id, readTriplesMap(graph, term)] as const));
  for (const map of triplesMaps.values()) checkParents(graph, map, triplesMaps);
  if (triplesMaps.size === 0) {
    throw new MeridianError('bad-mapping', 'The mapping has no triples map.', { place: { file } });
  }
  return { file, triplesMaps };
}

function parse(turtle: string, file: string): Quad[] {
  try {
    return new Parser({ baseIRI: `${rml.namespace}mapping/` }).parse(turtle);
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    const line = /on line (\d+)/.exec(fault)?.[1];
    throw new MeridianError('bad-mapping', `The mapping is not valid Turtle: ${fault}`, {
      place: { file, ...(line === undefined ? {} : { line: Number(line) }) },
      cause: error,
    });
  }
}

function readTriplesMap(graph: MappingGraph, node: Term): TriplesMap {
  const sources = graph.objects(node, rml.logicalSource, rml.logicalTable);
  const [source] = sources;
  if (source === undefined || sources.length > 1) throw graph.bad(node, 'needs exactly one logical source');
  const subjectMaps = graph.objects(node, rml.subjectMap, rml.subject);
  const [subjectNode] = subjectMaps;
  if (subjectNode === undefined) throw graph.bad(node, 'has no subject map');
  if (subjectMaps.length > 1) throw graph.bad(node, 'has more than one subject map');
  const shortcut = graph.objects(node, rml.subject).length > 0;
  const baseIri = graph.text(node, rml.baseIRI);
  return {
    id: key(node),
    source: readSource(graph, source),
    ...(baseIri === undefined ? {} : { baseIri }),
    subject: readTermMap(graph, subjectNode, 'subject', shortcut),
    classes: graph.objects(subjectNode, rml.class).map((term) => iri(graph, subjectNode, term)),
    graphs: shortcut ? [] : readGraphs(graph, subjectNode),
    predicateObjects: graph
      .objects(node, rml.predicateObjectMap)
      .map((map) => readPredicateObject(graph, map)),
  };
}

function readPredicateObject(graph: MappingGraph, node: Term): PredicateObjectMap {
  const objectMaps = graph.objects(node, rml.objectMap);
  const isReference = (map: Term): boolean => graph.objects(map, rml.parentTriplesMap).length > 0;
  const predicates = [
    ...graph.objects(node, rml.predicateMap).map((map) => readTermMap(graph, map, 'predicate', false)),
    ...graph.objects(node, rml.predicate).map((term) => readTermMap(graph, term, 'predicate', true)),
  ];
  const objects: TermMap[] = [
    ...objectMaps.filter((map) => !isReference(map)).map((map) => readTermMap(graph, map, 'object', false)),
    ...graph.objects(node, rml.object).map((term) => readTermMap(graph, term, 'object', true)),
  ];
  const references = objectMaps.filter(isReference).map((map) => readRefObjectMap(graph, map));
  if (predicates.length === 0) throw graph.bad(node, 'has no predicate');
  if (objects.length + references.length === 0) throw graph.bad(node, 'has no object');
  return { predicates, objects, references, graphs: readGraphs(graph, node) };
}

function readGraphs(graph: MappingGraph, node: Term): TermMap[] {
  return [
    ...graph.objects(node, rml.graphMap).map((map) => readTermMap(graph, map, 'graph', false)),
    ...graph.objects(node, rml.graph).map((term) => readTermMap(graph, term, 'graph', true)),
  ];
}

function readRefObjectMap(graph: MappingGraph, node: Term): RefObjectMap {
  const parent = graph.object(node, rml.parentTriplesMap);
  if (parent === undefined) throw graph.bad(node, 'has no parent triples map');
  return { parent: key(parent), conditions: readJoinConditions(graph, node, readExpression) };
}

function checkParents(
  graph: MappingGraph,
  map: TriplesMap,
  triplesMaps: ReadonlyMap<string, TriplesMap>,
): void {
  for (const { parent, conditions } of map.predicateObjects.flatMap((each) => each.references)) {
    const found = triplesMaps.get(parent);
    if (found === undefined) {
      throw new MeridianError('bad-mapping', `The parent triples map ${parent} of ${map.id} is not there.`, {
        place: { file: graph.file },
      });
    }
    if (conditions.length === 0 && found.source.key !== map.source.key) {
      throw new MeridianError(
        'bad-mapping',
        `${map.id} refers to ${parent} without a join condition, but both read different sources.`,
        { place: { file: graph.file }, advice: 'Add an rml:joinCondition.' },
      );
    }
  }
}

function iri(graph: MappingGraph, node: Term, term: Term): NamedNode {
  if (!isNamedNode(term)) throw graph.bad(node, 'has a class that is no IRI');
  return term;
}
