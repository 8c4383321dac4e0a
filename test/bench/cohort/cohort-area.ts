import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Store } from 'oxigraph';
import { generatePopulation } from '../../../server/cli/demo/generate-population.ts';
import { truthOf, type Truth } from '../../../server/cli/demo/truth.ts';
import { CohortIndex } from '../../../server/cohort/cohort-index.ts';
import { compileDefinition } from '../../../server/cohort/compile-definition.ts';
import { addCounts, countThings } from '../../../server/cohort/count-things.ts';
import type { CohortDefinition } from '../../../server/cohort/definition.ts';
import { toNTriples } from '../../../server/rdf/n-triples.ts';
import { repositoryOntology } from '../../support/ontology.ts';
import { seed, type BenchArea } from '../support/bench.ts';
import { certainCountQuery, type QueryStyle } from './certain-count-query.ts';
import { numberIn } from '../support/number-in.ts';
import { populationQuads } from './population-quads.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'queries', 'cohort');
const styles: readonly QueryStyle[] = ['join', 'sub-selects'];

export const cohortArea: BenchArea = {
  name: 'cohort',
  title: 'counting patients by the definitions of queries/cohort',
  ours: 'the cohort index: codes understood and expanded, certain and possible count',
  peer: 'SPARQL on Oxigraph in process: certain count only, codes expanded before, the faster of two ways to write it',
  async run(bench) {
    const ontology = await repositoryOntology();
    const population = generatePopulation(seed, 1);
    const truth = truthOf(population, seed, 1, folder);
    const index = new CohortIndex({ ontology });
    const store = new Store();
    let quads = 0;
    for (const provider of population.providers) {
      const record = populationQuads(provider, ontology);
      index.replace(provider.name, 'main', record);
      store.load(toNTriples(record), { format: 'application/n-triples' });
      quads += record.length;
    }
    const providers = index.providers();
    const things = Object.values(truth.providers);
    const sum = (of: (each: (typeof things)[number]) => number): string =>
      things.reduce((total, each) => total + of(each), 0).toLocaleString('en');
    bench.input(
      `${sum((each) => each.patients)} patients, ${sum((each) => each.conditions)} diagnoses, ` +
        `${sum((each) => each.series)} series of ${providers.length} providers; ${quads.toLocaleString('en')} triples`,
    );

    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const name = file.replace(/\.json$/, '');
      const definition = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CohortDefinition;
      const both = (): { low: number; high: number } => {
        const compiled = compileDefinition(definition, ontology);
        return addCounts(providers.map((provider) => countThings(compiled, provider)));
      };
      const { low, high } = both();
      assert.deepEqual({ low, high }, plantedIn(truth, name), `${name} is not counted as it was planted`);
      const compiled = compileDefinition(definition, ontology);
      const queries = styles.map((style) => certainCountQuery(compiled, style));
      await bench.compare(
        `${name} (${low} to ${high})`,
        { ours: () => both().low, peer: fastest(queries.map((query) => () => numberIn(store, query))) },
        { rounds: 7 },
      );
    }
  },
};

/** The bounds that the generator of the sample found by itself. */
function plantedIn(truth: Truth, name: string): { low: number; high: number } {
  const bounds = Object.values(truth.cohorts[name] ?? {});
  return {
    low: bounds.reduce((total, { certain }) => total + certain, 0),
    high: bounds.reduce((total, { possible }) => total + possible, 0),
  };
}

/** The way that took least, each tried twice; all must give the same number. */
function fastest(ways: readonly (() => number)[]): () => number {
  const tried = ways.map((way) => {
    const answer = way();
    const start = performance.now();
    assert.equal(way(), answer);
    return { way, answer, time: performance.now() - start };
  });
  const [best] = tried.sort((a, b) => a.time - b.time);
  assert.ok(best !== undefined);
  for (const { answer } of tried) assert.equal(answer, best.answer);
  return best.way;
}
