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
      ['text.txt', 'empty', 'cut', 'noseries', 'x.json', 'whole'].map((file) => ['unreadable-source', file]),
    );
    assert.equal(failures[3]?.place?.tag, '(0020,000E)');
    assert.equal(failures[5]?.place?.tag, '(0010,0020)');
  });

  it('counts duplicates, gaps of the instance numbers and truncated files of a series', async () => {
    const numbered = (instance: string, number: string) =>
      part10(Buffer.concat([object('1.2.3.1', instance), element(0x20, 0x13, 'IS', number)]));
    const counts = [
      'NumberOfInstances',
      'NumberOfDuplicateInstances',
      'NumberOfMissingInstances',
      'NumberOfTruncatedInstances',
    ];
    const files = [3, 9, 4, 5, 8, 4].map((number, index) =>
      sourceFile(`f${index}`, numbered(`1.${number}`, String(number))),
    );
    const cut = numbered('1.10', '10');
    const { rows } = await read([...files, sourceFile('cut', cut.subarray(0, cut.length - 1))], counts);
    // The last one is cut within its number: then nothing is said of gaps.
    assert.deepEqual(rows, [[['6'], ['1'], [], ['1']]]);
    assert.deepEqual((await read(files, counts)).rows, [[['5'], ['1'], ['2'], ['0']]]);
    const every10th = [10, 20, 30].map((number) =>
      sourceFile(`g${number}`, numbered(`1.${number}`, String(number))),
    );
    assert.deepEqual((await read(every10th, counts)).rows, [[['3'], ['0'], [], ['0']]]);
  });

  it('tells of instances that differ in modality or patient once a series, with their number', async () => {
    const of = (instance: string, patient: string, modality: string) =>
      part10(
        Buffer.concat([
          element(8, 0x18, 'UI', instance),
          element(8, 0x60, 'CS', modality),
          element(0x10, 0x20, 'LO', patient),
          element(0x20, 0xe, 'UI', '1.9'),
        ]),
      );
    const { rows, failures } = await read(
      [
        of('1', 'P1', 'MR'),
        of('2', 'P1', 'CT'),
        of('3', 'P2', 'MR'),
        of('4', 'P2', 'MR'),
        of('5', 'P1', 'MR'),
      ].map((bytes, index) => sourceFile(`f${index}`, bytes)),
      ['Modality', 'NumberOfInstances'],
    );
    assert.deepEqual(rows, [[['MR'], ['3']]]);
    assert.deepEqual(
      failures.map(({ message, place }) => [/: (\d+)\.$/.exec(message)?.[1], place]),
      [
        ['1', { file: 'f1', tag: '(0008,0060)' }],
        ['2', { file: 'f2', tag: '(0010,0020)' }],
      ],
    );
    for (const { message, advice } of failures)
      assert.doesNotMatch(`${message} ${advice ?? ''}`, /P1|P2|MR|CT/);
  });

  it('makes a record of a study of which a server tells no series', async () => {
    const json = JSON.stringify([
      { '0020000D': { vr: 'UI', Value: ['1.2'] }, '00100020': { vr: 'LO', Value: ['P1'] } },
    ]);
    const { rows, failures } = await read(
      [sourceFile('studies.json', json)],
      ['PatientID', 'StudyInstanceUID', 'SeriesInstanceUID', 'NumberOfInstances', 'NumberOfMissingInstances'],
    );
    assert.deepEqual([rows, failures], [[[['P1'], ['1.2'], [], [], []]], []]);
  });

  it('reads DICOM JSON of any length, and what stood before it breaks', async () => {
    const one = (number: number) =>
      JSON.stringify({
        '0020000E': { vr: 'UI', Value: [`1.${number}`] },
        '00100010': { vr: 'PN', Value: [{ Alphabetic: 'A^"]}', Phonetic: 'B' }] },
      });
    const text = `\ufeff [${Array.from({ length: 300 }, (_, number) => one(number)).join(' ,\n')}`;
    const pieces = async function* (bytes: Uint8Array) {
      for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7));
    };
    const streamed = (path: string, content: string): SourceFile => {
      const file = sourceFile(path, content);
      return {
        ...file,
        stream: async function* () {
          yield* pieces(await file.read());
        },
      };
    };
    const { rows, failures } = await read(
      [
        streamed('whole.json', `${text}]`),
        streamed('cut.json', text),
        streamed('broken.json', `[${one(900)},\n {"a" 1}]`),
        streamed('lines.ndjson', `${one(901)}\n${one(902)}\n`),
      ],
      ['SeriesInstanceUID', 'PatientName'],
    );
    assert.equal(rows.length, 303);
    assert.deepEqual(rows[0], [['1.0'], ['A^"]}==B']]);
    assert.deepEqual(
      failures.map(({ place }) => place),
      [
        { file: 'cut.json', line: 300, column: one(299).length + 1 },
        { file: 'broken.json', line: 2, column: 7 },
      ],
    );
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

  it(
    'says where truncated files break off, and reads what stands before',
    { skip: skipUnless(folder) },
    async () => {
      const { rows, failures } = await read(['MR_truncated.dcm', 'rtplan_truncated.dcm'].map(file), [
        'Modality',
        'NumberOfInstances',
        'NumberOfTruncatedInstances',
      ]);
      assert.deepEqual(rows, [
        [['MR'], ['1'], ['1']],
        [['RTPLAN'], ['1'], ['1']],
      ]);
      assert.deepEqual(
        failures.map((failure) => failure.place),
        [
          { file: 'MR_truncated.dcm', tag: '(7FE0,0010)' },
          { file: 'rtplan_truncated.dcm', tag: '(300A,00B0)' },
        ],
      );
    },
  );

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
