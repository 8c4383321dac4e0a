import type {
  Catalogue,
  DatasetView,
  Facet,
  FacetValue,
  Filter,
  SearchQuestion,
  ValueView,
} from '../../server/catalogue/catalogue.ts';
import type { Attribute } from '../../server/ontology/attribute.ts';
import type { Ontology } from '../../server/ontology/ontology.ts';

/** Title; provider; version; patients; studies; codes; age; year. A missing number is not stated. */
type Row = readonly [
  string,
  string,
  string,
  number | undefined,
  number | undefined,
  string,
  (readonly [number, number])?,
  (readonly [number, number])?,
];

const providers: Readonly<Record<string, string>> = {
  north: 'North University Hospital',
  south: 'South Regional Hospitals',
  east: 'East Cancer Institute',
};

const rows: readonly Row[] = [
  [
    'Abdominal CT, colorectal staging',
    'east',
    '3.0.1',
    2318,
    4772,
    'BP1000173 BP1000092 IMG1000026 COM1001366 COM1001370 VEN1 VEN2 COL1 SPEC1000020 SPEC1000023',
    [34, 91],
    [2014, 2023],
  ],
  [
    'Liver MR with lesion outlines, northern region',
    'north',
    '2026.2',
    1204,
    3911,
    'BP1000105 IMG1000038 CLIN1000071 COM1001366 COM1001370 VEN1 COL1 SPEC1000020 SPEC1000019 SPEC1000022',
    [41, 88],
    [2011, 2024],
  ],
  [
    'Pancreatic cancer, contrast CT at diagnosis',
    'south',
    '1.4.0',
    862,
    1240,
    'BP1000209 IMG1000026 CLIN1000079 COM1001366 COM1001370 VEN3 COL2 SPEC1000019 SPEC1000022',
    [45, 83],
    [2016, 2022],
  ],
  [
    'Kidney masses, contrast CT',
    'east',
    '2025.11',
    417,
    655,
    'BP1000298 IMG1000026 CLIN1000058 COM1001366 COM1001370 VEN2 COL2 SPEC1000020 SPEC1000019 SPEC1000023',
    [29, 86],
  ],
  [
    'Prostate MR before surgery',
    'north',
    '2026.2',
    1530,
    1894,
    'BP1000021 IMG1000038 CLIN1000179 COM1001366 VEN1 VEN3 COL1 SPEC1000020 SPEC1000022',
    [48, 79],
    [2012, 2024],
  ],
  [
    'Liver metastases before and after chemotherapy',
    'south',
    '0.9.0',
    64,
    128,
    'BP1000105 IMG1000026 IMG1000038 COM1001366 COM1001370 VEN4 SPEC1000018 SPEC1000022',
    [52, 77],
  ],
  [
    'Mammography screening, second round',
    'south',
    '4.2.0',
    9120,
    18844,
    'BP1000136 IMG1000030 IMG1000040 CLIN1000060 COM1001370 VEN5 COL1 SPEC1000020 SPEC1000024',
    [50, 69],
    [2015, 2021],
  ],
  [
    'Lung nodules on low-dose CT',
    'east',
    '1.1.0',
    733,
    2204,
    'BP1000113 IMG1000026 IMG1000062 CLIN1000065 COM1001366 COM1001370 VEN1 VEN2 COL1 SPEC1000019 SPEC1000022',
    [55, 80],
    [2017, 2023],
  ],
  [
    'Stomach cancer staging, multicentre',
    'south',
    '1.0.2',
    318,
    402,
    'BP1000302 IMG1000026 COM1001366 COM1001370 SPEC1000020 SPEC1000023',
    [38, 90],
  ],
  [
    'Brain tumours, imaging only',
    'east',
    '0.3.0',
    undefined,
    211,
    'BP1000051 IMG1000038 SPEC1000018 SPEC1000024',
  ],
  [
    'Breast MR & ultrasound <second reading>',
    'north',
    '2026.1',
    240,
    311,
    'BP1000136 IMG1000038 IMG1000040 CLIN1000060 COM1001370 VEN1 COL2 SPEC1000019 SPEC1000022',
    [31, 74],
    [2018, 2024],
  ],
];

/** A catalogue in memory over a handful of invented datasets: for tests of what stands above the port. */
export function sampleCatalogue(ontology: Ontology): Catalogue {
  const view = (row: Row, index: number, language: string): DatasetView =>
    toView(row, index, language, ontology);
  const fits = (dataset: DatasetView, question: SearchQuestion, without?: string): boolean =>
    question.text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => `${dataset.title} ${dataset.provider.label}`.toLowerCase().includes(word)) &&
    question.filters.every((filter) => filter.attribute === without || passes(dataset, filter, ontology));
  const found = (question: SearchQuestion, without?: string): DatasetView[] =>
    rows
      .map((row, index) => view(row, index, question.language))
      .filter((dataset) => fits(dataset, question, without));
  return {
    search: (question) => {
      const all = found(question);
      return { total: all.length, items: all.slice(question.offset, question.offset + question.limit) };
    },
    facets: (question) =>
      ontology.attributes.map((attribute) =>
        toFacet(attribute, found(question, attribute.name), question, ontology),
      ),
    dataset: (id, language) =>
      rows.map((row, index) => view(row, index, language)).find((dataset) => dataset.id === id),
    totals: () => ({
      datasets: rows.length,
      patients: rows.reduce((sum, [, , , patients]) => sum + (patients ?? 0), 0),
      studies: rows.reduce((sum, [, , , , studies]) => sum + (studies ?? 0), 0),
      providers: Object.keys(providers).length,
    }),
  };
}

function toView(row: Row, index: number, language: string, ontology: Ontology): DatasetView {
  const [title, provider, version, patients, studies, codes, age, year] = row;
  const values: Record<string, ValueView[]> = {};
  for (const code of codes.split(' ')) {
    const resolution = ontology.resolve(`EUCAIM:${code}`);
    if (resolution.state === 'unknown') throw new Error(`The sample has no concept ${code}.`);
    const { concept } = resolution;
    const attribute =
      ontology.attributes.find(({ scheme }) => scheme?.value === concept.scheme.value)?.name ?? '';
    (values[attribute] ??= []).push({
      code: concept.curie,
      label: concept.labels.get(language) ?? concept.labels.get('en') ?? code,
    });
  }
  return {
    id: `${provider}-${index + 1}`,
    iri: `https://meridian.example.org/id/${provider}/dataset/${index + 1}`,
    title,
    description: `${title}: images and clinical data of routine care, collected over several years.`,
    provider: { code: provider, label: providers[provider] ?? provider },
    version,
    keywords: ['oncology', 'imaging'],
    ...(patients === undefined ? {} : { patients }),
    ...(studies === undefined ? {} : { studies }),
    issued: '2026-03-01',
    modified: '2026-10-14',
    accessRights: 'http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC',
    values,
    ranges: {
      ...(age === undefined ? {} : { ageAtDiagnosis: { low: age[0], high: age[1] } }),
      ...(year === undefined ? {} : { yearOfDiagnosis: { low: year[0], high: year[1] } }),
    },
  };
}

function codesOf(dataset: DatasetView, attribute: string): readonly string[] {
  if (attribute === 'provider') return [dataset.provider.code];
  return (dataset.values[attribute] ?? []).map(({ code }) => code);
}

function has(dataset: DatasetView, attribute: string, code: string, ontology: Ontology): boolean {
  const resolution = ontology.resolve(code);
  const wanted =
    resolution.state === 'found'
      ? [...ontology.expand(resolution.concept)].map((iri) => ontology.concept(iri)?.curie ?? iri)
      : [code];
  return codesOf(dataset, attribute).some((value) => wanted.includes(value));
}

function passes(dataset: DatasetView, filter: Filter, ontology: Ontology): boolean {
  const { attribute, values, excluded, range: asked } = filter;
  const stated = dataset.ranges[attribute];
  const isUnknown = stated === undefined && codesOf(dataset, attribute).length === 0;
  if (excluded.some((code) => has(dataset, attribute, code, ontology))) return false;
  if (values.length === 0 && asked === undefined) return true;
  if (values.some((code) => (code === 'unknown' ? isUnknown : has(dataset, attribute, code, ontology))))
    return true;
  if (asked === undefined || stated === undefined) return false;
  return (
    (stated.high ?? Infinity) >= (asked.from ?? -Infinity) &&
    (stated.low ?? -Infinity) <= (asked.to ?? Infinity)
  );
}

function toFacet(
  attribute: Attribute,
  context: readonly DatasetView[],
  question: SearchQuestion,
  ontology: Ontology,
): Facet {
  const { name, facetKind: kind, scheme } = attribute;
  const chosen = question.filters.find((filter) => filter.attribute === name)?.values ?? [];
  const value = (code: string, label: string, depth: number): FacetValue => ({
    code,
    label,
    count: context.filter((dataset) => has(dataset, name, code, ontology)).length,
    selected: chosen.includes(code),
    depth,
  });
  const stated = context.flatMap(({ ranges }) => ranges[name] ?? []);
  return {
    attribute: name,
    label: attribute.labels.get(question.language) ?? attribute.labels.get('en') ?? name,
    kind,
    values:
      name === 'provider'
        ? Object.entries(providers).map(([id, title]) => value(id, title, 0))
        : (scheme === undefined ? [] : ontology.conceptsOf(scheme.value)).map((concept) =>
            value(
              concept.curie,
              concept.labels.get(question.language) ?? concept.labels.get('en') ?? concept.curie,
              ontology.ancestors(concept).size,
            ),
          ),
    unknown: context.filter(
      (dataset) => dataset.ranges[name] === undefined && codesOf(dataset, name).length === 0,
    ).length,
    ...(kind === 'range' && stated.length > 0
      ? {
          range: {
            low: Math.min(...stated.map(({ low }) => low ?? Infinity)),
            high: Math.max(...stated.map(({ high }) => high ?? -Infinity)),
          },
        }
      : {}),
  };
}
