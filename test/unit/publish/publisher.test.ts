import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { MeridianError } from '../../../server/errors.ts';
import { Publisher } from '../../../server/publish/publisher.ts';
import type { PublisherParts, PublishResult } from '../../../server/publish/publication.ts';
import { SqliteSubmissionRecord } from '../../../server/publish/sqlite-submission-record.ts';
import { OxigraphWorkerStore } from '../../../server/store/oxigraph-worker-store.ts';
import { namedNode } from '../../../server/rdf/terms.ts';
import { DirectPreparer } from '../../support/direct-preparer.ts';
import { MemoryStore } from './memory-store.ts';
import { base, bytes, dataset, patient, tar, temporaryFolder } from './small-data.ts';
import { smallTools } from './small-tools.ts';

type Open = Partial<PublisherParts> & { readonly file: string };

interface Opened {
  readonly publisher: Publisher;
  readonly record: SqliteSubmissionRecord;
  readonly failed: string[];
}

/** A publisher over a record file; restored, as a node does at start. */
async function open(options: Open): Promise<Opened> {
  const record = new SqliteSubmissionRecord(options.file);
  const failed: string[] = [];
  const publisher = new Publisher({
    base,
    key: new Uint8Array(32),
    providers: [
      { id: 'north', title: 'North' },
      { id: 'south', title: 'South' },
    ],
    defaultProfile: 'small',
    limits: { files: 100, fileBytes: 1e6, totalBytes: 1e6 },
    ontology: { release: '2026.1', hash: 'abc', quads: [] },
    store: new MemoryStore(),
    preparer: new DirectPreparer(smallTools),
    onIndexFailure: (submission) => failed.push(submission),
    retryDelay: 5,
    record,
    ...options,
  });
  await publisher.restore();
  return { publisher, record, failed };
}

function recordFile(test: TestContext): string {
  return join(temporaryFolder(test), 'record.sqlite');
}

function publish(publisher: Publisher, provider: string, name: string, text: string): Promise<PublishResult> {
  return publisher.publish({ provider, name, bytes: bytes(text), mediaType: 'application/n-triples' });
}

const one = (provider: string, title: string): string => dataset(`${base}/id/${provider}/dataset/1`, title);
const catalogueGraph = (provider: string, name: string): string =>
  `${base}/graph/${provider}/${name}/catalogue`;

const providersGraph = `${base}/graph/providers`;

describe('Publisher', () => {
  it('says created, unchanged and replaced', async (test) => {
    const store = new MemoryStore();
    const { publisher, record } = await open({ file: recordFile(test), store });
    const outcomes = [];
    for (const title of ['One', 'One', 'Two']) {
      const result = await publish(publisher, 'north', 'main', one('north', title));
      assert.notEqual(result.outcome, 'rejected');
      outcomes.push(result.outcome);
    }
    assert.deepEqual(outcomes, ['created', 'unchanged', 'replaced']);
    assert.equal(record.versions('north', 'main').length, 2);
    assert.match(store.graphs.get(catalogueGraph('north', 'main')) ?? '', /"Two"/);
    record.close();
  });

  it('tells what came and went, and brings the store there by the change alone', async (test) => {
    const store = new MemoryStore();
    const { publisher, record } = await open({ file: recordFile(test), store });
    const many = (title: string): string =>
      Array.from({ length: 20 }, (_, i) =>
        dataset(`${base}/id/north/dataset/${i}`, i === 7 ? title : 'Same'),
      ).join('');
    await publish(publisher, 'north', 'main', many('One'));
    const result = await publish(publisher, 'north', 'main', many('Two'));
    assert.ok(result.outcome === 'replaced');
    assert.deepEqual(result.submission.changes, {
      catalogue: { added: 1, removed: 1 },
      record: { added: 0, removed: 0 },
    });
    assert.deepEqual(
      record.versions('north', 'main').map(({ changes }) => changes),
      [result.submission.changes, undefined],
    );
    const [change] = store.changes;
    assert.match(new TextDecoder().decode(change?.removed), /^<[^>]*\/7> \S+ "One" \.\n$/);
    assert.match(new TextDecoder().decode(change?.added), /^<[^>]*\/7> \S+ "Two" \.\n$/);
    record.close();
  });

  it('knows a delivery again that holds the same in other bytes, and not one whose rows have moved', async (test) => {
    const { publisher, record } = await open({ file: recordFile(test) });
    const send = async (files: Record<string, string>): Promise<string> => {
      const bytes = await tar(files);
      const result = await publisher.publish({
        provider: 'north',
        name: 'main',
        bytes,
        mediaType: 'application/x-tar',
      });
      return result.outcome;
    };
    const description = 'sources:\n  - source: dcat\n    files: ["*.nt"]\n';
    const outcomes = [
      await send({ 'delivery.yaml': description, 'a.nt': one('north', 'One') }),
      await send({ 'delivery.yaml': `# packed again\n${description}`, 'a.nt': one('north', 'One') }),
      await send({ 'delivery.yaml': description, 'b.nt': one('north', 'One') }),
    ];
    assert.deepEqual(outcomes, ['created', 'unchanged', 'replaced']);
    record.close();
  });

  it('rejects what does not conform, and changes nothing', async (test) => {
    const store = new MemoryStore();
    const { publisher, record } = await open({ file: recordFile(test), store });
    await publish(publisher, 'north', 'main', one('north', 'One'));
    const before = new Map(store.graphs);
    const untitled = await publish(publisher, 'north', 'main', one('north', 'One').split('\n')[0] ?? '');
    assert.equal(untitled.outcome, 'rejected');
    assert.equal(untitled.report?.findings.length, 1);
    const broken = await publish(publisher, 'north', 'main', '<broken');
    assert.equal(broken.outcome, 'rejected');
    assert.equal(broken.failures[0]?.code, 'syntax-error');
    assert.deepEqual(store.graphs, before);
    assert.equal(record.versions('north', 'main').length, 1);
    record.close();
  });

  it('rejects a dataset that another provider describes, until that one withdraws it', async (test) => {
    const file = recordFile(test);
    const shared = dataset('https://doi.org/10.1234/x', 'Shared');
    const first = await open({ file });
    await publish(first.publisher, 'north', 'main', shared);
    first.record.close();
    // Ownership is known again after a restart.
    const { publisher, record } = await open({ file });
    const refused = await publish(publisher, 'south', 'main', shared);
    assert.equal(refused.outcome, 'rejected');
    assert.match(refused.failures[0]?.message ?? '', /published here by north/);
    await publisher.withdraw('north', 'main');
    assert.equal((await publish(publisher, 'south', 'main', shared)).outcome, 'created');
    record.close();
  });

  it('rejects a dataset that another submission of the provider describes, and says which', async (test) => {
    const { publisher, record } = await open({ file: recordFile(test) });
    await publish(publisher, 'north', 'main', one('north', 'One'));
    const iri = `${base}/id/north/dataset/1`;
    const more = `${one('north', 'One').replaceAll('/1>', '/2>')}<${base}/id/north/dataset/2> <http://purl.org/dc/terms/relation> <${iri}> .\n`;
    for (const text of [one('north', 'One'), `${more}<${iri}> <http://purl.org/dc/terms/title> "More" .\n`]) {
      const refused = await publish(publisher, 'north', 'other', text);
      assert.equal(refused.outcome, 'rejected');
      assert.match(refused.failures[0]?.message ?? '', /dataset\/1> is described in the submission "main"/);
    }
    assert.equal((await publish(publisher, 'north', 'other', more)).outcome, 'created');
    assert.equal((await publish(publisher, 'north', 'main', one('north', 'Two'))).outcome, 'replaced');
    record.close();
  });

  it('rejects a statement about a dataset of another provider, whatever its type', async (test) => {
    const { publisher, record } = await open({ file: recordFile(test) });
    const iri = 'https://doi.org/10.1234/x';
    await publish(publisher, 'north', 'main', dataset(iri, 'Shared'));
    const own = `${base}/id/south/dataset/1`;
    const related = `${one('south', 'Own')}<${own}> <http://purl.org/dc/terms/relation> <${iri}> .\n`;
    const refused = await publish(
      publisher,
      'south',
      'main',
      `${related}<${iri}> <http://purl.org/dc/terms/title> "Injected" .\n`,
    );
    assert.equal(refused.outcome, 'rejected');
    assert.match(refused.failures[0]?.message ?? '', /published here by north/);
    assert.equal((await publish(publisher, 'south', 'main', related)).outcome, 'created');
    record.close();
  });

  it('states once what each provider is called', async (test) => {
    const store = await OxigraphWorkerStore.open();
    test.after(() => store.close());
    const { publisher, record } = await open({ file: recordFile(test), store });
    for (const name of ['a', 'b', 'c']) {
      await publish(publisher, 'north', name, dataset(`${base}/id/north/dataset/${name}`, name));
    }
    const count = await store.query({
      text: 'SELECT (COUNT(*) AS ?n) WHERE { ?provider <http://xmlns.com/foaf/0.1/name> ?name }',
      defaultGraphs: publisher.graphs().map(({ graph }) => graph),
      namedGraphs: [],
      mediaType: 'text/csv',
    });
    assert.match(new TextDecoder().decode(count), /\b2\b/);
    record.close();
  });

  it('lets only one of two providers have a dataset that both publish at once', async (test) => {
    const { publisher, record } = await open({ file: recordFile(test) });
    const shared = dataset('https://doi.org/10.1234/x', 'Shared');
    const results = await Promise.all([
      publish(publisher, 'north', 'main', shared),
      publish(publisher, 'south', 'main', shared),
    ]);
    assert.deepEqual(results.map(({ outcome }) => outcome).sort(), ['created', 'rejected']);
    record.close();
  });

  it('numbers versions in order when one provider publishes many at once', async (test) => {
    const { publisher, record } = await open({ file: recordFile(test) });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) => publish(publisher, 'north', 'main', one('north', String(i)))),
    );
    const versions = results.map((result) => (result.outcome === 'rejected' ? 0 : result.submission.version));
    assert.deepEqual(
      versions,
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    assert.match(new TextDecoder().decode(record.read('north', 'main')?.catalogue), /"19"/);
    record.close();
  });

  it('throws for unknown providers, impossible names and profiles', async (test) => {
    const { publisher, record } = await open({ file: recordFile(test) });
    const code = (expected: string) => (error: unknown) =>
      error instanceof MeridianError && error.code === expected;
    await assert.rejects(publish(publisher, 'west', 'main', ''), code('not-found'));
    for (const name of ['../x', 'ontology', 'providers', 'replica']) {
      await assert.rejects(publish(publisher, 'north', name, ''), code('bad-request'));
    }
    const wrong = {
      provider: 'north',
      name: 'main',
      bytes: bytes(''),
      mediaType: 'text/turtle',
      profile: 'x',
    };
    await assert.rejects(publisher.publish(wrong), code('not-found'));
    record.close();
  });

  it('has accepted what is committed when an index fails, and makes it up later', async (test) => {
    const store = new MemoryStore();
    const { publisher, record, failed } = await open({ file: recordFile(test), store });
    const heard: string[] = [];
    publisher.onAccepted(({ submission }) => void heard.push(`${submission.name} ${submission.version}`));
    store.failures = 3;
    const result = await publish(publisher, 'north', 'main', one('north', 'One'));
    assert.equal(result.outcome, 'created');
    assert.equal(result.indexed, false);
    assert.deepEqual(publisher.behind(), ['north/main']);
    assert.equal(record.current().length, 1);
    for (let i = 0; i < 200 && publisher.behind().length > 0; i++) await delay(5);
    assert.deepEqual(publisher.behind(), []);
    assert.match(store.graphs.get(catalogueGraph('north', 'main')) ?? '', /"One"/);
    assert.deepEqual(heard, ['main 1']);
    assert.equal(failed.length, 3);
    record.close();
  });

  it('tells listeners again when one of them fails', async (test) => {
    const { publisher, record } = await open({ file: recordFile(test) });
    let calls = 0;
    publisher.onAccepted(() => {
      if (++calls < 3) throw new Error('The facet index is confused.');
    });
    await publish(publisher, 'north', 'main', one('north', 'One'));
    for (let i = 0; i < 200 && publisher.behind().length > 0; i++) await delay(5);
    assert.equal(calls, 3);
    record.close();
  });

  it('rebuilds store and listeners from the record at start, and serves the rest where one is damaged', async (test) => {
    const file = recordFile(test);
    const first = await open({ file });
    await publish(first.publisher, 'north', 'a', one('north', 'A'));
    await publish(first.publisher, 'south', 'b', one('south', 'B'));
    first.record.close();
    const { DatabaseSync } = await import('node:sqlite');
    const disk = new DatabaseSync(file);
    disk.exec("UPDATE content SET compressed = x'00' WHERE submission = 1 AND part = 'catalogue'");
    disk.close();
    const store = new MemoryStore();
    const { publisher, record, failed } = await open({ file, store });
    assert.deepEqual([...store.graphs.keys()], [providersGraph, catalogueGraph('south', 'b')]);
    assert.deepEqual(new Set(failed), new Set(['north/a']));
    assert.deepEqual(publisher.behind(), ['north/a']);
    // The same delivery mends it, though the record knows that it has seen it.
    assert.equal((await publish(publisher, 'north', 'a', one('north', 'A'))).outcome, 'replaced');
    assert.deepEqual(publisher.behind(), []);
    assert.equal(store.graphs.size, 3);
    await publisher.close();
    record.close();
  });

  it('publishes both planes into their graphs of a real store, and takes them out', async (test) => {
    const store = await OxigraphWorkerStore.open();
    test.after(() => store.close());
    const { publisher, record } = await open({ file: recordFile(test), store });
    const delivery = await tar({
      'delivery.yaml': 'sources: [{ source: dcat, files: [c.nt] }, { source: records, files: [r.nt] }]',
      'c.nt': one('north', 'One'),
      'r.nt': patient('north', 'a'),
    });
    const result = await publisher.publish({
      provider: 'north',
      name: 'main',
      bytes: delivery,
      mediaType: 'application/x-tar',
    });
    assert.equal(result.outcome, 'created');
    const count = async (graph: string): Promise<string> =>
      new TextDecoder().decode(
        await store.query({
          text: 'SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }',
          defaultGraphs: [namedNode(graph)],
          namedGraphs: [],
          mediaType: 'text/csv',
        }),
      );
    assert.match(await count(`${base}/graph/north/main/catalogue`), /\b3\b/);
    assert.match(await count(`${base}/graph/north/main/record`), /\b1\b/);
    assert.deepEqual(
      publisher.graphs().map(({ graph, plane, provider }) => [graph.value, plane, provider]),
      [
        [`${base}/graph/ontology`, 'catalogue', undefined],
        [providersGraph, 'catalogue', undefined],
        [`${base}/graph/north/main/catalogue`, 'catalogue', 'north'],
        [`${base}/graph/north/main/record`, 'record', 'north'],
      ],
    );
    assert.equal(await publisher.withdraw('north', 'main'), true);
    assert.equal(await publisher.withdraw('north', 'main'), false);
    // What the providers are called stays.
    assert.equal(await store.count(), 4);
    assert.equal(publisher.graphs().length, 2);
    record.close();
  });

  it('equals a simple model after any sequence of publishing, withdrawing and restarting', async (test) => {
    const step = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('publish' as const),
          provider: fc.constantFrom('north', 'south'),
          name: fc.constantFrom('a', 'b'),
          title: fc.constantFrom('1', '2', '3', ''),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('withdraw' as const),
          provider: fc.constantFrom('north', 'south'),
          name: fc.constantFrom('a', 'b'),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const) }) },
    );
    const folder = temporaryFolder(test);
    let run = 0;
    const property = fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const file = join(folder, `record-${run++}.sqlite`);
      let store = new MemoryStore();
      let node = await open({ file, store });
      const model = new Map<string, string>();
      const versions = new Map<string, number>();
      for (const each of steps) {
        if (each.do === 'restart') {
          await node.publisher.close();
          node.record.close();
          store = new MemoryStore();
          node = await open({ file, store });
        } else if (each.do === 'fail') store.failures = 1;
        else if (each.do === 'withdraw') {
          const key = `${each.provider}/${each.name}`;
          assert.equal(await node.publisher.withdraw(each.provider, each.name), model.delete(key));
        } else {
          const key = `${each.provider}/${each.name}`;
          const text = each.title === '' ? '<broken' : one(each.provider, each.title);
          const { outcome } = await publish(node.publisher, each.provider, each.name, text);
          const before = model.get(key);
          // Both names of a provider describe its one dataset.
          const other = `${each.provider}/${each.name === 'a' ? 'b' : 'a'}`;
          const expected =
            each.title === '' || model.has(other)
              ? 'rejected'
              : before === undefined
                ? 'created'
                : before === each.title
                  ? 'unchanged'
                  : 'replaced';
          assert.equal(outcome, expected);
          if (expected === 'created' || expected === 'replaced')
            versions.set(key, (versions.get(key) ?? 0) + 1);
          if (expected !== 'rejected') model.set(key, each.title);
        }
      }
      store.failures = 0;
      for (let i = 0; i < 200 && node.publisher.behind().length > 0; i++) await delay(2);
      for (const [key, title] of model) {
        assert.ok(store.graphs.get(`${base}/graph/${key}/catalogue`)?.includes(`"${title}" .`), key);
      }
      assert.equal(store.graphs.size, model.size + 1);
      assert.deepEqual(
        new Set(node.record.current().map(({ provider, name }) => `${provider}/${name}`)),
        new Set(model.keys()),
      );
      for (const [key, version] of versions) {
        const [provider = '', name = ''] = key.split('/');
        assert.equal(node.record.versions(provider, name).length, version);
      }
      await node.publisher.close();
      node.record.close();
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
