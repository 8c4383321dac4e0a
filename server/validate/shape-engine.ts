import { setImmediate } from 'node:timers/promises';
import { DataFactory as factory } from 'n3';
import Engine from 'shacl-engine/Validator.js';
import type { EngineResult } from 'shacl-engine/Validator.js';
import type { Quad, Term } from '../rdf/terms.ts';
import { rdf, rdfs, sh } from '../rdf/vocabulary.ts';
import { nodeName, TargetFinder } from './find-targets.ts';
import { IndexedDataset } from './indexed-dataset.ts';

/** Nodes that are checked in one go. The engine remembers all it did in a go, and holds the thread for its length. */
const batchSize = 200;

/**
 * Runs shapes over graphs with shacl-engine, which is given what it does not find out for itself: the focus nodes
 * (it would also take those of the vocabularies), the class hierarchy (it reads it from the shapes only), batches
 * (its memory grows with the length of a run).
 */
export class ShapeEngine {
  readonly #engine: Engine;
  readonly #shapes: IndexedDataset;
  readonly #vocabularies: IndexedDataset;

  private constructor(engine: Engine, shapes: IndexedDataset, vocabularies: IndexedDataset) {
    this.#engine = engine;
    this.#shapes = shapes;
    this.#vocabularies = vocabularies;
  }

  /**
   * @param shapes statements of the shapes
   * @param hierarchy statements about classes and concepts: subclasses count for sh:class and sh:targetClass, and all
   *   of them are read as part of every graph that is checked
   */
  static async create(shapes: readonly Quad[], hierarchy: readonly Quad[]): Promise<ShapeEngine> {
    const subclasses = hierarchy.filter((quad) => quad.predicate.equals(rdfs.subClassOf));
    const dataset = new IndexedDataset([...shapes, ...subclasses]);
    // SPARQL constraints bring a query engine with them, which shapes without any need not wait for.
    const usesSparql = shapes.some(
      ({ predicate }) => predicate.equals(sh.sparql) || predicate.equals(sh.target),
    );
    const sparql = usesSparql ? await import('shacl-engine/sparql.js') : {};
    const engine = new Engine(dataset, { factory: factory, ...sparql });
    return new ShapeEngine(engine, dataset, new IndexedDataset(hierarchy));
  }

  /** Every shape that has targets or is declared as one. */
  allShapes(): Term[] {
    const shapes = new Map<string, Term>();
    const note = (quads: readonly Quad[]): void => {
      for (const { subject } of quads) shapes.set(nodeName(subject), subject);
    };
    note(this.#shapes.find(null, rdf.type, sh.NodeShape));
    note(this.#shapes.find(null, rdf.type, sh.PropertyShape));
    for (const target of [sh.targetClass, sh.targetNode, sh.targetSubjectsOf, sh.targetObjectsOf])
      note(this.#shapes.find(null, target, null));
    return [...shapes.values()];
  }

  /** Finds the focus nodes of these shapes; build it once for shapes that are used often. */
  targets(shapes: readonly Term[]): TargetFinder {
    return new TargetFinder(this.#shapes, shapes);
  }

  /** The graph with the vocabularies beneath it, as the shapes see it. */
  dataset(quads: readonly Quad[]): IndexedDataset {
    return new IndexedDataset(quads, this.#vocabularies);
  }

  /** Checks nodes against shapes; lets other work of the process in between two batches. */
  async *run(
    dataset: IndexedDataset,
    targets: ReadonlyMap<Term, readonly Term[]>,
  ): AsyncIterable<EngineResult> {
    for (const [shape, nodes] of targets) {
      for (let start = 0; start < nodes.length; start += batchSize) {
        const terms = nodes.slice(start, start + batchSize);
        const report = await this.#engine.validate({ dataset, terms }, [{ terms: [shape] }]);
        yield* report.results;
        await setImmediate();
      }
    }
  }

  /** The values of a property of a shape. */
  values(shape: Term, property: Term): readonly Term[] {
    return this.#shapes.find(shape, property, null).map((quad) => quad.object);
  }
}
