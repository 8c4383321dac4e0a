import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { CohortReply } from '../../server/cohort/reply.ts';
import type { Truth } from '../../server/cli/demo/truth.ts';
import { RunningDemo } from '../support/running-demo.ts';

const root = join(import.meta.dirname, '..', '..');
const mainFile = join(root, 'server', 'main.ts');
const providers = ['north', 'south', 'east'] as const;
const countDatasets = 'SELECT (COUNT(?d) AS ?n) WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }';

interface SparqlAnswer {
  readonly results: { readonly bindings: readonly { readonly n: { readonly value: string } }[] };
  readonly meridian?: {
    readonly partial: boolean;
    readonly nodes: readonly { readonly node: string; readonly state: string; readonly error?: string }[];
  };
}

describe('the demonstration', () => {
  let demo: RunningDemo;
  let truth: Truth;

  before(async () => {
    demo = await RunningDemo.start({ scale: 1 });
    truth = demo.truth() as Truth;
  });
  after(async () => {
    await demo.stop();
  });

  const sparql = async (base: string, path: string): Promise<SparqlAnswer> => {
    const response = await fetch(`${base}${path}?query=${encodeURIComponent(countDatasets)}`, {
      headers: { accept: 'application/sparql-results+json' },
    });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as SparqlAnswer;
  };
  const countOf = (answer: SparqlAnswer): number => Number(answer.results.bindings[0]?.n.value);

  const countCohort = async (name: string): Promise<CohortReply> => {
    const response = await fetch(`${demo.base('hub')}/federation/cohorts/count`, {
      method: 'POST',
      headers: { authorization: `Bearer ${demo.token('researcher')}`, 'content-type': 'application/json' },
      body: readFileSync(join(root, 'queries', 'cohort', `${name}.json`)),
    });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as CohortReply;
  };

  it('prints four addresses that all answer', async () => {
    const addresses = demo.output().match(/^http:\/\/127\.0\.0\.1:\d+/gm) ?? [];
    assert.equal(addresses.length, 4, demo.output());
    for (const address of addresses) assert.equal((await fetch(`${address}/health/ready`)).status, 200);
  });

  it('counts over the federation what the three nodes count together', async () => {
    const parts = await Promise.all(
      providers.map(async (node) => countOf(await sparql(demo.base(node), '/sparql'))),
    );
    const federated = await sparql(demo.base('hub'), '/federation/sparql');
    assert.equal(
      countOf(federated),
      parts.reduce((sum, part) => sum + part, 0),
    );
    assert.deepEqual(
      parts,
      providers.map((node) => truth.providers[node].datasets),
    );
    assert.equal(federated.meridian?.partial, false);
  });

  it('shows every dataset once in the search of the hub', async () => {
    const response = await fetch(`${demo.base('hub')}/search?limit=200`);
    const { total, items } = (await response.json()) as { total: number; items: { iri: string }[] };
    const planted = providers.reduce((sum, node) => sum + truth.providers[node].datasets, 0);
    assert.equal(total, planted);
    assert.equal(new Set(items.map(({ iri }) => iri)).size, planted);
  });

  for (const name of readdirSync(join(root, 'queries', 'cohort')).filter((file) => file.endsWith('.json'))) {
    const cohort = name.replace(/\.json$/, '');
    it(`counts the cohort ${cohort} as it was planted`, async () => {
      const reply = await countCohort(cohort);
      for (const node of providers) {
        const bounds = truth.cohorts[cohort]?.[node];
        const answer = reply.nodes.find((each) => each.node === node);
        assert.equal(answer?.state, 'answered');
        assert.ok(bounds !== undefined && answer.count !== undefined);
        assertShows(answer.count, bounds, node);
        assert.ok(answer.receipt.length > 0);
        for (const leaf of answer.receipt) assert.match(leaf.path, /^\/where/);
      }
    });
  }

  it('shows exactly what was planted for prostate cancer with MR, at all three nodes', async () => {
    // The samples are chosen so that no number is small enough for the gate to widen it.
    const reply = await countCohort('prostate-mr');
    for (const node of providers) {
      const planted = truth.cohorts['prostate-mr']?.[node];
      const shown = reply.nodes.find((each) => each.node === node);
      assert.deepEqual(
        { certain: shown?.count?.low, possible: shown?.count?.high },
        { certain: planted?.certain, possible: planted?.possible },
        node,
      );
      assert.ok(shown?.receipt.every(({ by }) => by.length > 0));
    }
  });

  it('refuses cohorts and records to those without a role', async () => {
    const anonymous = await fetch(`${demo.base('north')}/cohorts/count`, { method: 'POST', body: '{}' });
    assert.equal(anonymous.status, 401);
    const graphs = (await (await fetch(`${demo.base('north')}/graphs`)).json()) as { graphs: string[] };
    assert.ok(graphs.graphs.every((graph) => !graph.endsWith('/record')));
    const query =
      'SELECT (COUNT(*) AS ?n) WHERE { ?study a <https://cancerimage.eu/ontology/EUCAIM#IMG1016308> }';
    const ask = (token?: string): Promise<Response> =>
      fetch(`${demo.base('north')}/sparql?query=${encodeURIComponent(query)}`, {
        headers: {
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
      });
    // Not an empty answer, which would be a wrong number: refused, with the way to count.
    for (const token of [undefined, demo.token('researcher')]) {
      const refused = await ask(token);
      assert.equal(refused.status, 422);
      assert.match(await refused.text(), /cohorts\/count/);
    }
    const own = (await (await ask(demo.token('north'))).json()) as SparqlAnswer;
    assert.equal(countOf(own), truth.providers.north.studies);
  });

  it('keeps a submission that was acknowledged right before kill -9', async () => {
    const node = await ServedNode.start(demo);
    const address = `${demo.base('east')}/providers/east/submissions/late`;
    try {
      const published = await fetch(address, {
        method: 'PUT',
        headers: { authorization: `Bearer ${demo.token('east')}`, 'content-type': 'text/turtle' },
        body: validDataset,
      });
      assert.equal(published.status, 201, await published.text());
    } finally {
      await node.kill();
    }
    const again = await ServedNode.start(demo);
    try {
      const headers = { authorization: `Bearer ${demo.token('east')}` };
      assert.equal((await fetch(address, { headers })).status, 200);
      assert.equal((await fetch(`${demo.base('east')}/datasets/east-afterwards`)).status, 200);
    } finally {
      await again.kill();
    }
  });

  it('answers without a node that is down, says so and names it', async () => {
    // The node east was killed by the test before, as an operator would see it.
    const answer = await sparql(demo.base('hub'), '/federation/sparql');
    assert.equal(answer.meridian?.partial, true);
    const states = Object.fromEntries(answer.meridian.nodes.map(({ node, state }) => [node, state]));
    assert.deepEqual(states, { north: 'answered', south: 'answered', east: 'failed' });
    assert.equal(countOf(answer), truth.providers.north.datasets + truth.providers.south.datasets);
    const reply = await countCohort('prostate-mr');
    assert.equal(reply.nodes.find(({ node }) => node === 'east')?.state, 'failed');
    assert.equal(reply.nodes.find(({ node }) => node === 'north')?.state, 'answered');
  });

  it('says on the command line whether a file conforms, by exit code and place', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['--no-warnings', mainFile, ...args], {
        encoding: 'utf8',
        cwd: demo.folder,
      });
    const good = run('validate', 'samples/north/catalogue/datasets.ttl');
    assert.equal(good.status, 0, good.stdout + good.stderr);
    const bad = run('validate', join(root, 'test/fixtures/validate/dataset-without-title.ttl'));
    assert.equal(bad.status, 1);
    assert.match(bad.stdout, /line \d+: violation/);
    const unreadable = run('validate', join(root, 'test/fixtures/validate/unclosed-string.ttl'));
    assert.equal(unreadable.status, 2);
    assert.match(unreadable.stderr, /unclosed-string\.ttl, line \d+/);
  });
});

/** The gate shows the truth itself, or hides a small number; what it shows always holds the truth. */
function assertShows(
  count: { readonly low: number; readonly high: number; readonly suppressed: boolean },
  { certain, possible }: { readonly certain: number; readonly possible: number },
  node: string,
): void {
  const shown = `${node}: shown ${count.low} to ${count.high}, planted ${certain} to ${possible}`;
  if (count.suppressed) {
    assert.ok(possible < 10 || certain < 10, shown);
    return;
  }
  assert.ok(count.low <= certain && count.high >= possible, shown);
  const plain = (value: number): boolean => value === 0 || value >= 10;
  if (plain(certain) && plain(possible) && plain(possible - certain)) {
    assert.deepEqual({ low: count.low, high: count.high }, { low: certain, high: possible }, shown);
  }
}

/** The node east of a demonstration, run anew so that it can be killed. */
class ServedNode {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(demo: RunningDemo): Promise<ServedNode> {
    await stopNode(demo.base('east'), demo);
    const child = spawn(
      process.execPath,
      ['--no-warnings', mainFile, 'serve', '--config', demo.configFile('east')],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(child.stdout, 'data');
    return new ServedNode(child);
  }

  async kill(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }
}

/** Kills the demonstration's own process of a node, if it still runs. */
async function stopNode(base: string, demo: RunningDemo): Promise<void> {
  const pid = demo.pid(new URL(base).port);
  if (pid === undefined || demo.output().includes('East Cancer Institute stopped')) return;
  process.kill(pid, 'SIGKILL');
  while (
    await fetch(`${base}/health/live`).then(
      () => true,
      () => false,
    )
  ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A complete dataset that is not in the samples. */
const validDataset = readFileSync(
  join(root, 'test/fixtures/validate/dataset-that-conforms-to-eucaim.ttl'),
  'utf8',
)
  .replaceAll('dataset/1>', 'dataset/afterwards>')
  .replaceAll('distribution/1>', 'distribution/afterwards>')
  .replace('"north-1"', '"afterwards"');
