import { nodeKey, QuadGraph } from '../rdf/quad-graph.ts';
import type { Quad, Term } from '../rdf/terms.ts';
import { isLiteral, isNamedNode, namedNode, quad } from '../rdf/terms.ts';
import { dcat, mer, skos } from '../rdf/vocabulary.ts';
import type { LiftAttribute, MappedConcepts } from './concept-finder.ts';
import type { ReadingRecorder } from './reading-recorder.ts';
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
  readings?: ReadingRecorder,
): Quad[] {
  const graph = new QuadGraph(delivery.quads);
  const datasets = new Set(graph.instancesOf(dcat.Dataset));
  const replaced = new Map<string, readonly string[]>();
  const added: Quad[] = [];
  for (const [name, sets] of Object.entries(values)) {
    const attribute = concepts.attribute(name);
    for (const dataset of datasets) {
      for (const { node, property, value } of valuesOf(graph, dataset, attribute)) {
        const words = wordsOf(graph, value);
        readings?.noteAt(name, sets, words, dataset);
        const found = words.map((word) => concepts.find(word, name, sets)).find((each) => each.length > 0);
        if (found !== undefined) {
          replaced.set(keyOf(node, property, value), found);
        } else if (isLiteral(value) || isNamedNode(value)) {
          report.addAt(name, value.value, dataset, () => placeOf(delivery.place(dataset)));
          added.push(quad(namedNode(dataset), mer.unmapped, attribute.iri));
        }
      }
    }
  }
  const canonical = delivery.quads.flatMap((statement): readonly Quad[] => {
    const { subject, predicate, object } = statement;
    const found = replaced.get(keyOf(subject.value, predicate, object));
    return found === undefined ? [statement] : found.map((iri) => quad(subject, predicate, namedNode(iri)));
  });
  return [...canonical, ...added];
}

interface PlacedValue {
  readonly node: string;
  readonly property: Term;
  readonly value: Term;
}

/** The statements at the last step of an attribute's catalogue path; none where that step is an inverse one. */
function valuesOf(graph: QuadGraph, dataset: string, attribute: LiftAttribute): PlacedValue[] {
  const path = attribute.catalogue?.path ?? [];
  const last = path.at(-1);
  if (last === undefined || last.inverse) return [];
  const before = path.slice(0, -1);
  const nodes =
    before.length === 0 ? [dataset] : graph.follow(dataset, before).flatMap((term) => nodeKey(term) ?? []);
  return [...new Set(nodes)].flatMap((node) =>
    graph.objects(node, last.property).map((value) => ({ node, property: last.property, value })),
  );
}

/** What may tell the meaning of a value: itself, and what the data say of it as a concept. */
function wordsOf(graph: QuadGraph, value: Term): string[] {
  if (!isNamedNode(value)) return [value.value];
  const described = [skos.exactMatch, skos.notation, skos.prefLabel].flatMap((property) =>
    graph.objects(value.value, property),
  );
  return [value.value, ...described.map((term) => term.value)];
}

/** Language and datatype of a value do not change what it means here. */
function keyOf(node: string, property: Term, value: Term): string {
  return `${node} ${property.value} ${value.termType} ${value.value}`;
}
