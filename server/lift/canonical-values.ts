import type { Quad, Term } from '../rdf/terms.ts';
import { isLiteral, isNamedNode, namedNode, quad } from '../rdf/terms.ts';
import { dcat, mer, rdf, skos } from '../rdf/vocabulary.ts';
import type { LiftAttribute, MappedConcepts } from './concept-finder.ts';
import type { UnmappedReport } from './unmapped-report.ts';
import { placeOf } from './rml/run-mapping.ts';
import type { RdfDelivery } from './sources/rdf-source.ts';

/**
 * Turns the values of attributes in a catalogue into canonical concepts: the objects at the attribute's catalogue
 * path, be they words, foreign codes, or nodes with a notation, label or match. Values that nothing gives a meaning
 * to stay as they are; their dataset is marked `mer:unmapped` and they are reported.
 */
export function canonicalValues(
  delivery: RdfDelivery,
  values: Readonly<Record<string, readonly string[]>>,
  concepts: MappedConcepts,
  report: UnmappedReport,
): Quad[] {
  const graph = new Index(delivery.quads);
  const replaced = new Map<Quad, readonly Quad[]>();
  const added: Quad[] = [];
  for (const [name, sets] of Object.entries(values)) {
    const attribute = concepts.attribute(name);
    for (const dataset of graph.datasets()) {
      for (const statement of graph.atPath(dataset, attribute)) {
        const found = graph
          .wordsOf(statement.object)
          .map((word) => concepts.find(word, name, sets))
          .find((each) => each.length > 0);
        if (found !== undefined) {
          replaced.set(
            statement,
            found.map((iri) => quad(statement.subject, statement.predicate, namedNode(iri))),
          );
        } else if (isLiteral(statement.object) || isNamedNode(statement.object)) {
          report.addAt(name, statement.object.value, dataset.value, () =>
            placeOf(delivery.place(dataset.value)),
          );
          added.push(quad(dataset as Quad['subject'], mer.unmapped, attribute.iri));
        }
      }
    }
  }
  return [...delivery.quads.flatMap((statement) => replaced.get(statement) ?? [statement]), ...added];
}

class Index {
  readonly #bySubject: Map<string, Quad[]>;
  readonly #byObject: Map<string, Quad[]>;
  readonly #quads: readonly Quad[];

  constructor(quads: readonly Quad[]) {
    this.#quads = quads;
    this.#bySubject = Map.groupBy(quads, (statement) => statement.subject.value);
    this.#byObject = Map.groupBy(
      quads.filter((statement) => isNamedNode(statement.object)),
      (statement) => statement.object.value,
    );
  }

  datasets(): Term[] {
    return this.#quads
      .filter((statement) => statement.predicate.equals(rdf.type) && statement.object.equals(dcat.Dataset))
      .map((statement) => statement.subject);
  }

  /** The statements at the last step of an attribute's catalogue path. */
  atPath(dataset: Term, attribute: LiftAttribute): Quad[] {
    const path = attribute.catalogue?.path ?? [];
    let nodes: Term[] = [dataset];
    let last: Quad[] = [];
    for (const { property, inverse } of path) {
      last = nodes.flatMap((node) =>
        ((inverse ? this.#byObject : this.#bySubject).get(node.value) ?? []).filter((statement) =>
          statement.predicate.equals(property),
        ),
      );
      nodes = last.map((statement) => (inverse ? statement.subject : statement.object));
    }
    return path.at(-1)?.inverse === true ? [] : last;
  }

  /** What may tell the meaning of a value: itself, and what the data say of it as a concept. */
  wordsOf(object: Term): string[] {
    if (!isNamedNode(object)) return [object.value];
    const described = (this.#bySubject.get(object.value) ?? []).filter((statement) =>
      [skos.exactMatch, skos.notation, skos.prefLabel].some((property) =>
        statement.predicate.equals(property),
      ),
    );
    return [object.value, ...described.map((statement) => statement.object.value)];
  }
}
