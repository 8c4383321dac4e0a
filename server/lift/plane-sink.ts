import { MeridianError } from '../errors.ts';
import type { NamedNode, Quad, Term } from '../rdf/terms.ts';
import { quad } from '../rdf/terms.ts';
import { mer } from '../rdf/vocabulary.ts';
import type { MadeTerm } from './rml/compile-term-map.ts';
import type { MadeSubject } from './rml/compile-triples-map.ts';
import type { Mapping } from './rml/mapping.ts';

export type Plane = 'catalogue' | 'record';

/** A set of triples, each once: rows that say the same of one patient make one statement. */
export class TripleSet {
  readonly #subjects = new Map<
    string,
    { term: MadeSubject; predicates: Map<string, { term: NamedNode; objects: Map<string, MadeTerm> }> }
  >();

  add(subject: MadeSubject, predicate: NamedNode, object: MadeTerm): void {
    const subjectKey = subject.termType === 'NamedNode' ? subject.value : `_:${subject.value}`;
    let entry = this.#subjects.get(subjectKey);
    if (entry === undefined)
      this.#subjects.set(subjectKey, (entry = { term: subject, predicates: new Map() }));
    let statements = entry.predicates.get(predicate.value);
    if (statements === undefined) {
      entry.predicates.set(predicate.value, (statements = { term: predicate, objects: new Map() }));
    }
    const objectKey = keyOf(object);
    if (!statements.objects.has(objectKey)) statements.objects.set(objectKey, object);
  }

  quads(): Quad[] {
    const quads: Quad[] = [];
    for (const { term: subject, predicates } of this.#subjects.values())
      for (const { term: predicate, objects } of predicates.values())
        for (const object of objects.values()) quads.push(quad(subject, predicate, object));
    return quads;
  }
}

function keyOf(term: MadeTerm): string {
  if (term.termType === 'NamedNode') return term.value;
  if (term.termType === 'BlankNode') return `_:${term.value}`;
  return `"${term.value}"${term.language}^${term.datatype.value}`;
}

/** The two planes of a delivery; a triple goes where its graph says. */
export class PlaneSink {
  readonly planes: Readonly<Record<Plane, TripleSet>> = {
    catalogue: new TripleSet(),
    record: new TripleSet(),
  };

  triple(subject: MadeSubject, predicate: NamedNode, object: MadeTerm, graph: Term): void {
    this.planes[planeOf(graph)].add(subject, predicate, object);
  }
}

function planeOf(graph: Term): Plane {
  if (graph.equals(mer.RecordPlane)) return 'record';
  if (graph.equals(mer.CataloguePlane)) return 'catalogue';
  throw new MeridianError('bad-mapping', `A triple goes to the graph ${graph.value}, which is no plane.`);
}

/** Throws 'bad-mapping' where a triples map does not say which plane its triples go to, or names another graph. */
export function requirePlanes(mapping: Mapping): void {
  for (const map of mapping.triplesMaps.values()) {
    const graphs = [...map.graphs, ...map.predicateObjects.flatMap((each) => each.graphs)];
    const wrong = graphs.find(
      ({ expression }) =>
        expression.kind !== 'constant' ||
        !(expression.term.equals(mer.RecordPlane) || expression.term.equals(mer.CataloguePlane)),
    );
    if (wrong !== undefined || map.graphs.length === 0) {
      throw new MeridianError(
        'bad-mapping',
        `The triples map ${map.id} does not say which plane it belongs to.`,
        {
          place: { file: mapping.file },
          advice: 'Give its subject map rml:graph mer:CataloguePlane or rml:graph mer:RecordPlane.',
        },
      );
    }
  }
}
