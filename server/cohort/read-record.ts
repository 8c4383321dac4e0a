import type { Attribute, Level } from '../ontology/attribute.ts';
import type { Ontology } from '../ontology/ontology.ts';
import { nodeKey, QuadGraph } from '../rdf/quad-graph.ts';
import { numberOf } from '../rdf/number-of.ts';
import type { NamedNode, Quad, Term } from '../rdf/terms.ts';
import { dcat, dct, eucaim, mer, rdf, recordClasses } from '../rdf/vocabulary.ts';
import type { RecordTable } from './record-table.ts';
import { RecordTableBuilder } from './record-table-builder.ts';

const recordLevels = ['patient', 'condition', 'study', 'series'] as const;

/**
 * The table of one submission. A thing is of a level by its type, or by the part it plays (`eucaim:hasSubject` leads
 * from a study to a patient). Catalogue-plane quads give the values of the datasets that patients are part of. A
 * value that the ontology does not hold counts as unmapped: it is unknown, never a no.
 */
export function readRecord(
  record: readonly Quad[],
  catalogue: readonly Quad[],
  ontology: Pick<Ontology, 'attributes' | 'concept'>,
): RecordTable {
  const builder = new RecordTableBuilder(ontology.attributes);
  const graph = new QuadGraph(record);
  for (const level of recordLevels) {
    for (const iri of graph.instancesOf(recordClasses[level])) builder.thing(level, iri);
  }
  const links = new Map<string, (node: string, target: string) => void>([
    [eucaim.inheresIn.value, linkTo(builder, 'condition', 'patient')],
    [
      eucaim.hasSubject.value,
      (node, patient) => {
        if (mayBeStudy(graph, node)) linkTo(builder, 'study', 'patient')(node, patient);
      },
    ],
    [
      eucaim.Composed_Of.value,
      (study, series) => {
        builder.setParent('series', builder.thing('series', series), builder.thing('study', study));
      },
    ],
  ]);
  for (const { subject, predicate, object } of record) {
    const [node, target] = [nodeKey(subject), nodeKey(object)];
    if (node !== undefined && target !== undefined) links.get(predicate.value)?.(node, target);
  }
  const byIri = new Map(builder.attributes.map(({ attribute }) => [attribute.iri.value, attribute]));
  for (const level of recordLevels) {
    builder.iris(level).forEach((iri, row) => {
      readThing(iri, row, level, { builder, graph, ontology, byIri });
    });
  }
  readDatasets(builder, graph, new QuadGraph(catalogue), ontology);
  return builder.build();
}

type Concepts = Pick<Ontology, 'concept'>;

/** Tests, procedures and specimens have subjects too: what says of itself that it is one of those is no study. */
function mayBeStudy(graph: QuadGraph, node: string): boolean {
  const types = graph.objects(node, rdf.type);
  return types.length === 0 || types.some((type) => type.equals(recordClasses.study));
}

function linkTo(builder: RecordTableBuilder, level: 'condition' | 'study', parent: Level) {
  return (node: string, target: string): void => {
    builder.setParent(level, builder.thing(level, node), builder.thing(parent, target));
  };
}

function readThing(
  iri: string,
  row: number,
  level: Level,
  context: {
    readonly builder: RecordTableBuilder;
    readonly graph: QuadGraph;
    readonly ontology: Concepts;
    readonly byIri: ReadonlyMap<string, Attribute>;
  },
): void {
  const { builder, graph, ontology, byIri } = context;
  const names = (property: NamedNode): readonly string[] =>
    graph.objects(iri, property).flatMap((term) => byIri.get(term.value)?.name ?? []);
  for (const { attribute, level: where } of builder.attributes) {
    if (where !== level || attribute.record === undefined) continue;
    for (const term of graph.follow(iri, attribute.record.path)) {
      addValue(builder, attribute, level, row, term, ontology);
    }
  }
  for (const name of names(mer.unmapped)) builder.addUnmapped(name, level, row);
  if (level === 'patient') for (const name of names(mer.completeFor)) builder.setComplete(name, row);
}

function readDatasets(
  builder: RecordTableBuilder,
  record: QuadGraph,
  catalogue: QuadGraph,
  ontology: Concepts,
): void {
  builder.iris('patient').forEach((iri, patient) => {
    for (const term of record.objects(iri, dct.isPartOf)) {
      const dataset = nodeKey(term);
      if (dataset !== undefined) builder.addMember(patient, builder.thing('dataset', dataset));
    }
  });
  for (const iri of catalogue.instancesOf(dcat.Dataset)) {
    const row = builder.thing('dataset', iri);
    builder.describeDataset(row);
    for (const { attribute, level } of builder.attributes) {
      if (level !== 'dataset' || attribute.catalogue === undefined) continue;
      for (const term of catalogue.follow(iri, attribute.catalogue.path)) {
        addValue(builder, attribute, level, row, term, ontology);
      }
      const unmapped = catalogue.objects(iri, mer.unmapped).some((term) => term.equals(attribute.iri));
      if (unmapped) builder.addUnmapped(attribute.name, level, row);
    }
  }
}

function addValue(
  builder: RecordTableBuilder,
  attribute: Attribute,
  level: Level,
  row: number,
  term: Term,
  ontology: Concepts,
): void {
  const { name } = attribute;
  if (term.equals(mer.NotInScheme)) {
    builder.addOutside(name, row);
  } else if (attribute.datatype !== undefined) {
    const value = numberOf(term);
    if (value === undefined) builder.addUnmapped(name, level, row);
    else builder.addNumber(name, row, value);
  } else {
    const node = nodeKey(term);
    const concept = node === undefined ? undefined : ontology.concept(node);
    if (concept === undefined) builder.addUnmapped(name, level, row);
    else builder.addCode(name, row, concept.iri.value);
  }
}
