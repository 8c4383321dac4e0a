import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Facet, Filter, SearchQuestion } from '../../../server/catalogue/catalogue.ts';
import { CatalogueIndex } from '../../../server/catalogue/catalogue-index.ts';
import { MeridianError } from '../../../server/errors.ts';
import { literal, namedNode, quad } from '../../../server/rdf/terms.ts';
import { dcat, dct, eucaim, mer, rdf } from '../../../server/rdf/vocabulary.ts';
import { smallOntology } from '../../support/small-ontology.ts';
import { datasetQuads, type SyntheticDataset } from './synthetic-catalogue.ts';

const ontology = smallOntology();
const providers = [
  { id: 'north', title: 'North University Hospital' },
  { id: 'south', title: 'South Clinic' },
];

function index(datasets: readonly SyntheticDataset[]): CatalogueIndex {
  const catalogue = new CatalogueIndex({ ontology, providers });
  for (const provider of new Set(datasets.map((dataset) => dataset.provider))) {
    catalogue.replace(
      provider,
      'main',
      datasetQuads(datasets.filter((dataset) => dataset.provider === provider)),
    );
  }
  return catalogue;
}

function dataset(name: string, values: Partial<SyntheticDataset> = {}): SyntheticDataset {
  return {
    name,
    provider: 'north',
    title: `Dataset ${name}`,
    modality: [],
    bodyPart: [],
    sex: [],
    ...values,
  };
}

function ask(filters: readonly Partial<Filter>[] = [], text = ''): SearchQuestion {
  return {
    text,
    filters: filters.map((filter) => ({ attribute: 'modality', values: [], excluded: [], ...filter })),
    language: 'en',
    limit: 50,
    offset: 0,
  };
}

function facet(facets: readonly Facet[], attribute: string): Facet {
  return (
    facets.find((candidate) => candidate.attribute === attribute) ?? assert.fail(`no facet ${attribute}`)
  );
}

const rows = (found: Facet): string[] =>
  found.values.map((value) => `${'  '.repeat(value.depth)}${value.code} ${value.count}`);

function refusal(action: () => unknown): MeridianError {
  try {
    action();
  } catch (error) {
    if (error instanceof MeridianError) return error;
    throw error;
  }
  return assert.fail('nothing was refused');
}

describe('the catalogue index', () => {
  const catalogue = index([
    dataset('1', {
      title: 'Liver CT',
      modality: ['CT'],
      bodyPart: ['LIVER'],
      sex: ['F', 'M'],
      age: [40, 60],
    }),
    dataset('2', {
      title: 'Kidney CT',
      modality: ['CTP'],
      bodyPart: ['KIDNEY'],
      sex: ['F'],
      age: [70, undefined],
    }),
    dataset('3', {
      title: 'Both',
      modality: ['CT', 'CTP', 'MR'],
      bodyPart: ['LIVER', 'KIDNEY'],
      age: [10, 20],
    }),
    dataset('4', {
      provider: 'south',
      title: 'Brain MR',
      modality: ['MR'],
      bodyPart: ['BRAIN'],
      keywords: ['glioma'],
    }),
    dataset('5', { provider: 'south', title: 'Nothing known', description: 'Liver perhaps' }),
  ]);

  it('shows a technique and its procedure as one value', () => {
    const modality = facet(catalogue.facets(ask()), 'modality');
    assert.deepEqual(rows(modality), ['EUCAIM:CT 3', 'EUCAIM:MR 2']);
    assert.equal(modality.unknown, 1);
    assert.deepEqual(catalogue.dataset('north-3', 'de')?.values['modality'], [
      { code: 'EUCAIM:CT', label: 'Computertomographie' },
      { code: 'EUCAIM:MR', label: 'Magnetic resonance' },
    ]);
  });

  it('rolls up without counting a dataset twice, and shows an ancestor only where it tells something', () => {
    const bodyPart = facet(catalogue.facets(ask()), 'bodyPart');
    // The root B0 would stand for all four datasets that state a body part: a line that tells nothing.
    assert.deepEqual(rows(bodyPart), [
      'EUCAIM:ABD 3',
      '  EUCAIM:KIDNEY 2',
      '  EUCAIM:LIVER 2',
      'EUCAIM:BRAIN 1',
    ]);
  });

  it('counts each facet under all the other filters', () => {
    const facets = catalogue.facets(ask([{ values: ['CT'] }, { attribute: 'bodyPart', values: ['LIVER'] }]));
    // MR counts 1, not 2: the brain dataset is out by the filter on body part.
    assert.deepEqual(rows(facet(facets, 'modality')), ['EUCAIM:CT 2', 'EUCAIM:MR 1']);
    assert.deepEqual(
      facet(facets, 'modality').values.map((value) => value.selected),
      [true, false],
    );
  });

  it('keeps a chosen value in sight that no dataset of the context has', () => {
    const facets = catalogue.facets(ask([{ values: ['DX'] }, { attribute: 'bodyPart', values: ['BRAIN'] }]));
    assert.deepEqual(rows(facet(facets, 'modality')), ['EUCAIM:MR 1', 'EUCAIM:DX 0']);
  });

  it('takes codes of any style, and says what is near an unknown one', () => {
    for (const code of ['EUCAIM:CT', 'SNOMEDCT:CT', `${eucaim.namespace}CTP`]) {
      assert.equal(catalogue.search(ask([{ values: [code] }])).total, 3, code);
    }
    const error = refusal(() => catalogue.search(ask([{ values: ['EUCAIM:NIX'] }])));
    assert.equal(error.code, 'unknown-concept');
    assert.match(error.advice ?? '', /EUCAIM:CT \(Computed tomography\)/);
  });

  it('lists the known attributes where one is not known', () => {
    const error = refusal(() => catalogue.facets(ask([{ attribute: 'colour', values: ['RED'] }])));
    assert.equal(error.code, 'bad-request');
    assert.match(error.advice ?? '', /provider, bodyPart, modality/);
  });

  it('treats a range as overlap, a missing end as open, and a missing range as unknown', () => {
    const titles = (filter: Partial<Filter>): string[] =>
      catalogue.search(ask([{ attribute: 'ageAtDiagnosis', ...filter }])).items.map((item) => item.title);
    assert.deepEqual(titles({ range: { from: 60, to: 65 } }), ['Liver CT']);
    assert.deepEqual(titles({ range: { from: 65 } }), ['Kidney CT']);
    assert.deepEqual(titles({ range: { to: 15 }, values: ['unknown'] }), [
      'Both',
      'Brain MR',
      'Nothing known',
    ]);
    const age = facet(catalogue.facets(ask()), 'ageAtDiagnosis');
    assert.deepEqual(
      { range: age.range, unknown: age.unknown },
      { range: { low: 10, high: 70 }, unknown: 2 },
    );
  });

  it('keeps a dataset without a value when a value is excluded', () => {
    const titles = catalogue.search(ask([{ excluded: ['CT'] }])).items.map((item) => item.title);
    assert.deepEqual(titles, ['Brain MR', 'Nothing known']);
    assert.equal(catalogue.search(ask([{ excluded: ['CT', 'unknown'] }])).total, 1);
  });

  it('finds every word by its beginning, without accents, best place first', () => {
    const titles = (text: string): string[] =>
      catalogue.search(ask([], text)).items.map((item) => item.title);
    assert.deepEqual(titles('liver'), ['Liver CT', 'Both', 'Nothing known']);
    assert.deepEqual(titles('LÉB'), ['Both', 'Liver CT'], 'a value in another language');
    assert.deepEqual(titles('cat sc'), ['Liver CT', 'Both', 'Kidney CT'].toSorted(), 'a synonym');
    assert.deepEqual(titles('glio south'), ['Brain MR']);
    assert.deepEqual(titles('liver brain'), []);
  });

  it('names datasets by their provider and their own identifier', () => {
    const ids = catalogue.search(ask()).items.map((item) => item.id);
    assert.deepEqual(ids.toSorted(), ['north-1', 'north-2', 'north-3', 'south-4', 'south-5']);
    assert.equal(catalogue.dataset('north-1', 'en')?.provider.label, 'North University Hospital');
    assert.equal(catalogue.dataset('south-1', 'en'), undefined);
  });

  it('adds up the totals of the front page', () => {
    assert.deepEqual(catalogue.totals(), { datasets: 5, patients: 600, studies: 1200, providers: 2 });
  });

  it('forgets a submission that is replaced or removed', () => {
    const changing = index([dataset('1', { modality: ['CT'] })]);
    changing.replace('north', 'main', datasetQuads([dataset('2', { modality: ['MR'] })]));
    assert.deepEqual(rows(facet(changing.facets(ask()), 'modality')), ['EUCAIM:MR 1']);
    changing.replace('north', 'main', undefined);
    assert.equal(changing.search(ask()).total, 0);
  });

  it('joins what several submissions say about one dataset', () => {
    const joined = index([dataset('1', { modality: ['CT'] })]);
    joined.replace('north', 'more', datasetQuads([dataset('1', { modality: ['MR'], sex: ['F'] })]));
    assert.equal(joined.search(ask()).total, 1);
    assert.deepEqual(
      joined.dataset('north-1', 'en')?.values['modality']?.map((value) => value.code),
      ['EUCAIM:CT', 'EUCAIM:MR'],
    );
  });

  it('reads a reviewed value outside the scheme as known, and an unmapped one as unknown', () => {
    const subject = namedNode('http://example.org/id/north/dataset/9');
    const reviewed = new CatalogueIndex({ ontology, providers });
    reviewed.replace('north', 'main', [
      quad(subject, rdf.type, dcat.Dataset),
      quad(subject, eucaim.hasImageModality, mer.NotInScheme),
      quad(subject, eucaim.hasBirthSex, literal('w')),
      quad(subject, dct.title, literal('Neuf', 'fr')),
    ]);
    const facets = reviewed.facets(ask());
    assert.deepEqual([facet(facets, 'modality').unknown, facet(facets, 'sex').unknown], [0, 1]);
    assert.equal(reviewed.dataset('north-9', 'en')?.title, 'Neuf');
    assert.deepEqual(rows(facet(facets, 'provider')), ['north 1']);
  });
});
