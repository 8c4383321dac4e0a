import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DiskPace, openDicomBytes } from '../../../../server/lift/sources/dicom-bytes.ts';

describe('openDicomBytes', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'meridian-bytes-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('gives the same bytes from quick and slow disks and from memory', async () => {
    for (const length of [0, 1, 99, 100, 101, 250]) {
      const content = Buffer.from(Array.from({ length }, (_, index) => index));
      const location = join(folder, String(length));
      await writeFile(location, content);
      const slow = new DiskPace();
      slow.took(1000);
      assert.equal(slow.isQuick, false);
      const read = () => Promise.resolve<Uint8Array>(content);
      for (const [file, pace] of [
        [{ path: 'a', read, location }, new DiskPace()],
        [{ path: 'a', read, location }, slow],
        [{ path: 'a', read }, new DiskPace()],
      ] as const) {
        const bytes = await openDicomBytes(file, new Uint8Array(100), pace);
        const begin = await bytes.first(100);
        assert.deepEqual(Buffer.from(begin.subarray(0, 100)), content.subarray(0, 100));
        assert.equal(bytes.size(), length);
        assert.deepEqual(Buffer.from(await bytes.first(200)).subarray(0, 200), content.subarray(0, 200));
        assert.deepEqual(Buffer.from(await bytes.part(90, 20)), content.subarray(90, 110));
        bytes.close();
      }
    }
  });

  it('tries a slow disk again, and says which file cannot be read', async () => {
    const pace = new DiskPace();
    pace.took(1000);
    for (let file = 0; file < 256; file++) pace.waited();
    assert.equal(pace.isQuick, true);
    const absent = {
      path: 'gone.dcm',
      location: join(folder, 'gone'),
      read: () => Promise.reject(new Error()),
    };
    for (const each of [pace, new DiskPace()]) {
      await assert.rejects(openDicomBytes(absent, new Uint8Array(10), each), { code: 'unreadable-source' });
      each.took(1000);
    }
    await assert.rejects(openDicomBytes(absent, new Uint8Array(10), pace), { place: { file: 'gone.dcm' } });
  });
});
