import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { MeridianError } from '../../../server/errors.ts';
import { readDelivery } from '../../../server/publish/delivery.ts';
import type { Delivery } from '../../../server/publish/delivery.ts';
import { bytes, collect, tar } from './small-data.ts';

const limits = { files: 5, fileBytes: 1000, totalBytes: 1500 };
const yaml =
  'sources:\n  - { source: dcat, files: ["catalogue/*"] }\n  - { source: dicom, files: ["dicom/**"] }\n';
const files = {
  'delivery.yaml': `profile: eucaim-2.0\n${yaml}`,
  'catalogue/a.ttl': 'A',
  'dicom/1/a.dcm': 'B',
  'dicom/b.dcm': 'C',
};

function read(body: Uint8Array, mediaType = 'application/x-tar'): Promise<Delivery> {
  return readDelivery(body, mediaType, limits);
}

function rejects(promise: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  return assert.rejects(promise, (error) => {
    assert.ok(error instanceof MeridianError, String(error));
    assert.equal(error.code, code);
    assert.match(`${error.message} ${error.place?.file ?? ''} ${error.advice ?? ''}`, message);
    return true;
  });
}

describe('readDelivery', () => {
  it('takes RDF as one file of the source dcat', async () => {
    const cases: [string, string][] = [
      ['text/turtle; charset=utf-8', 'delivery.ttl'],
      ['application/ld+json', 'delivery.jsonld'],
      ['application/rdf+xml', 'delivery.rdf'],
      ['application/n-triples', 'delivery.nt'],
      ['text/html', 'delivery.html'],
      ['application/xhtml+xml', 'delivery.xhtml'],
    ];
    for (const [mediaType, path] of cases) {
      const body = bytes('<urn:a> <urn:b> "c" .');
      const delivery = await read(body, mediaType);
      assert.deepEqual(delivery, {
        profile: undefined,
        sources: [{ source: 'dcat', files: [{ path, bytes: body }] }],
      });
    }
  });

  it('reads a tar by its description, plain or compressed, under any archive media type', async () => {
    const plain = await tar(files);
    for (const body of [plain, gzipSync(plain), zstdCompressSync(plain)]) {
      for (const mediaType of ['application/x-tar', 'application/gzip']) {
        const delivery = await read(body, mediaType);
        assert.equal(delivery.profile, 'eucaim-2.0');
        assert.deepEqual(
          delivery.sources.map(({ source, files: found }) => [source, ...found.map(({ path }) => path)]),
          [
            ['dcat', 'catalogue/a.ttl'],
            ['dicom', 'dicom/1/a.dcm', 'dicom/b.dcm'],
          ],
        );
        assert.equal(new TextDecoder().decode(delivery.sources[1]?.files[0]?.bytes), 'B');
      }
    }
  });

  it('takes paths that begin with ./ as tar -C writes them', async () => {
    const delivery = await read(
      await tar({ './delivery.yaml': 'sources: [{ source: dcat, files: ["./*.ttl"] }]', './a.ttl': 'A' }),
    );
    assert.deepEqual(
      delivery.sources[0]?.files.map(({ path }) => path),
      ['a.ttl'],
    );
  });

  it('finds files as mappings do: names anywhere, paths with a slash whole, without regard to case', async () => {
    const selected = async (pattern: string, other = 'a/x.csv'): Promise<string[] | undefined> => {
      const text = `sources: [{ source: omop, files: ["${pattern}"] }, { source: x, files: ["${other}"] }]`;
      const delivery = await read(await tar({ 'delivery.yaml': text, 'omop/PERSON.CSV': '1', [other]: '2' }));
      return delivery.sources[0]?.files.map(({ path }) => path);
    };
    assert.deepEqual(await selected('person.csv'), ['omop/PERSON.CSV']);
    assert.deepEqual(await selected('OMOP/*.csv'), ['omop/PERSON.CSV']);
    assert.deepEqual(await selected('*.csv', 'a/b.csv'), ['omop/PERSON.CSV', 'a/b.csv']);
    await assert.rejects(selected('./*.csv'), /No file of the delivery fits/);
  });

  it('refuses files that no pattern names, but for hidden ones', async () => {
    const text = 'sources: [{ source: spreadsheet, files: [catalogue.csv, "d/**"] }]';
    const hidden = { '.DS_Store': '', 'd/._x': '', 'd/x': '' };
    const body = { 'delivery.yaml': text, 'catalogue.csv': '', ...hidden };
    const delivery = await readDelivery(await tar(body), 'application/x-tar', { ...limits, files: 9 });
    assert.deepEqual(
      delivery.sources[0]?.files.map(({ path }) => path),
      ['catalogue.csv', 'd/x'],
    );
    const misnamed = await tar({
      'delivery.yaml': text,
      'catalogue.csv': '',
      'd/x': '',
      'imaging_2024.csv': '',
    });
    await rejects(
      read(misnamed),
      'unreadable-source',
      /names 1 of 3 files: number 3 of the archive.*under a source, or leave/,
    );
  });

  it('says no path of a file that nothing read', async () => {
    const text = 'sources: [{ source: omop, files: [PERSON.csv] }]';
    const named = { 'Zqmeyer^Anna/19600304.txt': '', 'delivery.yaml': text };
    for (const body of [{ ...named, 'PERSON.csv': '' }, named]) {
      await assert.rejects(
        read(await tar(body)),
        (error) =>
          error instanceof MeridianError &&
          !/Zqmeyer|1960/.test(JSON.stringify([error.message, error.place, error.advice])),
      );
    }
  });

  it('refuses paths that lead out of the archive', async () => {
    for (const name of ['../evil', 'a/../../evil', '..\\evil']) {
      await rejects(read(await tar({ ...files, [name]: 'x' })), 'unreadable-source', /leads out/);
    }
  });

  it('refuses absolute paths', async () => {
    for (const name of ['/etc/passwd', 'C:\\evil', '\\evil']) {
      await rejects(read(await tar({ [name]: 'x', ...files })), 'unreadable-source', /absolute/);
    }
  });

  it('refuses links and devices', async () => {
    for (const type of ['symlink', 'link', 'fifo', 'character-device'] as const) {
      const archive = pack();
      archive.entry({ name: 'thing', type, linkname: '/etc/passwd' });
      archive.finalize();
      await rejects(read(await collect(archive)), 'unreadable-source', /only files and folders/);
    }
  });

  it('refuses two files of one name', async () => {
    const archive = pack();
    archive.entry({ name: 'a.ttl' }, 'one');
    archive.entry({ name: './A.ttl' }, 'two');
    archive.finalize();
    await rejects(read(await collect(archive)), 'unreadable-source', /two files/);
  });

  it('refuses too many files, too large a file, and too much in all', async () => {
    const many = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`f${i}`, 'x']));
    await rejects(read(await tar(many)), 'too-large', /more than 5 files/);
    await rejects(read(await tar({ big: 'x'.repeat(1001) })), 'too-large', /big/);
    const parts = { a: 'x'.repeat(800), b: 'x'.repeat(800) };
    await rejects(read(await tar(parts)), 'too-large', /too large/);
  });

  it('stops a compressed bomb before it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    await rejects(read(bomb), 'too-large', /too large/);
  });

  it('refuses what is no tar, or a tar that was cut off', async () => {
    await rejects(read(bytes('x'.repeat(2000))), 'unreadable-source', /cannot be read/);
    const whole = await tar(files);
    await rejects(read(whole.subarray(0, 700)), 'unreadable-source', /cannot be read/);
    await rejects(read(gzipSync(whole).subarray(0, 100)), 'unreadable-source', /cannot be read/);
  });

  it('needs a description, and says what is wrong with one', async () => {
    const cases: [string, RegExp][] = [
      ['sources: [', /line|delivery\.yaml/],
      ['profile: x', /sources/],
      ['sources: []', /fewer than 1/],
      ['sources: [{ source: dcat }]', /files/],
      ['sources: [{ source: ../x, files: [a] }]', /pattern/],
      ['sources: [{ source: dcat, files: ["*.nothing"] }]', /No file of the delivery fits/],
      ['sources: [{ source: dcat, files: [a], more: 1 }]', /additional/],
    ];
    for (const [text, message] of cases) {
      await rejects(read(await tar({ 'delivery.yaml': text, 'a.ttl': 'A' })), 'unreadable-source', message);
    }
    await rejects(read(await tar({ 'a/delivery.yaml': yaml })), 'unreadable-source', /no delivery\.yaml/);
  });

  it('refuses addresses, and shows nothing of them', async () => {
    const described = 'sources: [{ source: omop, files: ["postgresql://xann:sesame@host/db"] }]';
    await assert.rejects(read(await tar({ 'delivery.yaml': described })), (error) => {
      assert.ok(error instanceof MeridianError);
      assert.deepEqual(error.place, { file: 'delivery.yaml', pointer: '/sources/0/files/0' });
      assert.doesNotMatch(JSON.stringify([error, error.message]), /sesame|xann|host/);
      return true;
    });
  });

  it('refuses other media types', async () => {
    await rejects(read(bytes('a'), 'application/zip'), 'unknown-format', /tar/);
    await rejects(read(bytes('a'), ''), 'unknown-format', /untyped/);
  });
});
