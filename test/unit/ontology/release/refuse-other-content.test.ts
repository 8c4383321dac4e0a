import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { MeridianError } from '../../../../server/errors.ts';
import { buildRelease } from '../../../../server/ontology/release/build-release.ts';
import { refuseOverwriting } from '../../../../server/ontology/release/refuse-other-content.ts';
import { writeFiles } from '../../../../server/ontology/release/write-files.ts';
import { writeTinyOntology } from '../../../support/tiny-ontology.ts';

describe('a folder that holds a release', () => {
  const tiny = writeTinyOntology();
  const folder = mkdtempSync(join(tmpdir(), 'held-release-'));
  after(() => {
    for (const root of [tiny.root, folder]) rmSync(root, { recursive: true });
  });

  it('takes the same release again and the next one, and no other content under the number', async () => {
    const release = await buildRelease(tiny);
    refuseOverwriting(folder, release);
    await writeFiles(folder, release.files);
    refuseOverwriting(folder, release);
    refuseOverwriting(folder, { header: { ...release.header, release: '2026.2' }, hash: 'other' });
    assert.throws(
      () => {
        refuseOverwriting(folder, { ...release, hash: 'other' });
      },
      (error: unknown) =>
        error instanceof MeridianError && error.exit === 2 && error.message.includes(release.hash),
    );
  });

  for (const text of ['{}', '[1]', 'no JSON', '{"release":1,"hash":2}']) {
    it(`is left alone where its manifest is ${text}`, async () => {
      const release = await buildRelease(tiny);
      writeFileSync(join(folder, 'manifest.json'), text);
      assert.throws(() => {
        refuseOverwriting(folder, release);
      }, /none of a release/);
    });
  }
});
