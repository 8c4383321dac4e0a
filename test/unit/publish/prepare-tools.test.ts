import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Publisher } from '../../../server/publish/publisher.ts';
import { SqliteSubmissionRecord } from '../../../server/publish/sqlite-submission-record.ts';
import { WorkerPreparer } from '../../../server/publish/worker-preparer.ts';
import { OxigraphWorkerStore } from '../../../server/store/oxigraph-worker-store.ts';
import { base, tar, temporaryFolder } from './small-data.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const sample = join(root, 'mappings', 'sources', 'spreadsheet', 'sample');

describe('createTools', () => {
  it(
    'gives the thread that prepares all it needs to publish a sample into the store',
    { timeout: 60_000 },
    async (test) => {
      const preparer = new WorkerPreparer({
        toolsModule: pathToFileURL(join(root, 'server', 'publish', 'prepare-tools.ts')).href,
        options: {
          ontologyFolder: join(root, 'ontology'),
          sssomFolder: join(root, 'mappings', 'sssom'),
          mappingsFolder: join(root, 'mappings'),
          shapesFolder: join(root, 'shapes'),
        },
      });
      const store = await OxigraphWorkerStore.open();
      const record = new SqliteSubmissionRecord(join(temporaryFolder(test), 'record.sqlite'));
      test.after(async () => {
        await preparer.close();
        await store.close();
        record.close();
      });
      const publisher = new Publisher({
        base,
        key: new Uint8Array(32),
        providers: [{ id: 'east', title: 'East' }],
        defaultProfile: 'eucaim-2.0',
        limits: { files: 100, fileBytes: 1e6, totalBytes: 1e7 },
        ontology: { release: '2026.1', hash: 'abc', quads: [] },
        record,
        store,
        preparer,
        onIndexFailure: (_submission, error) => {
          throw error;
        },
      });
      await publisher.restore();
      const names = readdirSync(sample).filter((name) => name.endsWith('.csv'));
      const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(sample, name))]));
      const result = await publisher.publish({
        provider: 'east',
        name: 'main',
        mediaType: 'application/x-tar',
        bytes: await tar({
          'delivery.yaml': 'sources: [{ source: spreadsheet, files: ["*.csv"] }]',
          ...files,
        }),
      });
      assert.equal(result.outcome, 'created', JSON.stringify(result));
      const { counts } = result.submission;
      assert.ok(counts.datasets > 0 && counts.patients > 0 && counts.series > 0, JSON.stringify(counts));
      // Two say what the provider is called.
      assert.equal(await store.count(), counts.catalogueTriples + counts.recordTriples + 2);
    },
  );
});
