import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { namedNode } from '../../../server/rdf/terms.ts';
import { OxigraphWorkerStore } from '../../../server/store/oxigraph-worker-store.ts';

const graph = namedNode('http://example.org/g');
const content = new TextEncoder().encode('<http://example.org/a> <http://example.org/p> "1" .\n');
const query = (text: string, deadline?: number): Parameters<OxigraphWorkerStore['query']>[0] => ({
  text,
  defaultGraphs: [graph],
  namedGraphs: [],
  mediaType: 'text/csv',
  ...(deadline === undefined ? {} : { deadline }),
});
/** Exhausts the stack of the engine, which is a trap and not an error. */
const trap = `SELECT * WHERE {${'{'.repeat(20_000)}?s ?p ?o${'}'.repeat(20_000)}}`;
const runaway = `SELECT (COUNT(*) AS ?n) WHERE { ${'VALUES ?v { 1 2 3 4 5 6 7 8 9 } '.replaceAll('?v', '?a')}${Array.from(
  { length: 12 },
  (_, i) => `VALUES ?v${i} { 1 2 3 4 5 6 7 8 9 }`,
).join(' ')} }`;

function rejectsWith(promise: Promise<unknown>, code: string): Promise<void> {
  return assert.rejects(promise, (error) => error instanceof MeridianError && error.code === code);
}

describe('OxigraphWorkerStore', () => {
  let store: OxigraphWorkerStore;
  before(async () => {
    store = await OxigraphWorkerStore.open({ queueLimit: 3, deadline: 5000 });
    await store.replaceGraphs([{ graph, triples: content }]);
  });
  after(() => store.close());

  it('starts the engine anew after a trap, with all graphs', async () => {
    await rejectsWith(store.query(query(trap)), 'internal');
    assert.equal(await store.count(), 1);
    const csv = new TextDecoder().decode(await store.query(query('SELECT ?o WHERE { ?s ?p ?o }')));
    assert.match(csv, /^o\r?\n1/);
  });

  it('answers a query that waits behind a trap', async () => {
    const [failed, answered] = await Promise.allSettled([
      store.query(query(trap)),
      store.query(query('ASK { ?s ?p ?o }')),
    ]);
    assert.equal(failed.status, 'rejected');
    assert.equal(answered.status, 'fulfilled');
  });

  it('refuses queries past the limit of its queue, and takes them again later', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, () => store.query(query('ASK { ?s ?p ?o }'))),
    );
    const refused = all.filter((each) => each.status === 'rejected');
    assert.equal(refused.length, 6);
    assert.ok(refused.every((each) => (each.reason as MeridianError).code === 'overloaded'));
    await store.query(query('ASK { ?s ?p ?o }'));
  });

  it('ends a query that would run for hours within its deadline', async () => {
    const start = performance.now();
    await rejectsWith(store.query(query(runaway, 150)), 'timeout');
    assert.ok(performance.now() - start < 1500);
    assert.equal(await store.count(), 1);
  });

  it('fails what waits when it is closed', async () => {
    const closing = await OxigraphWorkerStore.open();
    const waiting = [1, 2, 3].map(() => closing.query(query(runaway)));
    const outcome = Promise.allSettled(waiting);
    await closing.close();
    assert.deepEqual(
      (await outcome).map((each) => each.status),
      ['rejected', 'rejected', 'rejected'],
    );
    await rejectsWith(closing.count(), 'internal');
  });
});
