import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { Publisher } from '../../../server/publish/publisher.ts';
import { SqliteSubmissionRecord } from '../../../server/publish/sqlite-submission-record.ts';
import type { GraphReplacement } from '../../../server/store/store.ts';
import { DirectPreparer } from '../../support/direct-preparer.ts';
import { MemoryStore } from './memory-store.ts';
import { base, bytes, dataset, submission, temporaryFolder } from './small-data.ts';
import { smallTools } from './small-tools.ts';

/** Takes a few turns of the event loop for each replacement, so that requests come in between. */
class SlowStore extends MemoryStore {
  readonly #turns: () => number;

  constructor(turns: () => number) {
    super();
    this.#turns = turns;
  }

  override async replaceGraphs(replacements: readonly GraphReplacement[]): Promise<void> {
    for (let i = this.#turns(); i > 0; i--) await setImmediate();
    return super.replaceGraphs(replacements);
  }
}

const names = ['north/a', 'north/b', 'south/a', 'south/b'] as const;
const iri = (key: string): string =>
  `${base}/id/${key.split('/')[0] ?? ''}/dataset/${key.split('/')[1] ?? ''}`;
const split = (key: string): [provider: string, name: string] => {
  const [provider = '', name = ''] = key.split('/');
  return [provider, name];
};

function open(record: SqliteSubmissionRecord, store: MemoryStore): Publisher {
  return new Publisher({
    base,
    key: new Uint8Array(32),
    providers: [
      { id: 'north', title: 'North' },
      { id: 'south', title: 'South' },
    ],
    defaultProfile: 'small',
    limits: { files: 100, fileBytes: 1e6, totalBytes: 1e6 },
    ontology: { release: '2026.1', hash: 'abc', quads: [] },
    store,
    preparer: new DirectPreparer(smallTools),
    onIndexFailure: (_submission, error) => {
      throw error;
    },
    record,
  });
}

describe('Publisher.restore', () => {
  it('leaves withdrawn what is withdrawn before its turn', async (test) => {
    const record = new SqliteSubmissionRecord(join(temporaryFolder(test), 'record.sqlite'));
    test.after(() => {
      record.close();
    });
    for (const key of names) record.accept(submission(...split(key), dataset(iri(key), 'Old')));
    const store = new SlowStore(() => 3);
    const publisher = open(record, store);
    const heard = new Map<string, boolean>();
    publisher.onAccepted(({ submission: { provider, name } }) => void heard.set(`${provider}/${name}`, true));
    publisher.onWithdrawn((provider, name) => void heard.set(`${provider}/${name}`, false));
    const restored = publisher.restore();
    assert.equal(await publisher.withdraw('south', 'b'), true);
    await restored;
    assert.equal(store.graphs.has(`${base}/graph/south/b/catalogue`), false);
    assert.deepEqual(
      publisher.current().map(({ provider, name }) => `${provider}/${name}`),
      ['north/a', 'north/b', 'south/a'],
    );
    assert.equal(heard.get('south/b'), false);
  });

  it('knows whose the datasets are before it begins', async (test) => {
    const record = new SqliteSubmissionRecord(join(temporaryFolder(test), 'record.sqlite'));
    test.after(() => {
      record.close();
    });
    const shared = dataset('https://doi.org/10.1234/x', 'Shared');
    record.accept(submission('north', 'main', shared));
    const publisher = open(record, new MemoryStore());
    const request = {
      provider: 'south',
      name: 'main',
      bytes: bytes(shared),
      mediaType: 'application/n-triples',
    };
    const refused = await publisher.publish(request);
    assert.equal(refused.outcome, 'rejected');
    assert.match(refused.failures[0]?.message ?? '', /published here by north/);
  });

  it('ends as a simple model does, whatever is published and withdrawn meanwhile', async (test) => {
    const folder = temporaryFolder(test);
    let run = 0;
    const step = fc.record({
      key: fc.constantFrom(...names),
      title: fc.option(fc.constantFrom('1', '2'), { nil: undefined }),
      after: fc.nat(6),
    });
    const property = fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...names)),
      fc.array(step, { maxLength: 8 }),
      fc.infiniteStream(fc.nat(3)),
      async (before, steps, turns) => {
        const record = new SqliteSubmissionRecord(join(folder, `record-${run++}.sqlite`));
        const model = new Map<string, string>();
        for (const key of before) {
          record.accept(submission(...split(key), dataset(iri(key), 'Old')));
          model.set(key, 'Old');
        }
        const store = new SlowStore(() => Number(turns.next().value));
        const publisher = open(record, store);
        const heard = new Map<string, string>();
        publisher.onAccepted(({ submission: { provider, name }, catalogue }) => {
          const [, title = ''] = /title> "(.*)"/.exec(new TextDecoder().decode(catalogue)) ?? [];
          heard.set(`${provider}/${name}`, title);
        });
        publisher.onWithdrawn((provider, name) => void heard.delete(`${provider}/${name}`));
        const done: Promise<unknown>[] = [publisher.restore()];
        for (const { key, title, after } of steps) {
          for (let i = after; i > 0; i--) await setImmediate();
          const [provider, name] = split(key);
          if (title === undefined) {
            model.delete(key);
            done.push(publisher.withdraw(provider, name));
          } else {
            model.set(key, title);
            const mediaType = 'application/n-triples';
            done.push(
              publisher.publish({ provider, name, bytes: bytes(dataset(iri(key), title)), mediaType }),
            );
          }
        }
        await Promise.all(done);
        const sorted = (entries: Iterable<[string, string]>): [string, string][] => [...entries].sort();
        assert.deepEqual(sorted(heard), sorted(model));
        const stored = names.filter((key) => store.graphs.has(`${base}/graph/${key}/catalogue`));
        assert.deepEqual(stored, [...model.keys()].sort());
        for (const [key, title] of model) {
          assert.ok(store.graphs.get(`${base}/graph/${key}/catalogue`)?.includes(`"${title}"`), key);
        }
        assert.deepEqual(
          publisher
            .current()
            .map(({ provider, name }) => `${provider}/${name}`)
            .sort(),
          [...model.keys()].sort(),
        );
        await publisher.close();
        record.close();
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});
