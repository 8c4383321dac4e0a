import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { packEntries, type PackedEntry } from '../support/pack-delivery.ts';
import { callers, conformingCatalogue, RunningNode, type Caller } from '../support/running-node.ts';

const omopSample = join(import.meta.dirname, '..', '..', 'mappings', 'sources', 'omop', 'sample');
const patients = 'SELECT (COUNT(?p) AS ?n) { ?p a <https://cancerimage.eu/ontology/EUCAIM#COM1001047> }';
const datasets = 'SELECT (COUNT(?d) AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> }';
let node: RunningNode;

before(async () => {
  node = await RunningNode.start({
    limits: {
      submissionBytes: 4 * 1024 * 1024,
      queryMilliseconds: 1500,
      anonymousQueryMilliseconds: 1500,
      nodeMilliseconds: 1000,
    },
  });
  const tables = ['COHORT', 'CONDITION_OCCURRENCE', 'MEASUREMENT', 'PERSON', 'PROCEDURE_OCCURRENCE'];
  const delivery = await packEntries([
    [
      'delivery.yaml',
      "profile: eucaim-2.0\nsources:\n  - { source: dcat, files: ['*.ttl'] }\n  - { source: omop, files: ['omop/*.csv'] }\n",
    ],
    ['catalogue.ttl', conformingCatalogue],
    ...tables.map((name): PackedEntry => [`omop/${name}.csv`, readFileSync(join(omopSample, `${name}.csv`))]),
  ]);
  const response = await node.publish('/providers/north/submissions/main', delivery, 'application/x-tar');
  assert.equal(response.status, 201, await response.text());
});

after(async () => {
  await node.stop();
});

/** The one number of a query's answer. */
async function number(query: string, options: { as?: Caller; parameters?: string } = {}): Promise<number> {
  const { as = 'anonymous', parameters = '' } = options;
  const response = await node.ask(`/sparql?query=${encodeURIComponent(query)}${parameters}`, {
    as,
    accept: 'text/csv',
  });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return Number(text.trim().split(/\r?\n/)[1]);
}

/** The number, or `refused` where the query is said to ask for patient records. */
async function numberOrRefusal(
  query: string,
  options: { as?: Caller; parameters?: string } = {},
): Promise<number | 'refused'> {
  const { as = 'anonymous', parameters = '' } = options;
  const response = await node.ask(`/sparql?query=${encodeURIComponent(query)}${parameters}`, {
    as,
    accept: 'text/csv',
  });
  if (response.status !== 422) return number(query, options);
  assert.match(await response.text(), /patient records/);
  return 'refused';
}

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  mediaType: string,
  path = '/sparql',
): Promise<Response> =>
  node.ask(path, { method: 'POST', body, headers: { 'content-type': mediaType }, accept: 'text/csv' });
const graph = (plane: string): string => `${node.base}/graph/north/main/${plane}`;

describe('the ways to send a query', () => {
  it('GET, a form and a direct POST all give the same', async () => {
    const form = new URLSearchParams({ query: datasets }).toString();
    const answers = await Promise.all([
      node.ask(`/sparql?${form}`, { accept: 'text/csv' }),
      post(form, 'application/x-www-form-urlencoded'),
      post(form, 'application/x-www-form-urlencoded; charset=UTF-8'),
      post(datasets, 'application/sparql-query'),
      post(datasets, 'application/sparql-query; charset=utf-8'),
    ]);
    for (const answer of answers) assert.equal(await answer.text(), 'n\r\n1\r\n');
  });

  it('without a query, GET describes the service and POST is a mistake', async () => {
    const description = await node.ask('/sparql', { accept: 'text/turtle' });
    assert.match(await description.text(), /sd:Service/);
    const empty = await post('default-graph-uri=x', 'application/x-www-form-urlencoded');
    assert.equal(empty.status, 400);
  });

  for (const [what, status, ask] of [
    ['two queries', 400, () => node.ask(`/sparql?query=ASK%7B%7D&query=ASK%7B%7D`)],
    [
      'two queries in a form',
      400,
      () => post('query=ASK%7B%7D&query=ASK%7B%7D', 'application/x-www-form-urlencoded'),
    ],
    ['an empty query', 400, () => node.ask('/sparql?query=')],
    [
      'bytes that are not UTF-8',
      400,
      () => post(new Uint8Array([0x41, 0xff, 0xfe]), 'application/sparql-query'),
    ],
    ['a query of another type', 415, () => post(datasets, 'text/plain')],
    ['an update', 400, () => post('INSERT DATA { <a:a> <a:b> <a:c> }', 'application/sparql-query')],
    [
      'an update by its own type',
      415,
      () => post('INSERT DATA { <a:a> <a:b> <a:c> }', 'application/sparql-update'),
    ],
    ['an update in a form', 400, () => post('update=CLEAR+ALL', 'application/x-www-form-urlencoded')],
    [
      'a query that calls another server',
      422,
      () => post('ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }', 'application/sparql-query'),
    ],
    [
      'a silent call of another server',
      422,
      () => post('SELECT * { ?s ?g ?o SERVICE SILENT ?s { ?a ?b ?c } }', 'application/sparql-query'),
    ],
    ['nesting without end', 400, () => post(`ASK ${'{'.repeat(20_000)}`, 'application/sparql-query')],
  ] as const) {
    it(`${what} is refused`, async () => {
      const response = await ask();
      const problem = (await response.json()) as { detail: string };
      assert.equal(response.status, status, problem.detail);
      assert.equal(await number(datasets), 1, 'nothing has changed');
    });
  }

  it('a query that does not parse is told its line and column', async () => {
    const response = await post('SELECT *\nWHERE { ?s ?p }', 'application/sparql-query');
    assert.equal(response.status, 400);
    assert.deepEqual(((await response.json()) as { place: unknown }).place, { line: 2, column: 15 });
  });
});

describe('the record plane', () => {
  const seen: Readonly<Record<Caller, boolean>> = {
    anonymous: false,
    own: true,
    other: false,
    editor: false,
    researcher: false,
    committee: false,
    operator: false,
  };

  for (const caller of callers) {
    it(`is ${seen[caller] ? 'whole' : 'not there'} for ${caller}, however it is asked`, async () => {
      const record = graph('record');
      const named = `SELECT (COUNT(*) AS ?n) { GRAPH <${record}> { ?s ?p ?o } }`;
      const any = `SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/record')) }`;
      const type = '?p a <https://cancerimage.eu/ontology/EUCAIM#COM1001047>';
      const encoded = encodeURIComponent(record);
      const byTerm = [
        await numberOrRefusal(patients, { as: caller }),
        await numberOrRefusal(`SELECT (COUNT(?p) AS ?n) FROM <${record}> { ${type} }`, { as: caller }),
        await numberOrRefusal(
          `BASE <${node.base}/graph/> SELECT (COUNT(?p) AS ?n) FROM <north/main/record> { ${type} }`,
          { as: caller },
        ),
        await numberOrRefusal(`SELECT (COUNT(?p) AS ?n) FROM NAMED <${record}> { GRAPH ?g { ${type} } }`, {
          as: caller,
        }),
        await numberOrRefusal(patients, { as: caller, parameters: `&default-graph-uri=${encoded}` }),
        await numberOrRefusal(`SELECT (COUNT(?p) AS ?n) { GRAPH ?g { ${type} } }`, {
          as: caller,
          parameters: `&named-graph-uri=${encoded}`,
        }),
      ];
      const byGraph = [await number(named, { as: caller }), await number(any, { as: caller })];
      if (seen[caller]) {
        assert.ok(
          [...byTerm, ...byGraph].every((count) => Number(count) > 0),
          JSON.stringify([byTerm, byGraph]),
        );
      } else {
        // What names a term of the plane is refused: an empty answer would be a wrong number.
        assert.ok(
          byTerm.every((count) => count === 'refused'),
          JSON.stringify(byTerm),
        );
        assert.deepEqual(byGraph, [0, 0]);
      }
      const direct = await node.ask('/graph/north/main/record', { as: caller });
      const indirect = await node.ask(`/graphs?graph=${encoded}`, { as: caller });
      assert.deepEqual([direct.status, indirect.status], seen[caller] ? [200, 200] : [404, 404]);
      const list = (await node.json('/graphs', { as: caller })).body as { graphs: string[] };
      assert.equal(list.graphs.includes(record), seen[caller]);
      const description = await node.ask('/sparql', { as: caller, accept: 'application/n-triples' });
      assert.equal((await description.text()).includes(record), seen[caller]);
      const construct = await node.ask(
        `/sparql?query=${encodeURIComponent('CONSTRUCT WHERE { ?s ?p ?o }')}`,
        {
          as: caller,
          accept: 'application/n-triples',
        },
      );
      assert.equal((await construct.text()).includes('/id/north/patient/'), seen[caller]);
      assert.match(construct.headers.get('vary') ?? '', /authorization/);
    });
  }

  it('shows nowhere else: not in pages, catalogue, search, GraphQL or library queries', async () => {
    for (const path of [
      '/catalog',
      '/datasets/north-1',
      '/search',
      '/facets',
      '/queries/counts',
      '/graphql?query={datasets{nodes{id,iri}}}',
    ]) {
      for (const accept of ['text/html', 'application/json', 'text/turtle', '*/*']) {
        const text = await (await node.ask(path, { accept })).text();
        assert.doesNotMatch(text, /\/(patient|study|series|condition)\/[0-9a-f]{32}/, `${path} as ${accept}`);
      }
    }
  });

  it('is not told from an empty one: a graph that may not be read and one that is not there answer the same', async () => {
    const bodies = await Promise.all(
      ['record', 'nothing'].map(async (plane) => {
        const response = await node.ask(`/graph/north/main/${plane}`);
        const { detail, status } = (await response.json()) as { detail: string; status: number };
        return [status, detail.replaceAll(plane, '')];
      }),
    );
    assert.deepEqual(bodies[0], bodies[1]);
  });
});

describe('the dataset of a query', () => {
  it('is narrowed by FROM and by the protocol, which wins', async () => {
    const catalogue = graph('catalogue');
    assert.equal(
      await number(
        `SELECT (COUNT(?d) AS ?n) FROM <${catalogue}> { ?d a <http://www.w3.org/ns/dcat#Dataset> }`,
      ),
      1,
    );
    const ontology = encodeURIComponent(`${node.base}/graph/ontology`);
    assert.equal(await number(datasets, { parameters: `&default-graph-uri=${ontology}` }), 0);
    const both = `SELECT (COUNT(?d) AS ?n) FROM <${catalogue}> { ?d a <http://www.w3.org/ns/dcat#Dataset> }`;
    assert.equal(await number(both, { parameters: `&default-graph-uri=${ontology}` }), 0);
    assert.equal(await number(`SELECT (COUNT(*) AS ?n) FROM NAMED <${catalogue}> { ?s ?p ?o }`), 0);
  });

  it('may be empty', async () => {
    assert.equal(
      await number('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }', { parameters: '&default-graph-uri=urn:nothing' }),
      0,
    );
  });
});

describe('a query that takes too long', () => {
  it('ends with 503, and the node answers the next one', async () => {
    const endless = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }';
    const started = performance.now();
    const response = await post(endless, 'application/sparql-query');
    assert.equal(response.status, 503);
    assert.equal(((await response.json()) as { code: string }).code, 'timeout');
    assert.ok(performance.now() - started < 10_000);
    assert.equal(await number(datasets), 1);
    assert.equal((await number(patients, { as: 'own' })) > 0, true);
  });
});
