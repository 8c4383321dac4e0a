import { join } from 'node:path';
import type { Attribute, FacetKind } from '../../server/ontology/attribute.ts';
import type { Concept, Resolution } from '../../server/ontology/concept.ts';
import type { Ontology } from '../../server/ontology/ontology.ts';
import { expandCurie, loadPrefixes } from '../../server/rdf/prefixes.ts';
import { namedNode } from '../../server/rdf/terms.ts';
import { eucaim, mer, xsd } from '../../server/rdf/vocabulary.ts';

/** Attribute, scheme or none, facet kind, English and German label. In the order of `ontology/attributes.ttl`. */
const attributeRows: readonly (readonly [string, boolean, FacetKind, string, string])[] = [
  ['provider', false, 'list', 'Provider', 'Anbieter'],
  ['bodyPart', true, 'hierarchy', 'Body part', 'Körperregion'],
  ['modality', true, 'hierarchy', 'Image modality', 'Bildmodalität'],
  ['cancerType', true, 'hierarchy', 'Cancer type', 'Krebsart'],
  ['sex', true, 'list', 'Sex', 'Geschlecht'],
  ['ageAtDiagnosis', false, 'range', 'Age at diagnosis', 'Alter bei Diagnose'],
  ['yearOfDiagnosis', false, 'range', 'Year of diagnosis', 'Diagnosejahr'],
  ['vendor', true, 'list', 'Vendor', 'Hersteller'],
  ['collectionMethod', true, 'list', 'Collection method', 'Erhebungsart'],
  ['datasetType', true, 'list', 'Dataset type', 'Datensatzart'],
  ['accessType', true, 'list', 'Access type', 'Zugangsart'],
];

/** Scheme, code, label, parent, German label, synonyms. */
const conceptRows: readonly (readonly [
  string,
  string,
  string,
  (string | undefined)?,
  (string | undefined)?,
  ...string[],
])[] = [
  ['bodyPart', 'BP1000173', 'Abdomen', undefined, 'Abdomen', 'abdominopelvic region'],
  ['bodyPart', 'BP1000105', 'Liver', 'BP1000173', 'Leber'],
  ['bodyPart', 'BP1000298', 'Kidney', 'BP1000173', 'Niere'],
  ['bodyPart', 'BP1000209', 'Pancreas', 'BP1000173', 'Pankreas'],
  ['bodyPart', 'BP1000302', 'Stomach', 'BP1000173', 'Magen'],
  ['bodyPart', 'BP1000092', 'Pelvis', undefined, 'Becken', 'Pelvic region'],
  ['bodyPart', 'BP1000021', 'Prostate', 'BP1000092', 'Prostata', 'Prostatic structure'],
  ['bodyPart', 'BP1000136', 'Breast', undefined, 'Brust'],
  ['bodyPart', 'BP1000113', 'Lung', undefined, 'Lunge'],
  ['bodyPart', 'BP1000051', 'Brain', undefined, 'Gehirn'],
  ['modality', 'IMG1000026', 'Computed tomography', undefined, 'Computertomographie', 'CT', 'CAT scan'],
  ['modality', 'IMG1000038', 'Magnetic resonance imaging', undefined, 'Magnetresonanztomographie', 'MRI'],
  ['modality', 'IMG1000040', 'Ultrasound', undefined, 'Ultraschall', 'US'],
  ['modality', 'IMG1000062', 'Positron emission tomography', undefined, undefined, 'PET'],
  ['modality', 'IMG1000030', 'Mammography', undefined, 'Mammographie', 'MG'],
  [
    'cancerType',
    'CLIN1000075',
    'Malignant neoplasm of prostate',
    undefined,
    'Bösartige Neubildung der Prostata',
  ],
  ['cancerType', 'CLIN1000179', 'Carcinoma of prostate', 'CLIN1000075'],
  ['cancerType', 'CLIN1000060', 'Malignant neoplasm of breast', undefined, 'Bösartige Neubildung der Brust'],
  ['cancerType', 'CLIN1000071', 'Malignant neoplasm of liver', undefined, 'Bösartige Neubildung der Leber'],
  ['cancerType', 'CLIN1000058', 'Malignant tumor of kidney', undefined, 'Bösartiger Tumor der Niere'],
  ['cancerType', 'CLIN1000079', 'Malignant neoplasm of pancreas', undefined, undefined],
  ['cancerType', 'CLIN1000065', 'Malignant tumor of lung', undefined, 'Bösartiger Tumor der Lunge'],
  ['sex', 'COM1001366', 'Male', undefined, 'männlich'],
  ['sex', 'COM1001370', 'Female', undefined, 'weiblich'],
  ['vendor', 'VEN1', 'Siemens'],
  ['vendor', 'VEN2', 'General Electric'],
  ['vendor', 'VEN3', 'Philips'],
  ['vendor', 'VEN4', 'Canon'],
  ['vendor', 'VEN5', 'Hologic'],
  ['collectionMethod', 'COL1', 'Cohort', undefined, 'Kohorte'],
  ['collectionMethod', 'COL2', 'Case-control', undefined, 'Fall-Kontroll-Studie'],
  ['datasetType', 'SPEC1000018', 'Processed dataset', undefined, 'Verarbeiteter Datensatz'],
  ['datasetType', 'SPEC1000019', 'Annotated dataset', undefined, 'Annotierter Datensatz'],
  ['datasetType', 'SPEC1000020', 'Original dataset', undefined, 'Originaldatensatz'],
  [
    'accessType',
    'SPEC1000022',
    'Remote processing without direct data access',
    undefined,
    'Fernverarbeitung',
  ],
  ['accessType', 'SPEC1000023', 'In-situ processing', undefined, 'Verarbeitung vor Ort'],
  ['accessType', 'SPEC1000024', 'Download access', undefined, 'Herunterladen'],
];

const iriOf = (code: string): string => eucaim.namespace + code;

function toAttribute(
  [name, concepts, facetKind, en, de]: (typeof attributeRows)[number],
  order: number,
): Attribute {
  return {
    iri: namedNode(`${mer.namespace}${name}`),
    name,
    labels: new Map([
      ['en', en],
      ['de', de],
    ]),
    description: `${en} of the sample.`,
    ...(concepts ? { scheme: namedNode(`${mer.namespace}scheme/${name}`) } : {}),
    catalogue: {
      level: 'dataset',
      path: [{ property: namedNode(`${mer.namespace}${name}`), inverse: false }],
    },
    ...(name === 'ageAtDiagnosis' ? { datatype: xsd.decimal, unit: 'a' } : {}),
    ...(name === 'yearOfDiagnosis' ? { datatype: xsd.gYear } : {}),
    facetKind,
    closed: name === 'modality',
    order,
  };
}

function toConcept([
  scheme,
  code,
  label,
  parent,
  german,
  ...synonyms
]: (typeof conceptRows)[number]): Concept {
  return {
    iri: namedNode(iriOf(code)),
    curie: `EUCAIM:${code}`,
    scheme: namedNode(`${mer.namespace}scheme/${scheme}`),
    labels: new Map([['en', label], ...(german === undefined ? [] : [['de', german] as const])]),
    unreviewed: new Set(),
    synonyms,
    ...(code === 'BP1000021' ? { definition: 'The gland below the bladder of the male.' } : {}),
    broader: parent === undefined ? [] : [iriOf(parent)],
    narrower: conceptRows.filter((row) => row[3] === code).map((row) => iriOf(row[1])),
    exactMatches: code === 'BP1000021' ? ['http://snomed.info/id/41216001'] : [],
    searchEquivalents: [],
    shownBy: [],
  };
}

/** A small ontology in memory, with real EUCAIM codes where there is one: for tests of what stands above it. */
export function sampleOntology(): Ontology {
  const prefixes = loadPrefixes(join(import.meta.dirname, '../../ontology/prefixes.ttl'));
  const attributes = attributeRows.map(toAttribute);
  const concepts = new Map(conceptRows.map(toConcept).map((concept) => [concept.iri.value, concept]));
  const expand = (concept: Concept): ReadonlySet<string> => {
    const below = concept.narrower.flatMap((iri) => {
      const child = concepts.get(iri);
      return child === undefined ? [] : [...expand(child)];
    });
    return new Set([concept.iri.value, ...below]);
  };
  const ancestors = (concept: Concept): ReadonlySet<string> => {
    const above = concept.broader.flatMap((iri) => {
      const parent = concepts.get(iri);
      return parent === undefined ? [] : [...ancestors(parent)];
    });
    return new Set([...concept.broader, ...above]);
  };
  return {
    release: '2026.1',
    hash: '0'.repeat(64),
    prefixes,
    attributes,
    quads: [],
    attribute: (name) => attributes.find((attribute) => attribute.name === name),
    concept: (iri) => concepts.get(iri),
    conceptsOf: (scheme) => [...concepts.values()].filter((concept) => concept.scheme.value === scheme),
    resolve: (code): Resolution => {
      const iri = expandCurie(prefixes, code);
      const concept = iri === undefined ? undefined : concepts.get(iri);
      return concept === undefined ? { state: 'unknown', iri, near: [] } : { state: 'found', concept };
    },
    search: (text) =>
      [...concepts.values()]
        .filter(({ labels }) => labels.get('en')?.toLowerCase().includes(text.toLowerCase()))
        .map((concept) => ({ concept, name: concept.labels.get('en') ?? concept.curie, language: 'en' })),
    expand,
    ancestors,
  };
}
