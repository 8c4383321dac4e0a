import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import type { MeridianError } from '../../../../server/errors.ts';
import type { SourceFile } from '../../../../server/lift/lifter.ts';
import { openDicom } from '../../../../server/lift/sources/dicom-source.ts';
import { lexicalOf } from '../../../../server/lift/sources/record-source.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';
import { shared, skipUnless } from '../../../support/shared.ts';

async function read(files: readonly SourceFile[], references: readonly string[]) {
  const failures: MeridianError[] = [];
  const notes: string[] = [];
  const source = openDicom(files, {
    failure: (error) => failures.push(error),
    note: (_message, file) => notes.push(file),
  });
  const slots = references.map((reference) => source.reference(reference));
  const rows: string[][][] = [];
  for await (const record of source.records())
    rows.push(slots.map((slot) => record.read(slot).map(lexicalOf)));
  return { rows, failures, notes, places: references.map((reference) => source.place(reference).reference) };
}

/** One data element in explicit little endian, of a VR with a short length. */
function element(group: number, number: number, vr: string, value: string): Buffer {
  const padded = value.length % 2 === 0 ? value : `${value} `;
  const head = Buffer.alloc(8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, 'latin1');
  head.writeUInt16LE(padded.length, 6);
  return Buffer.concat([head, Buffer.from(padded, 'latin1')]);
}

function part10(dataSet: Buffer, syntax = '1.2.840.10008.1.2.1'): Buffer {
  const meta = element(2, 0x10, 'UI', syntax.length % 2 === 0 ? syntax : `${syntax}\0`);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  const group = element(2, 0, 'UL', length.toString('latin1'));
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), group, meta, dataSet]);
}

const object = (uid: string, instance: string, more: readonly Buffer[] = []): Buffer =>
  Buffer.concat([
    element(8, 0x5, 'CS', 'ISO_IR 100'),
    element(8, 0x18, 'UI', instance),
    element(8, 0x60, 'CS', 'MR'),
    element(8, 0x70, 'LO', 'Größe & Co'),
    element(0x10, 0x20, 'LO', 'P1'),
    ...more,
    element(0x20, 0xd, 'UI', '1.2.3'),
    element(0x20, 0xe, 'UI', uid),
  ]);

describe('openDicom', () => {
  it('makes one record of the files of a series, counts its objects once, and decodes text', async () => {
    const files = [
      sourceFile('a', part10(object('1.2.3.1', '1.1'))),
      sourceFile('b', part10(object('1.2.3.1', '1.2'))),
      sourceFile('b-again', part10(object('1.2.3.1', '1.2'))),
      sourceFile('c', part10(object('1.2.3.2', '1.3'))),
    ];
    const { rows, places } = await read(files, [
      'Modality',
      'Manufacturer',
      'NumberOfInstances',
      '(0010,0020)',
    ]);
    assert.deepEqual(rows, [
      [['MR'], ['Größe & Co'], ['2'], ['P1']],
      [['MR'], ['Größe & Co'], ['1'], ['P1']],
    ]);
    assert.deepEqual(places, ['(0008,0060)', '(0008,0070)', 'NumberOfInstances', '(0010,0020)']);
  });

  it('reads files without preamble and deflated ones', async () => {
    const bare = object('1.1', '1');
    const deflated = part10(deflateRawSync(object('1.2', '2')), '1.2.840.10008.1.2.1.99');
    const { rows, failures } = await read(
      [sourceFile('bare', bare), sourceFile('deflated', deflated)],
      ['Modality'],
    );
    assert.deepEqual(failures, []);
    assert.equal(rows.length, 2);
  });

  it('reads the DICOM JSON Model, with the stated number of instances and through sequences', async () => {
    const json = JSON.stringify([
      {
        '0020000E': { vr: 'UI', Value: ['1.2'] },
        '00201209': { vr: 'IS', Value: [24] },
        '00081084': { vr: 'SQ', Value: [{ '00080100': { vr: 'SH', Value: ['C61'] } }] },
      },
    ]);
    const { rows, places } = await read(
      [sourceFile('series.json', json)],
      ['NumberOfInstances', 'AdmittingDiagnosesCodeSequence.CodeValue'],
    );
    assert.deepEqual(rows, [[['24'], ['C61']]]);
    assert.equal(places[1], '(0008,1084).(0008,0100)');
  });

  it('reports what is no DICOM, breaks off, has no series or mixes patients, and reads the rest', async () => {
    const whole = part10(object('1.1', '1'));
    const { rows, failures } = await read(
      [
        sourceFile('text.txt', 'hello, this is a text and no image'),
        sourceFile('empty', new Uint8Array()),
        sourceFile('cut', whole.subarray(0, whole.length - 3)),
        sourceFile('noseries', part10(element(8, 0x60, 'CS', 'CT'))),
        sourceFile(
          'other',
          part10(Buffer.concat([element(0x10, 0x20, 'LO', 'P2'), element(0x20, 0xe, 'UI', '1.1')])),
        ),
        sourceFile('whole', whole),
        sourceFile('x.json', '[1]'),
      ],
      ['Modality'],
    );
    assert.equal(rows.length, 1);
    assert.deepEqual(
      failures.map((failure) => [failure.code, failure.place?.file]),
      ['text.txt', 'empty', 'cut', 'noseries', 'whole', 'x.json'].map((file) => ['unreadable-source', file]),
    );
    assert.equal(failures[3]?.place?.tag, '(0020,000E)');
  });

  it('refuses a reference that is no keyword', async () => {
    for (const bad of ['Modalität', 'constructor', 'Modality.', '']) {
      await assert.rejects(read([], [bad]), { code: 'bad-mapping' }, bad);
    }
  });

  const folder = 'data/dicom/pydicom';
  const file = (name: string): SourceFile => sourceFile(name, readFileSync(join(shared(folder) ?? '', name)));

  it('reads real files in every encoding', { skip: skipUnless(folder) }, async () => {
    const names = [
      'CT_small.dcm',
      'MR_small_bigendian.dcm',
      'MR_small_implicit.dcm',
      'image_dfl.dcm',
      'rtstruct.dcm',
    ];
    for (const [index, expected] of ['CT', 'MR', 'MR', 'OT', 'RTSTRUCT'].entries()) {
      const { rows, failures } = await read([file(names[index] ?? '')], ['Modality', 'NumberOfInstances']);
      assert.deepEqual(failures, [], names[index]);
      assert.deepEqual(rows, [[[expected], ['1']]], names[index]);
    }
  });

  it('decodes real names in other scripts', { skip: skipUnless(`${folder}/charset`) }, async () => {
    const expected = {
      'chrGerm.dcm': 'Äneas^Rüdiger',
      'chrRuss.dcm': 'Люкceмбypг',
      'chrX1.dcm': 'Wang^XiaoDong=王^小東',
    };
    for (const [name, start] of Object.entries(expected)) {
      const { rows } = await read([file(`charset/${name}`)], ['PatientName']);
      assert.ok(rows[0]?.[0]?.[0]?.startsWith(start), `${name}: ${String(rows[0]?.[0]?.[0])}`);
    }
  });

  it('notes a DICOMDIR and says where truncated files break off', { skip: skipUnless(folder) }, async () => {
    const { notes, failures } = await read(
      ['dicomdir/DICOMDIR', 'MR_truncated.dcm', 'rtplan_truncated.dcm'].map(file),
      ['Modality'],
    );
    assert.deepEqual(notes, ['dicomdir/DICOMDIR']);
    assert.deepEqual(
      failures.map((failure) => failure.place),
      [
        { file: 'MR_truncated.dcm', tag: '(7FE0,0010)' },
        { file: 'rtplan_truncated.dcm', tag: '(300A,0070)' },
      ],
    );
  });

  it(
    'survives real files cut at every 97th byte, and files with flipped bytes',
    { skip: skipUnless(folder) },
    async () => {
      const started = performance.now();
      let cuts = 0;
      for (const name of [
        'CT_small.dcm',
        'MR_small_implicit.dcm',
        'rtstruct.dcm',
        'image_dfl.dcm',
        'reportsi.dcm',
      ]) {
        const bytes = readFileSync(join(shared(folder) ?? '', name));
        for (let length = 0; length < bytes.length; length += 97) {
          const flipped = Buffer.from(bytes);
          flipped[length] = 255 - (flipped[length] ?? 0);
          const { rows, failures } = await read(
            [sourceFile('cut', bytes.subarray(0, length)), sourceFile('flipped', flipped)],
            ['Modality', 'PatientName'],
          );
          assert.ok(rows.length + failures.length >= 1);
          cuts++;
        }
      }
      assert.ok(cuts > 600);
      assert.ok(performance.now() - started < 60_000);
    },
  );
});
