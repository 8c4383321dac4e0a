import assert from 'node:assert/strict';
import type { Catalogue, Filter, SearchQuestion } from '../../../server/catalogue/catalogue.ts';
import { CatalogueIndex } from '../../../server/catalogue/catalogue-index.ts';
import { Random } from '../../../server/cli/demo/random.ts';
import { repositoryOntology } from '../../support/ontology.ts';
import { seed, type BenchArea } from '../support/bench.ts';
import { manyDatasets, soughtWord } from './many-datasets.ts';
import { SparqlCatalogue, type CatalogueAnswer } from './sparql-catalogue.ts';

const size = 5000;

const magneticResonance = filter('modality', 'EUCAIM:IMG1000038');
const abdomen = filter('bodyPart', 'EUCAIM:BP1000173');
const female = filter('sex', 'EUCAIM:COM1001370');
const middleAge: Filter = {
  attribute: 'ageAtDiagnosis',
  values: [],
  excluded: [],
  range: { from: 40, to: 50 },
};

const questions: readonly (readonly [label: string, text: string, filters: readonly Filter[]])[] = [
  ['everything', '', []],
  ['one filter', '', [magneticResonance]],
  ['three filters', '', [magneticResonance, abdomen, female]],
  ['a range', '', [middleAge]],
  ['a word and a filter', soughtWord, [female]],
];

export const searchArea: BenchArea = {
  name: 'search',
  title: 'a page of datasets with all facets in context',
  ours: 'the catalogue index: search and facets',
  peer: 'SPARQL on Oxigraph in process: total, page and a GROUP BY for each facet, hierarchies closed before',
  async run(bench) {
    const ontology = await repositoryOntology();
    const { quads } = manyDatasets(size, ontology, new Random(seed));
    const index = new CatalogueIndex({ ontology, providers: [] });
    index.replace('all', 'main', quads);
    const peer = new SparqlCatalogue(quads, ontology);
    bench.input(
      `${size.toLocaleString('en')} datasets, ${quads.length.toLocaleString('en')} triples, ` +
        `${ontology.attributes.length} facets; peer with ${(peer.size - quads.length).toLocaleString('en')} more for the hierarchies`,
    );
    for (const [label, text, filters] of questions) {
      const question: SearchQuestion = { text, filters, language: 'en', limit: 20, offset: 0 };
      const { total } = index.search(question);
      assert.ok(total > 0, `${label} finds nothing`);
      await bench.compare(
        `${label} (${total.toLocaleString('en')} found)`,
        { ours: () => answerOf(index, question), peer: () => peer.answer(question) },
        { rounds: 5, same },
      );
    }
  },
};

function filter(attribute: string, code: string): Filter {
  return { attribute, values: [code], excluded: [] };
}

function answerOf(catalogue: Catalogue, question: SearchQuestion): CatalogueAnswer {
  const { total, items } = catalogue.search(question);
  return {
    total,
    titles: question.text === '' ? items.map(({ title }) => title) : undefined,
    facets: Object.fromEntries(
      catalogue.facets(question).map(({ attribute, values, unknown, range }) => [
        attribute,
        {
          counts: new Map(values.map(({ code, count }) => [code, count])),
          unknown,
          ...(range === undefined ? {} : { range }),
        },
      ]),
    ),
  };
}

/** A facet shows fewer rows than SPARQL counts (no row that would group nothing): those it shows must be equal. */
function same(ours: CatalogueAnswer, peer: CatalogueAnswer): void {
  assert.equal(ours.total, peer.total);
  assert.deepEqual(ours.titles, peer.titles);
  for (const [attribute, { counts, unknown, range }] of Object.entries(ours.facets)) {
    const other = peer.facets[attribute];
    assert.deepEqual(
      [...counts],
      [...counts.keys()].map((code) => [code, other?.counts.get(code) ?? 0]),
      attribute,
    );
    assert.deepEqual({ unknown, range }, { unknown: other?.unknown, range: other?.range }, attribute);
  }
}
