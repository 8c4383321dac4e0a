import type { BlankNode, NamedNode, Term } from '../../rdf/terms.ts';
import { defaultGraph } from '../../rdf/terms.ts';
import { rdf, rml } from '../../rdf/vocabulary.ts';
import type { ReadingTracker } from '../readings.ts';
import type { SourceRecord } from '../sources/record-source.ts';
import type { Extract } from './compile-expression.ts';
import { compileExpression } from './compile-expression.ts';
import type { MadeTerm, MakeTerms, TermScope } from './compile-term-map.ts';
import { compileTermMap } from './compile-term-map.ts';
import type { HashJoin } from './hash-join.ts';
import type { JoinCondition, Mapping, RefObjectMap, TermMap, TriplesMap } from './mapping.ts';

export type MadeSubject = NamedNode | BlankNode;

/** Where the triples of a mapping go. `map` is the id of the triples map. */
export interface TripleSink {
  /** Told what values were looked up for. */
  readonly readings?: ReadingTracker;
  subject(subject: MadeSubject, map: string, record: SourceRecord): void;
  triple(subject: MadeSubject, predicate: NamedNode, object: MadeTerm, graph: Term): void;
}

/** The subjects of a parent triples map by join value, built before the child is read. */
type JoinIndex = HashJoin<MadeSubject>;
export type JoinIndexes = (parent: TriplesMap, conditions: readonly JoinCondition[]) => JoinIndex;

/** A compiled triples map: gives the triples of one record to the sink. */
export type RunRecord = (record: SourceRecord, sink: TripleSink) => void;

/** Compiles a triples map into closures over a record (RML-Core, generation of triples). */
export function compileTriplesMap(
  map: TriplesMap,
  mapping: Mapping,
  scope: TermScope,
  joins: JoinIndexes,
): RunRecord {
  const subjects = compileSubjects(map, scope);
  const subjectGraphs = map.graphs.map((graph) => compileGraph(graph, scope, map.id));
  const predicateObjects = map.predicateObjects.map((each) => ({
    predicates: each.predicates.map((predicate) => compileTermMap(predicate, scope, map.id)),
    objects: [
      ...each.objects.map((object, index) => compileTermMap(object, scope, `${map.id} object ${index}`)),
      ...each.references.map((reference) => compileReference(reference, mapping, scope, joins)),
    ],
    graphs: each.graphs.map((graph) => compileGraph(graph, scope, map.id)),
  }));

  return (record, sink) => {
    const { readings } = sink;
    readings?.begin();
    const made = subjects(record);
    readings?.made(made);
    if (made.length === 0) return;
    const ownGraphs = subjectGraphs.flatMap((graph) => graph(record));
    const classGraphs = ownGraphs.length === 0 ? inDefaultGraph : ownGraphs;
    for (const subject of made) {
      sink.subject(subject, map.id, record);
      for (const type of map.classes)
        for (const graph of classGraphs) sink.triple(subject, rdf.type, type, graph);
    }
    for (const { predicates, objects, graphs } of predicateObjects) {
      const made1 =
        graphs.length === 0 ? ownGraphs : [...ownGraphs, ...graphs.flatMap((graph) => graph(record))];
      const targets = made1.length === 0 ? inDefaultGraph : made1;
      for (const makeObjects of objects) {
        const values = makeObjects(record);
        // Also where nothing was found: that may change.
        if (readings?.pending === true) {
          for (const makePredicates of predicates)
            for (const predicate of makePredicates(record)) readings.stated(made, predicate.value);
          readings.drop();
        }
        if (values.length === 0) continue;
        for (const makePredicates of predicates) {
          for (const predicate of makePredicates(record)) {
            for (const subject of made)
              for (const object of values)
                for (const graph of targets) sink.triple(subject, predicate as NamedNode, object, graph);
          }
        }
      }
    }
  };
}

/** The subjects that a triples map makes of a record; also what its children refer to. */
export function compileSubjects(
  map: TriplesMap,
  scope: TermScope,
): (record: SourceRecord) => readonly MadeSubject[] {
  const own = map.baseIri === undefined ? scope : { ...scope, baseIri: map.baseIri };
  // Subject maps that could make a literal are refused when the mapping is read.
  return compileTermMap(map.subject, own, map.id) as (record: SourceRecord) => readonly MadeSubject[];
}

const inDefaultGraph: readonly Term[] = [defaultGraph()];

function compileGraph(
  graph: TermMap,
  scope: TermScope,
  id: string,
): (record: SourceRecord) => readonly Term[] {
  const make = compileTermMap(graph, scope, id);
  return (record) => make(record).map((term) => (term.equals(rml.defaultGraph) ? defaultGraph() : term));
}

/** The subjects of another triples map, of the same record or of those that a join finds. */
export function compileReference(
  reference: RefObjectMap,
  mapping: Mapping,
  scope: TermScope,
  joins: JoinIndexes,
): MakeTerms {
  const parent = mapping.triplesMaps.get(reference.parent);
  // Checked when the mapping is read.
  if (parent === undefined) return () => [];
  if (reference.conditions.length === 0) return compileSubjects(parent, scope);
  const children: Extract[] = reference.conditions.map(({ child }) => compileExpression(child, scope));
  const index = joins(parent, reference.conditions);
  return (record) => [...new Set(index.find(record, children))];
}
