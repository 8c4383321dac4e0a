import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OxigraphWorkerStore } from '../../server/store/oxigraph-worker-store.ts';
import { storeContract } from './store.contract.ts';

storeContract('OxigraphWorkerStore', () => OxigraphWorkerStore.open());

describe('OxigraphWorkerStore', () => {
  it('opens in under two seconds', async () => {
    const start = performance.now();
    const store = await OxigraphWorkerStore.open();
    assert.equal(await store.count(), 0);
    assert.ok(performance.now() - start < 2000);
    await store.close();
  });
});
