import fc from 'fast-check';
import { literal, namedNode, quad, type NamedNode, type Quad } from '../../../server/rdf/terms.ts';
import { dcat, dct, eucaim, mer, rdf, recordClasses, xsd } from '../../../server/rdf/vocabulary.ts';

/** What a thing states of one attribute: codes, numbers, `outside` for a value beyond the scheme. */
export type Values = readonly (string | number)[];

/** Attribute name to values, and the attributes with an unmapped value. */
export interface Thing {
  readonly values: Readonly<Record<string, Values>>;
  readonly unmapped: readonly string[];
}

export interface Study extends Thing {
  readonly series: readonly Thing[];
}

export interface Patient extends Thing {
  readonly name: string;
  readonly complete: readonly string[];
  readonly datasets: readonly string[];
  readonly conditions: readonly Thing[];
  readonly studies: readonly Study[];
}

export interface Records {
  readonly patients: readonly Patient[];
  readonly datasets: readonly (Thing & { readonly name: string })[];
}

export const universe = {
  modality: ['M0', 'M1', 'CT', 'CTP', 'MR'],
  bodyPart: ['ABD', 'LIVER', 'BRAIN'],
  vendor: ['V1', 'V2'],
  cancerType: ['PCA', 'BCA'],
  sex: ['F', 'M'],
  collectionMethod: ['COHORT', 'CASES'],
  ageAtDiagnosis: [40, 60, 80],
} as const;

export type AttributeName = keyof typeof universe;

export const levelAttributes = {
  patient: ['sex'],
  condition: ['cancerType', 'ageAtDiagnosis'],
  series: ['modality', 'bodyPart', 'vendor'],
  dataset: ['collectionMethod'],
} as const;

const properties: Readonly<Record<string, NamedNode>> = {
  modality: eucaim.hasImageModality,
  bodyPart: eucaim.hasImageBodyPart,
  vendor: eucaim.hasEquipmentManufacturer,
  cancerType: eucaim.hasCondition,
  sex: eucaim.hasBirthSex,
  ageAtDiagnosis: eucaim.AgeAtDiagnosis,
  collectionMethod: eucaim.collectionMethod,
};

export const patientIri = (name: string): string => `http://example.org/id/north/patient/${name}`;

/** The quads of records; `submission` keeps the things of two submissions apart, patients and datasets are shared. */
export function recordQuads(records: Records, submission = 'a'): { record: Quad[]; catalogue: Quad[] } {
  const record: Quad[] = [];
  const catalogue: Quad[] = [];
  const say = (target: Quad[], subject: NamedNode, thing: Thing): void => {
    for (const [attribute, values] of Object.entries(thing.values)) {
      const property = properties[attribute];
      if (property === undefined) throw new Error(attribute);
      for (const value of values) target.push(quad(subject, property, valueTerm(value)));
    }
    for (const attribute of thing.unmapped) {
      target.push(quad(subject, mer.unmapped, namedNode(`https://w3id.org/meridian/attribute#${attribute}`)));
    }
  };
  const dataset = (name: string): NamedNode => namedNode(`http://example.org/id/north/dataset/${name}`);
  for (const described of records.datasets) {
    catalogue.push(quad(dataset(described.name), rdf.type, dcat.Dataset));
    say(catalogue, dataset(described.name), described);
  }
  for (const patient of records.patients) {
    const subject = namedNode(patientIri(patient.name));
    const own = (kind: string, at: string): NamedNode =>
      namedNode(`http://example.org/id/north/${kind}/${submission}-${patient.name}-${at}`);
    record.push(quad(subject, rdf.type, recordClasses.patient));
    say(record, subject, patient);
    for (const name of patient.datasets) record.push(quad(subject, dct.isPartOf, dataset(name)));
    for (const name of patient.complete) {
      record.push(quad(subject, mer.completeFor, namedNode(`https://w3id.org/meridian/attribute#${name}`)));
    }
    patient.conditions.forEach((condition, at) => {
      const node = own('condition', String(at));
      record.push(quad(node, rdf.type, recordClasses.condition), quad(node, eucaim.inheresIn, subject));
      say(record, node, condition);
    });
    patient.studies.forEach((study, at) => {
      const node = own('study', String(at));
      record.push(quad(node, rdf.type, recordClasses.study), quad(node, eucaim.hasSubject, subject));
      say(record, node, study);
      study.series.forEach((series, place) => {
        const part = own('series', `${at}-${place}`);
        record.push(quad(part, rdf.type, recordClasses.series), quad(node, eucaim.Composed_Of, part));
        say(record, part, series);
      });
    });
  }
  return { record, catalogue };
}

function valueTerm(value: string | number): Quad['object'] {
  if (typeof value === 'number') return literal(String(value), xsd.decimal);
  return value === 'outside' ? mer.NotInScheme : namedNode(eucaim.namespace + value);
}

function thing(attributes: readonly AttributeName[]): fc.Arbitrary<Thing> {
  return fc.record({
    values: fc.record(
      Object.fromEntries(
        attributes.map((name) => {
          const values: readonly (string | number)[] =
            name === 'ageAtDiagnosis' ? universe[name] : [...universe[name], 'outside'];
          return [name, fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 })];
        }),
      ),
    ),
    unmapped: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray([...attributes]) },
    ),
  });
}

const rarely = (names: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...names]) });

const study: fc.Arbitrary<Study> = fc.record({
  values: fc.constant({}),
  unmapped: rarely(['modality']),
  series: fc.array(thing(levelAttributes.series), { maxLength: 2 }),
});

const patient = (name: string): fc.Arbitrary<Patient> =>
  fc
    .tuple(
      thing(levelAttributes.patient),
      rarely(['modality', 'bodyPart', 'cancerType', 'collectionMethod']),
      fc.subarray(['cancerType', 'ageAtDiagnosis', 'bodyPart', 'vendor', 'collectionMethod']),
      fc.subarray(['1', '2']),
      fc.array(thing(levelAttributes.condition), { maxLength: 2 }),
      fc.array(study, { maxLength: 2 }),
    )
    .map(([own, elsewhere, complete, datasets, conditions, studies]) => ({
      name,
      values: own.values,
      unmapped: [...own.unmapped, ...elsewhere],
      complete,
      datasets,
      conditions,
      studies,
    }));

/** Small random records: every kind of gap occurs. */
export const smallRecords: fc.Arbitrary<Records> = fc.record({
  patients: fc.subarray(['p', 'q', 'r'], { minLength: 1 }).chain((names) => fc.tuple(...names.map(patient))),
  datasets: fc
    .subarray(['1', '2'])
    .chain((names) =>
      fc.tuple(
        ...names.map((name) => thing(levelAttributes.dataset).map((described) => ({ name, ...described }))),
      ),
    ),
});
