import { toNTriplesTerm } from '../../../rdf/n-triples.ts';
import type { NamedNode, Term } from '../../../rdf/terms.ts';
import { defaultGraph } from '../../../rdf/terms.ts';
import { rdf, rml } from '../../../rdf/vocabulary.ts';
import { compileReference } from '../compile-triples-map.ts';
import type { PredicateObjectMap, RefObjectMap, TermMap, TriplesMap } from '../mapping.ts';
import type { ByteEngine } from './byte-engine.ts';
import type { ByteRow } from './byte-row.ts';
import type { ByteScope } from './byte-scope.ts';
import type { ByteTerm } from './byte-term.ts';
import { hasAll, TermSpans } from './byte-term.ts';
import { compileByteTerm } from './compile-byte-term.ts';
import { NotInBytes } from './not-in-bytes.ts';
import type { WriteStatements } from './write-statements.ts';
import { writeStatements } from './write-statements.ts';

/** A compiled triples map: writes the statements of a row. */
export type RunRow = (row: ByteRow) => void;

/**
 * Compiles a triples map into closures that write N-Quads (RML-Core, generation of triples). `fills` is what must run
 * before the first row. Throws {@link NotInBytes} where predicates or graphs are made of data.
 */
export function compileByteMap(
  map: TriplesMap,
  scope: ByteScope,
  engine: ByteEngine,
  fills: (() => Promise<void>)[],
): RunRow {
  const { out, options } = engine;
  const { readings } = options;
  const subject = compileSubject(map, scope, engine);
  const own = map.graphs.map(constantOf).map(graphOf);
  const classes = map.classes.map((type) => {
    const graphs = own.length === 0 ? inDefaultGraph : own;
    if (engine.gateFor(rdf.type, 'iri', graphs) !== undefined) throw new NotInBytes('Classes are looked at.');
    return writeStatements(constantTerm(type), [rdf.type], graphs, engine);
  });
  const statements: WriteStatements[] = [
    ...classes,
    ...map.predicateObjects.flatMap((each) => compileStatements(each, own, map, scope, engine, fills)),
  ];
  const several = new TermSpans();

  return (row) => {
    if (readings?.pending === true) readings.begin();
    const start = out.at;
    if (subject.kind === 'many') {
      const results = subject.results(row);
      const { bytes, count, starts, ends } = results;
      if (count !== 1) {
        several.takeResults(results);
        if (readings?.pending === true) readings.made(several.terms());
        if (several.starts.length === 0) return;
        for (const statement of statements) statement.several(row, several);
        return;
      }
      out.appendSpan(bytes, starts[0] ?? 0, ends[0] ?? 0);
    } else if (subject.kind === 'constant') {
      out.append(subject.bytes);
    } else if (!hasAll(row, subject.slots) || !subject.append(row, out)) {
      if (readings?.pending === true) readings.made([]);
      return;
    }
    const end = out.at;
    // The first statement finds its subject written; what is there of it when none comes is written over.
    out.at = start;
    if (readings?.pending === true) readings.made(TermSpans.termsOf(out.bytes, start, end));
    for (const statement of statements) statement.one(row, start, end);
  };
}

function compileStatements(
  { predicates, objects, references, graphs }: PredicateObjectMap,
  own: readonly Term[],
  map: TriplesMap,
  scope: ByteScope,
  engine: ByteEngine,
  fills: (() => Promise<void>)[],
): WriteStatements[] {
  const named = predicates.map(constantOf) as NamedNode[];
  const targets = [...own, ...graphs.map(constantOf).map(graphOf)];
  const inGraphs = targets.length === 0 ? inDefaultGraph : targets;
  const gated = (type: TermMap['termType']) => {
    const [predicate] = named;
    const gate = named.flatMap((each) => engine.gateFor(each, type, inGraphs) ?? [])[0];
    if (gate === undefined || predicate === undefined) return undefined;
    if (named.length > 1) throw new NotInBytes('Several predicates are looked at.');
    return { gate, predicate };
  };
  return [
    ...objects.map((object, index) => {
      const gate = gated(object.termType);
      const id = `${map.id} object ${index}`;
      const { baseIri } = engine.options;
      const term =
        gate === undefined
          ? compileByteTerm(object, scope, {
              baseIri,
              remember: (termMap) => engine.memory.terms(termMap, scope, baseIri, id),
              badIri: (termMap) => {
                engine.memory.badIri(termMap, scope);
              },
            })
          : engine.memory.terms(object, scope, baseIri, id, gate);
      return writeStatements(term, named, inGraphs, engine);
    }),
    ...references.map((reference) => {
      if (gated('iri') !== undefined) throw new NotInBytes('References are looked at.');
      return writeStatements(compileParent(reference, scope, engine, fills), named, inGraphs, engine);
    }),
  ];
}

/** The subjects of another triples map: of the same row, or of the rows that a join finds. */
function compileParent(
  reference: RefObjectMap,
  scope: ByteScope,
  engine: ByteEngine,
  fills: (() => Promise<void>)[],
): ByteTerm {
  const { run, memory } = engine;
  const parent = run.mapping.triplesMaps.get(reference.parent);
  if (parent !== undefined && reference.conditions.length === 0) return compileSubject(parent, scope, engine);
  // Indexes are of one use each.
  const name = JSON.stringify(['parent', reference, fills.length, scope.current.position.file, joinNumber++]);
  return memory.made(name, scope, (inner) =>
    compileReference(reference, run.mapping, inner, run.joins(fills)),
  );
}

let joinNumber = 0;

function compileSubject(map: TriplesMap, scope: ByteScope, engine: ByteEngine): ByteTerm {
  const { memory, options } = engine;
  const baseIri = map.baseIri ?? options.baseIri;
  return compileByteTerm(map.subject, scope, {
    baseIri,
    remember: (termMap) => memory.terms(termMap, scope, baseIri, map.id),
    badIri: (termMap) => {
      memory.badIri(termMap, scope);
    },
  });
}

function constantTerm(term: Term): ByteTerm {
  return { kind: 'constant', bytes: new TextEncoder().encode(toNTriplesTerm(term)) };
}

const inDefaultGraph: readonly Term[] = [defaultGraph()];

function graphOf(term: Term): Term {
  return term.equals(rml.defaultGraph) ? defaultGraph() : term;
}

function constantOf({ expression }: TermMap): Term {
  if (expression.kind === 'constant') return expression.term;
  throw new NotInBytes('Predicates or graphs are made of data.');
}
