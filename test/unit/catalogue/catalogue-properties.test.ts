import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Filter, SearchQuestion } from '../../../server/catalogue/catalogue.ts';
import { CatalogueIndex } from '../../../server/catalogue/catalogue-index.ts';
import { parseQuestion } from '../../../server/catalogue/parse-question.ts';
import { questionToParams } from '../../../server/catalogue/question-to-params.ts';
import { eucaim } from '../../../server/rdf/vocabulary.ts';
import { smallAttributes, smallOntology } from '../../support/small-ontology.ts';
import { datasetQuads, type SyntheticDataset } from './synthetic-catalogue.ts';

const ontology = smallOntology();
const codes = {
  modality: ['M0', 'M1', 'CT', 'CTP', 'DX', 'MR', 'PETCT', 'PET'],
  bodyPart: ['B0', 'TRUNK', 'ABD', 'LIVER', 'KIDNEY', 'CHEST', 'BRAIN'],
  sex: ['F', 'M'],
} as const;
type Coded = keyof typeof codes;

const some = (values: readonly string[]): fc.Arbitrary<string[]> =>
  fc.subarray([...values], { maxLength: Math.min(3, values.length) });
const end = fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined });

const datasets: fc.Arbitrary<SyntheticDataset[]> = fc.uniqueArray(
  fc.record({
    name: fc.integer({ min: 0, max: 99 }).map(String),
    provider: fc.constantFrom('north', 'south'),
    title: fc.constantFrom('Liver study', 'Brain study'),
    modality: some(codes.modality),
    bodyPart: some(codes.bodyPart),
    sex: some(codes.sex),
    age: fc
      .tuple(end, end)
      .map(([a, b]) => (a !== undefined && b !== undefined && a > b ? ([b, a] as const) : ([a, b] as const))),
  }),
  { maxLength: 12, selector: (dataset) => `${dataset.provider}/${dataset.name}` },
);

const codedFilter = fc
  .constantFrom<Coded>('modality', 'bodyPart', 'sex')
  .chain((attribute) =>
    fc
      .tuple(some([...codes[attribute], 'unknown']), some([...codes[attribute], 'unknown']))
      .map(([values, excluded]): Filter => ({ attribute, values, excluded })),
  );
const rangeFilter: fc.Arbitrary<Filter> = fc
  .record({ from: end, to: end, unknown: fc.boolean() })
  .filter(({ from, to }) => (from ?? to) !== undefined && (from ?? 0) <= (to ?? 9))
  .map(({ from, to, unknown }) => ({
    attribute: 'ageAtDiagnosis',
    values: unknown ? ['unknown'] : [],
    excluded: [],
    range: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
  }));
const filters: fc.Arbitrary<Filter[]> = fc.uniqueArray(fc.oneof(codedFilter, rangeFilter), {
  maxLength: 3,
  selector: (filter) => filter.attribute,
});

const ask = (given: readonly Filter[]): SearchQuestion => ({
  text: '',
  filters: given,
  language: 'en',
  limit: 200,
  offset: 0,
});

/** Whether a value lies at or below another one, a technique and its procedure being one. */
function lies(value: string, below: string): boolean {
  const together = value === 'CT' || value === 'CTP' ? ['CT', 'CTP'] : [value];
  if (together.includes(below)) return true;
  return together.some((member) => {
    const concept = ontology.concept(eucaim.namespace + member) ?? assert.fail(member);
    return concept.broader.some((iri) => lies(iri.slice(eucaim.namespace.length), below));
  });
}

function has(dataset: SyntheticDataset, attribute: string, value: string): boolean {
  const stated =
    attribute === 'ageAtDiagnosis'
      ? (dataset.age ?? []).filter((n) => n !== undefined)
      : dataset[attribute as Coded];
  if (value === 'unknown') return stated.length === 0;
  return stated.some((code) => lies(String(code), value));
}

function passes(dataset: SyntheticDataset, filter: Filter): boolean {
  const [low, high] = dataset.age ?? [];
  const overlaps =
    filter.range !== undefined &&
    (low ?? high) !== undefined &&
    (low ?? -99) <= (filter.range.to ?? 99) &&
    (high ?? 99) >= (filter.range.from ?? -99);
  const wanted =
    (filter.values.length === 0 && filter.range === undefined) ||
    overlaps ||
    filter.values.some((value) => has(dataset, filter.attribute, value));
  return wanted && !filter.excluded.some((value) => has(dataset, filter.attribute, value));
}

function indexOf(given: readonly SyntheticDataset[]): CatalogueIndex {
  const catalogue = new CatalogueIndex({ ontology, providers: [] });
  for (const provider of ['north', 'south']) {
    catalogue.replace(
      provider,
      'main',
      datasetQuads(given.filter((dataset) => dataset.provider === provider)),
    );
  }
  return catalogue;
}

describe('the catalogue index against a plain scan', () => {
  it('finds what a scan finds, for every combination of filters', () => {
    fc.assert(
      fc.property(datasets, filters, (given, chosen) => {
        const expected = given
          .filter((dataset) => chosen.every((filter) => passes(dataset, filter)))
          .map((dataset) => `${dataset.provider}-${dataset.name}`);
        const answer = indexOf(given).search(ask(chosen));
        assert.deepEqual(answer.items.map((item) => item.id).sort(), expected.sort());
        assert.equal(answer.total, expected.length);
      }),
      { numRuns: 300 },
    );
  });

  it('counts in every facet what a scan counts', () => {
    fc.assert(
      fc.property(datasets, filters, (given, chosen) => {
        for (const facet of indexOf(given).facets(ask(chosen))) {
          const context = given.filter((dataset) =>
            chosen.every((filter) => filter.attribute === facet.attribute || passes(dataset, filter)),
          );
          if (!Object.hasOwn(codes, facet.attribute)) continue;
          const attribute = facet.attribute as Coded;
          assert.equal(facet.unknown, context.filter((dataset) => dataset[attribute].length === 0).length);
          for (const value of facet.values) {
            const code = value.code.slice('EUCAIM:'.length);
            assert.equal(
              value.count,
              context.filter((dataset) => has(dataset, attribute, code)).length,
              code,
            );
          }
          // Every value that is stated is shown, once.
          const stated = new Set(
            context.flatMap((dataset) => dataset[attribute]).map((code) => (code === 'CTP' ? 'CT' : code)),
          );
          const shown = facet.values.map((value) => value.code.slice('EUCAIM:'.length));
          assert.equal(new Set(shown).size, shown.length);
          for (const code of stated) assert.ok(shown.includes(code), code);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads back what it writes as an address', () => {
    fc.assert(
      fc.property(
        filters,
        fc.nat(200),
        fc.nat(),
        fc.constantFrom('', 'liver ct'),
        (chosen, limit, offset, text) => {
          const said = chosen.filter(
            (filter) => filter.values.length + filter.excluded.length > 0 || filter.range !== undefined,
          );
          const question = { ...ask(said), limit, offset, text };
          assert.deepEqual(
            parseQuestion(questionToParams(question), { attributes: smallAttributes }),
            question,
          );
        },
      ),
    );
  });
});
