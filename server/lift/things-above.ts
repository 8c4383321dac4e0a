import { nodeKey, QuadGraph } from '../rdf/quad-graph.ts';
import type { Quad } from '../rdf/terms.ts';
import type { LiftAttribute } from './concept-finder.ts';

type Path = NonNullable<LiftAttribute['catalogue']>['path'];

/**
 * Finds the things whose value of an attribute stands on a node: what leads to the node along the path of the
 * attribute without its last step. Only the statements of those steps are looked at.
 */
export class ThingsAbove {
  readonly #planes: readonly (readonly Quad[])[];
  readonly #graphs = new Map<LiftAttribute, QuadGraph>();

  constructor(planes: readonly (readonly Quad[])[]) {
    this.#planes = planes;
  }

  find(node: string, attribute: LiftAttribute): readonly string[] {
    const things = new Set<string>();
    for (const steps of stepsBefore(attribute)) {
      let here = [node];
      for (const { property, inverse } of steps.toReversed()) {
        const graph = this.#graph(attribute);
        here = here.flatMap((key) =>
          (inverse ? graph.objects(key, property) : graph.subjectsOf(property, key)).flatMap(
            (term) => nodeKey(term) ?? [],
          ),
        );
      }
      for (const thing of here) things.add(thing);
    }
    return [...things];
  }

  #graph(attribute: LiftAttribute): QuadGraph {
    let graph = this.#graphs.get(attribute);
    if (graph === undefined) {
      const properties = new Set(
        stepsBefore(attribute).flatMap((steps) => steps.map(({ property }) => property.value)),
      );
      const needed = this.#planes.flatMap((quads) =>
        quads.filter(({ predicate }) => properties.has(predicate.value)),
      );
      this.#graphs.set(attribute, (graph = new QuadGraph(needed)));
    }
    return graph;
  }
}

/** The steps that lead from a thing to the node on which its value stands, for each plane. */
function stepsBefore({ catalogue, record }: LiftAttribute): readonly Path[] {
  return [catalogue, record].flatMap((binding) => (binding === undefined ? [] : [binding.path.slice(0, -1)]));
}
