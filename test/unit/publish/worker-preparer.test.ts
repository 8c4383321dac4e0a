import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { MeridianError } from '../../../server/errors.ts';
import { prepare } from '../../../server/publish/prepare.ts';
import type { PrepareRequest } from '../../../server/publish/prepare.ts';
import { WorkerPreparer } from '../../../server/publish/worker-preparer.ts';
import { base, bytes, dataset, patient } from './small-data.ts';
import { smallTools } from './small-tools.ts';

const toolsModule = pathToFileURL(join(import.meta.dirname, 'small-tools.ts')).href;

function request(catalogue: string, record: string): PrepareRequest {
  const file = (path: string, text: string): { path: string; bytes: Uint8Array } => ({
    path,
    bytes: bytes(text),
  });
  return {
    provider: { id: 'north', title: 'North' },
    submission: 'main',
    base,
    key: new Uint8Array(32),
    profile: 'small',
    delivery: {
      profile: undefined,
      sources: [
        { source: 'dcat', files: [file('a.nt', catalogue)] },
        { source: 'records', files: [file('b.nt', record)] },
      ],
    },
  };
}

function open(test: TestContext, options?: unknown): WorkerPreparer {
  const preparer = new WorkerPreparer({ toolsModule, options });
  test.after(() => preparer.close());
  return preparer;
}

const good = request(dataset(`${base}/id/north/dataset/1`, 'One'), patient('north', 'a'));

describe('WorkerPreparer', () => {
  it('prepares what preparing in this thread does', async (test) => {
    const there = await open(test).prepare(good);
    const here = await prepare(good, smallTools);
    assert.deepEqual(
      {
        ...there,
        catalogue: Buffer.from(there.catalogue),
        record: Buffer.from(there.record),
        lineage: Buffer.from(there.lineage),
      },
      {
        ...here,
        catalogue: Buffer.from(here.catalogue),
        record: Buffer.from(here.record),
        lineage: Buffer.from(here.lineage),
      },
    );
  });

  it('brings failures over with code, place and advice', async (test) => {
    const { failures } = await open(test).prepare(request('<broken', patient('south', 'a')));
    assert.ok(failures.every((failure) => failure instanceof MeridianError));
    assert.deepEqual(
      failures.map(({ code }) => code),
      ['syntax-error', 'not-conformant'],
    );
    assert.ok(failures[1]?.advice);
  });

  it('fails every delivery where its tools cannot be built', async (test) => {
    const preparer = open(test, 'broken');
    for (let i = 0; i < 2; i++) {
      await assert.rejects(
        preparer.prepare(good),
        (error) => error instanceof MeridianError && error.code === 'bad-shapes',
      );
    }
  });

  it('leaves this thread free while it works', async (test) => {
    const preparer = open(test);
    await preparer.prepare(good);
    const lines = Array.from({ length: 50_000 }, (_, i) => patient('north', String(i)));
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const start = performance.now();
    const { counts } = await preparer.prepare(request('', lines.join('')));
    clearInterval(timer);
    assert.equal(counts.patients, 50_000);
    const possible = (performance.now() - start) / 5;
    test.diagnostic(`${ticks} of ${Math.round(possible)} ticks`);
    assert.ok(ticks > possible / 10);
  });

  it('fails what is waiting when it is closed', async (test) => {
    const preparer = open(test);
    const waiting = assert.rejects(preparer.prepare(good));
    await preparer.close();
    await waiting;
    await assert.rejects(preparer.prepare(good));
  });

  it('gives up a delivery that does not end, and goes on with those behind it', async (test) => {
    const preparer = new WorkerPreparer({ toolsModule, options: undefined }, { longest: 1000 });
    test.after(() => preparer.close());
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const sources = [{ source: 'endless', files: [] }];
    const endless = preparer.prepare({ ...good, delivery: { profile: undefined, sources } });
    const behind = preparer.prepare(good);
    test.mock.timers.tick(999);
    const given = assert.rejects(endless, { code: 'timeout' });
    test.mock.timers.tick(1);
    await given;
    assert.deepEqual((await behind).failures, []);
    // The time of one that is done does not count for the next.
    test.mock.timers.tick(10_000);
    assert.deepEqual((await preparer.prepare(good)).failures, []);
  });
});
