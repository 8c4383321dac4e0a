import type { Attribute, Level, PathStep } from '../../server/ontology/attribute.ts';
import type { Concept } from '../../server/ontology/concept.ts';
import type { Ontology } from '../../server/ontology/ontology.ts';
import { namedNode, type NamedNode } from '../../server/rdf/terms.ts';
import { dct, eucaim, healthdcatap, mer, xsd } from '../../server/rdf/vocabulary.ts';

/** `[code, label, broader codes, other]`: the concepts of one scheme. */
type Row = readonly [
  code: string,
  label: string,
  broader?: readonly string[],
  other?: {
    readonly same?: readonly string[];
    readonly shownAs?: string;
    readonly de?: string;
    readonly synonyms?: readonly string[];
  },
];

const schemes: Readonly<Record<string, readonly Row[]>> = {
  modality: [
    ['M0', 'Imaging'],
    ['M1', 'X-ray', ['M0']],
    [
      'CT',
      'Computed tomography',
      ['M1'],
      { same: ['CTP'], de: 'Computertomographie', synonyms: ['CAT scan'] },
    ],
    ['CTP', 'Computed tomography procedure', [], { same: ['CT'], shownAs: 'CT' }],
    ['DX', 'Digital radiography', ['M1']],
    ['MR', 'Magnetic resonance', ['M0']],
    ['PETCT', 'PET-CT', ['CT', 'PET']],
    ['PET', 'Positron emission tomography', ['M0']],
  ],
  bodyPart: [
    ['B0', 'Body'],
    ['TRUNK', 'Trunk', ['B0']],
    ['ABD', 'Abdomen', ['TRUNK'], { de: 'Bauch' }],
    ['LIVER', 'Liver', ['ABD'], { de: 'Leber' }],
    ['KIDNEY', 'Kidney', ['ABD']],
    ['CHEST', 'Chest', ['TRUNK']],
    ['BRAIN', 'Brain', ['B0']],
  ],
  cancerType: [
    ['CA', 'Malignant neoplasm'],
    ['PCA', 'Prostate cancer', ['CA']],
    ['BCA', 'Breast cancer', ['CA']],
  ],
  sex: [
    ['F', 'Female'],
    ['M', 'Male'],
  ],
  vendor: [
    ['V1', 'Vendor one'],
    ['V2', 'Vendor two'],
  ],
  collectionMethod: [
    ['COHORT', 'Cohort'],
    ['CASES', 'Case-control'],
  ],
};

const iriOf = (code: string): string => eucaim.namespace + code;
const schemeNode = (name: string): NamedNode => namedNode(`https://w3id.org/meridian/scheme#${name}`);
const step = (property: NamedNode): readonly PathStep[] => [{ property, inverse: false }];

function attribute(
  name: string,
  options: {
    readonly level?: Level;
    readonly path?: NamedNode;
    readonly number?: { readonly lower: NamedNode; readonly upper: NamedNode; readonly record: NamedNode };
    readonly closed?: boolean;
    readonly kind: Attribute['facetKind'];
    readonly plain?: boolean;
    readonly unit?: string;
  },
  order: number,
): Attribute {
  const { level, path, number } = options;
  const recordPath = number?.record ?? path;
  return {
    iri: namedNode(`https://w3id.org/meridian/attribute#${name}`),
    name,
    labels: new Map([['en', name]]),
    description: name,
    ...(options.plain === true || number !== undefined ? {} : { scheme: schemeNode(name) }),
    ...(number === undefined ? {} : { datatype: xsd.decimal }),
    ...(options.unit === undefined ? {} : { unit: options.unit }),
    catalogue: {
      level: 'dataset',
      path: path === undefined ? [] : step(path),
      ...(number === undefined ? {} : { lowerPath: step(number.lower), upperPath: step(number.upper) }),
    },
    ...(level === undefined || recordPath === undefined ? {} : { record: { level, path: step(recordPath) } }),
    facetKind: options.kind,
    closed: options.closed ?? false,
    order,
  };
}

export const smallAttributes: readonly Attribute[] = [
  attribute('provider', { path: mer.provider, kind: 'list', closed: true, plain: true }, 1),
  attribute('bodyPart', { level: 'series', path: eucaim.hasImageBodyPart, kind: 'hierarchy' }, 2),
  attribute(
    'modality',
    { level: 'series', path: eucaim.hasImageModality, kind: 'hierarchy', closed: true },
    3,
  ),
  attribute('cancerType', { level: 'condition', path: eucaim.hasCondition, kind: 'hierarchy' }, 4),
  attribute('sex', { level: 'patient', path: eucaim.hasBirthSex, kind: 'list' }, 5),
  attribute(
    'ageAtDiagnosis',
    {
      level: 'condition',
      number: {
        lower: healthdcatap.minTypicalAge,
        upper: healthdcatap.maxTypicalAge,
        record: eucaim.AgeAtDiagnosis,
      },
      kind: 'range',
      unit: 'a',
    },
    6,
  ),
  attribute('vendor', { level: 'series', path: eucaim.hasEquipmentManufacturer, kind: 'list' }, 7),
  attribute('collectionMethod', { path: eucaim.collectionMethod, kind: 'list' }, 8),
  attribute('accessType', { path: dct.rights, kind: 'list' }, 9),
];

function concepts(): ReadonlyMap<string, Concept> {
  const found = new Map<string, Concept>();
  for (const [name, rows] of Object.entries(schemes)) {
    for (const [code, label, broader = [], other = {}] of rows) {
      found.set(iriOf(code), {
        iri: namedNode(iriOf(code)),
        curie: `EUCAIM:${code}`,
        scheme: schemeNode(name),
        labels: new Map([['en', label], ...(other.de === undefined ? [] : [['de', other.de] as const])]),
        unreviewed: new Set(),
        synonyms: other.synonyms ?? [],
        broader: broader.map(iriOf),
        narrower: rows.filter((row) => row[2]?.includes(code)).map((row) => iriOf(row[0])),
        exactMatches: [`http://snomed.info/id/${code}`],
        searchEquivalents: (other.same ?? []).map(iriOf),
        shownBy: [],
        ...(other.shownAs === undefined ? {} : { shownAs: iriOf(other.shownAs) }),
      });
    }
  }
  return found;
}

/** A hyper-ontology of a few dozen concepts, for tests that are about something else. */
export function smallOntology(): Ontology {
  const byIri = concepts();
  const concept = (iri: string): Concept | undefined =>
    byIri.get(iri) ?? byIri.get(iri.replace('http://snomed.info/id/', eucaim.namespace));
  const closure = (start: string, next: (concept: Concept) => readonly string[]): Set<string> => {
    const seen = new Set<string>([start]);
    for (const iri of seen) for (const further of next(byIri.get(iri) ?? fail(iri))) seen.add(further);
    return seen;
  };
  return {
    release: '2026.1',
    hash: 'small',
    prefixes: new Map([['EUCAIM', eucaim.namespace]]),
    attributes: smallAttributes,
    quads: [],
    attribute: (name) => smallAttributes.find((candidate) => candidate.name === name),
    concept,
    conceptsOf: (scheme) => [...byIri.values()].filter((candidate) => candidate.scheme.value === scheme),
    resolve: (code) => {
      const match = /^(?:EUCAIM:|SNOMEDCT:|https:\/\/cancerimage\.eu\/ontology\/EUCAIM#)?([A-Z0-9]+)$/.exec(
        code,
      );
      const iri = match?.[1] === undefined ? undefined : iriOf(match[1]);
      const found = iri === undefined ? undefined : concept(iri);
      return found === undefined
        ? { state: 'unknown', iri, near: [...byIri.values()].slice(2, 3) }
        : { state: 'found', concept: found };
    },
    search: (text) =>
      [...byIri.values()]
        .filter(({ labels }) => labels.get('en')?.toLowerCase().includes(text.toLowerCase()))
        .map((found) => ({ concept: found, name: found.labels.get('en') ?? found.curie, language: 'en' })),
    expand: (start, options) =>
      options?.descendants === false
        ? new Set([start.iri.value, ...start.searchEquivalents])
        : closure(start.iri.value, ({ narrower, searchEquivalents }) => [...narrower, ...searchEquivalents]),
    ancestors: (start) => {
      const found = closure(start.iri.value, ({ broader }) => broader);
      found.delete(start.iri.value);
      return found;
    },
  };
}

function fail(iri: string): never {
  throw new Error(`${iri} is no concept of the small ontology`);
}
