import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { MeridianError } from '../../../../server/errors.ts';
import { readFiles } from '../../../../server/cli/read-files.ts';
import type { SourceFile } from '../../../../server/lift/lifter.ts';
import { openDicom } from '../../../../server/lift/sources/dicom-source.ts';
import { lexicalOf } from '../../../../server/lift/sources/record-source.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';
import { shared, skipUnless } from '../../../support/shared.ts';
import { writeDicomElements, writeDicomMeta } from '../../../support/write-dicom.ts';
import type { WrittenElement } from '../../../support/write-dicom.ts';

async function read(files: readonly SourceFile[]) {
  const failures: MeridianError[] = [];
  const notes: string[] = [];
  const source = openDicom(files, {
    failure: (error) => failures.push(error),
    note: (message, file) => notes.push(`${file}: ${message}`),
  });
  const slots = ['Modality', 'NumberOfInstances', 'NumberOfMissingInstances'].map((each) =>
    source.reference(each),
  );
  const rows: string[] = [];
  for await (const record of source.records())
    rows.push(slots.map((slot) => record.read(slot).map(lexicalOf).join()).join(' '));
  return { rows, failures, notes };
}

const folder = 'data/dicom/pydicom/dicomdir';

describe('an exchange medium', () => {
  it('lifts whole, from files without extension', { skip: skipUnless(folder) }, async () => {
    const files = await readFiles([shared(folder) ?? ''], {
      tables: [],
      failure: (error) => assert.fail(error),
      signal: new AbortController().signal,
    });
    const { rows, failures, notes } = await read(files);
    assert.deepEqual(failures, []);
    assert.match(notes.join(), /: 2 patients, 6 studies, 13 series, 31 files\.$/);
    assert.equal(rows.length, 13);
    assert.equal(
      rows.reduce((sum, row) => sum + Number(row.split(' ')[1]), 0),
      31,
    );
  });

  it(
    'says which listed files are not there, and counts them at their series',
    { skip: skipUnless(folder) },
    async () => {
      const file = (name: string, path = name) =>
        sourceFile(`disc/${path}`, readFileSync(join(shared(folder) ?? '', name)));
      const { rows, failures, notes } = await read([
        file('DICOMDIR', 'dicomdir;1'),
        file('77654033/CT2/17106', '77654033/ct2/17106.'),
        file('77654033/CT2/17136'),
        sourceFile('disc/README.TXT', 'Put the disc into a viewer.'),
        sourceFile('other/README.TXT', 'Lies on no medium.'),
      ]);
      assert.deepEqual(rows, ['CT 2 2']);
      assert.equal(
        notes.some((note) => note.startsWith('disc/README.TXT')),
        true,
      );
      assert.equal(failures[0]?.place?.file, 'other/README.TXT');
      // 29 are missing: 20 one by one, and the rest in one.
      assert.equal(failures.length, 1 + 20 + 1);
      assert.equal(failures[1]?.place?.file, 'disc/77654033/CR1/6154');
      assert.match(failures.at(-1)?.message ?? '', /^9 more/);
    },
  );

  it('reads tables whose records are inactive, run in a circle, or break off', async () => {
    const offset = (value: number): Uint8Array => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(value);
      return bytes;
    };
    const record = (
      type: string,
      next: number,
      lower: number,
      inUse: number,
      more: WrittenElement[],
    ): WrittenElement[] => [
      [0x00041400, 'UL', offset(next)],
      [0x00041410, 'US', Uint8Array.from([inUse & 255, inUse >> 8])],
      [0x00041420, 'UL', offset(lower)],
      [0x00041430, 'CS', type],
      ...more,
    ];
    const meta = writeDicomMeta('1.2.840.10008.1.2.1');
    const write = (records: WrittenElement[][]) =>
      Buffer.concat([meta, writeDicomElements([[0x00041220, 'SQ', records]], { explicit: true })]);
    const inUse = 0xffff;
    const begin = meta.length + 12;
    const seriesRecord = (lower: number) => record('SERIES', 0, lower, inUse, [[0x0020000e, 'UI', '1.2']]);
    const image = (name: string, next: number, used = inUse) =>
      record('IMAGE', next, 0, used, [[0x00041500, 'CS', `IMG\\${name}`]]);
    const first = begin + 8 + writeDicomElements(seriesRecord(0), { explicit: true }).length;
    const circle = write([seriesRecord(first), image('A', first), image('B', 0, 0)]);
    const { failures, notes } = await read([sourceFile('DICOMDIR', circle)]);
    assert.deepEqual(
      failures.map(({ place }) => place?.file),
      ['IMG/A'],
    );
    assert.match(notes[0] ?? '', /0 patients, 0 studies, 1 series, 1 file\.$/);
    const cut = await read([sourceFile('DICOMDIR', circle.subarray(0, circle.length - 5))]);
    assert.equal(cut.failures[0]?.place?.tag, '(0004,1220)');
    assert.equal((await read([sourceFile('DICOMDIR', 'no directory')])).failures.length, 1);
  });
});
