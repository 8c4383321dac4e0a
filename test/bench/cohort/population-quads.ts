import { cancerType } from '../../../server/cli/demo/cancer-words.ts';
import { bodyParts, modalities, vendors } from '../../../server/cli/demo/image-words.ts';
import type { Recorded, SampleProvider } from '../../../server/cli/demo/population.ts';
import type { Ontology } from '../../../server/ontology/ontology.ts';
import { literal, namedNode, quad, type NamedNode, type Quad } from '../../../server/rdf/terms.ts';
import { dct, eucaim, mer, rdf, recordClasses, xsd } from '../../../server/rdf/vocabulary.ts';

const sexes = { female: 'COM1001370', male: 'COM1001366' } as const;

/** The record plane of a provider of the sample, as a lifting that understands all that can be understood leaves it. */
export function populationQuads(provider: SampleProvider, ontology: Pick<Ontology, 'attribute'>): Quad[] {
  const quads: Quad[] = [];
  const state = (subject: NamedNode, predicate: NamedNode, object: Quad['object']): void => {
    quads.push(quad(subject, predicate, object));
  };
  const thing = (kind: string, id: string | number): NamedNode =>
    namedNode(`http://example.org/id/${provider.name}/${kind}/${id}`);
  const value = (
    subject: NamedNode,
    attribute: { readonly name: string; readonly property: NamedNode },
    recorded: Recorded,
    codeOf: (key: string) => string,
  ): void => {
    if (recorded.state === 'known')
      state(subject, attribute.property, namedNode(eucaim.namespace + codeOf(recorded.key)));
    if (recorded.state === 'outside') state(subject, attribute.property, mer.NotInScheme);
    if (recorded.state === 'unmapped') state(subject, mer.unmapped, attributeIri(attribute.name, ontology));
  };
  for (const patient of provider.patients) {
    const iri = thing('patient', patient.number);
    state(iri, rdf.type, recordClasses.patient);
    for (const dataset of patient.datasets) state(iri, dct.isPartOf, thing('dataset', dataset));
    value(iri, of('sex', eucaim.hasBirthSex), patient.sex, (key) => codeIn(sexes, key));
    const cancers = attributeIri('cancerType', ontology);
    if (patient.diagnosesComplete) state(iri, mer.completeFor, cancers);
    if (patient.unreadDiagnosis !== undefined) state(iri, mer.unmapped, cancers);
    for (const [at, condition] of patient.conditions.entries()) {
      const node = thing('condition', `${patient.number}-${at}`);
      state(node, rdf.type, recordClasses.condition);
      state(node, eucaim.inheresIn, iri);
      value(node, of('cancerType', eucaim.hasCondition), condition.cancer, (key) => cancerType(key).eucaim);
      if (condition.age !== undefined)
        state(node, eucaim.AgeAtDiagnosis, literal(String(condition.age), xsd.decimal));
      if (condition.year !== undefined)
        state(node, mer.yearOfDiagnosis, literal(String(condition.year), xsd.gYear));
    }
    for (const study of patient.studies) {
      const node = thing('study', study.uid);
      state(node, rdf.type, recordClasses.study);
      state(node, eucaim.hasSubject, iri);
      state(node, mer.studyDate, literal(study.date, xsd.date));
      for (const series of study.series) {
        const one = thing('series', series.uid);
        state(node, eucaim.Composed_Of, one);
        state(one, rdf.type, recordClasses.series);
        value(one, of('modality', eucaim.hasImageModality), series.modality, (key) =>
          eucaimOf(modalities, key),
        );
        value(one, of('bodyPart', eucaim.hasImageBodyPart), series.bodyPart, (key) =>
          eucaimOf(bodyParts, key),
        );
        value(one, of('vendor', eucaim.hasEquipmentManufacturer), series.vendor, (key) =>
          eucaimOf(vendors, key),
        );
        state(one, eucaim.NumberOfInstances, literal(String(series.instances), xsd.integer));
      }
    }
  }
  return quads;
}

function of(name: string, property: NamedNode): { readonly name: string; readonly property: NamedNode } {
  return { name, property };
}

function eucaimOf(table: Readonly<Record<string, { readonly eucaim: string }>>, key: string): string {
  return codeIn(table, key).eucaim;
}

function codeIn<Value>(table: Readonly<Record<string, Value>>, key: string): Value {
  const found = table[key];
  if (found === undefined) throw new RangeError(`The sample has no "${key}".`);
  return found;
}

function attributeIri(name: string, ontology: Pick<Ontology, 'attribute'>): NamedNode {
  const attribute = ontology.attribute(name);
  if (attribute === undefined) throw new RangeError(`There is no attribute "${name}".`);
  return attribute.iri;
}
