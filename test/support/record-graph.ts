import { literal, namedNode, quad } from '../../server/rdf/terms.ts';
import type { Quad } from '../../server/rdf/terms.ts';
import { eucaim, mer, rdf, recordClasses, xsd } from '../../server/rdf/vocabulary.ts';

const base = 'http://example.org/id/north/';
const modalities = ['IMG1000022', 'IMG1000026', 'IMG1000037'].map((code) =>
  namedNode(eucaim.namespace + code),
);
const condition = namedNode(`${eucaim.namespace}CLIN1000075`);
const male = namedNode(`${eucaim.namespace}COM1001366`);
const bodyPart = namedNode(`${eucaim.namespace}BP1000021`);
const vendor = namedNode(`${eucaim.namespace}IMG1000044`);

/** A record graph without faults: one condition and one study per patient, series spread evenly over the studies. */
export function recordGraph(patients: number, series: number): Quad[] {
  const quads: Quad[] = [];
  for (let index = 0; index < patients; index++) {
    const patient = node('patient', index);
    const thing = node('condition', index);
    const study = node('study', index);
    quads.push(
      quad(patient, rdf.type, recordClasses.patient),
      quad(patient, eucaim.hasBirthSex, male),
      quad(thing, rdf.type, recordClasses.condition),
      quad(thing, eucaim.inheresIn, patient),
      quad(thing, eucaim.hasCondition, condition),
      quad(thing, eucaim.AgeAtDiagnosis, literal(String(40 + (index % 40)), xsd.decimal)),
      quad(thing, mer.yearOfDiagnosis, literal(String(2000 + (index % 25)), xsd.gYear)),
      quad(study, rdf.type, recordClasses.study),
      quad(study, eucaim.hasSubject, patient),
      quad(study, mer.studyDate, literal('2020-01-31', xsd.date)),
    );
  }
  for (let index = 0; index < series; index++) {
    const one = node('series', index);
    quads.push(
      quad(node('study', index % patients), eucaim.Composed_Of, one),
      quad(one, rdf.type, recordClasses.series),
      quad(one, eucaim.hasImageModality, modalities[index % modalities.length] ?? male),
      quad(one, eucaim.hasImageBodyPart, bodyPart),
      quad(one, eucaim.hasEquipmentManufacturer, vendor),
      quad(one, eucaim.NumberOfInstances, literal(String(1 + (index % 300)), xsd.integer)),
    );
  }
  return quads;
}

function node(kind: string, index: number) {
  return namedNode(`${base}${kind}/${index.toString(16).padStart(32, '0')}`);
}
