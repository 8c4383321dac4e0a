import type { Quad, Term } from '../rdf/terms.ts';
import { isLiteral } from '../rdf/terms.ts';
import { rdf, rdfs, sh } from '../rdf/vocabulary.ts';
import type { IndexedDataset } from './indexed-dataset.ts';

/** What a shape is about, by the name of a class or property (SHACL 2.1.3). */
interface TargetTable {
  readonly classes: Map<string, Term[]>;
  readonly subjectsOf: Map<string, Term[]>;
  readonly objectsOf: Map<string, Term[]>;
  readonly nodes: { readonly shape: Term; readonly node: Term }[];
}

/** Which nodes of a graph each shape has to look at. Read once from the shapes, asked for every graph. */
export class TargetFinder {
  readonly #table: TargetTable;

  /** @param shapes the shapes and the class hierarchy */
  constructor(shapes: IndexedDataset, only: readonly Term[]) {
    this.#table = { classes: new Map(), subjectsOf: new Map(), objectsOf: new Map(), nodes: [] };
    for (const shape of only) {
      for (const { object } of shapes.find(shape, sh.targetClass, null))
        this.#targetClass(shapes, shape, object);
      // A shape that is a class is about its own instances (SHACL 2.1.3.3).
      if (shapes.find(shape, rdf.type, rdfs.Class).length > 0) this.#targetClass(shapes, shape, shape);
      for (const { object } of shapes.find(shape, sh.targetNode, null))
        this.#table.nodes.push({ shape, node: object });
      for (const { object } of shapes.find(shape, sh.targetSubjectsOf, null))
        append(this.#table.subjectsOf, object.value, shape);
      for (const { object } of shapes.find(shape, sh.targetObjectsOf, null))
        append(this.#table.objectsOf, object.value, shape);
    }
  }

  #targetClass(shapes: IndexedDataset, shape: Term, target: Term): void {
    const seen = new Set<string>();
    const open = [target];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next.value)) continue;
      seen.add(next.value);
      append(this.#table.classes, next.value, shape);
      open.push(...shapes.find(null, rdfs.subClassOf, next).map((quad) => quad.subject));
    }
  }

  /** The focus nodes of each shape, in order of appearance, each once. */
  find(quads: readonly Quad[]): Map<Term, Term[]> {
    const found = new Map<Term, Map<string, Term>>();
    const note = (shapes: readonly Term[] | undefined, node: Term): void => {
      for (const shape of shapes ?? []) {
        let nodes = found.get(shape);
        if (nodes === undefined) found.set(shape, (nodes = new Map<string, Term>()));
        nodes.set(nodeName(node), node);
      }
    };
    for (const { shape, node } of this.#table.nodes) note([shape], node);
    for (const { subject, predicate, object } of quads) {
      if (predicate.value === rdf.type.value) note(this.#table.classes.get(object.value), subject);
      note(this.#table.subjectsOf.get(predicate.value), subject);
      note(this.#table.objectsOf.get(predicate.value), object);
    }
    return new Map([...found].map(([shape, nodes]) => [shape, [...nodes.values()]]));
  }
}

/** `_:label` for a blank node, the IRI for a named one; literals can be focus nodes too. */
export function nodeName(term: Term): string {
  if (term.termType === 'BlankNode') return `_:${term.value}`;
  return isLiteral(term) ? JSON.stringify([term.value, term.language, term.datatype.value]) : term.value;
}

function append(table: Map<string, Term[]>, name: string, shape: Term): void {
  const shapes = table.get(name);
  if (shapes === undefined) table.set(name, [shape]);
  else if (!shapes.includes(shape)) shapes.push(shape);
}
