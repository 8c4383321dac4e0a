import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import dicomParser from 'dicom-parser';
import type { DataSet } from 'dicom-parser';
import fc from 'fast-check';
import type { DicomBytes } from '../../../../server/lift/sources/dicom-bytes.ts';
import { readDicomHeader } from '../../../../server/lift/sources/dicom-header.ts';
import { DicomQuery } from '../../../../server/lift/sources/dicom-query.ts';
import { shared, skipUnless } from '../../../support/shared.ts';
import { writeDicomElements, writeDicomMeta } from '../../../support/write-dicom.ts';
import type { ElementEncoding, WrittenElement } from '../../../support/write-dicom.ts';

/** A file of which only what is asked for is given, as from a disk; `read` counts it. */
function sparing(bytes: Uint8Array): DicomBytes & { read: number } {
  return {
    read: 0,
    size: () => bytes.length,
    first(length) {
      this.read = Math.max(this.read, Math.min(length, bytes.length));
      return Promise.resolve(bytes.subarray(0, length));
    },
    part: (start, length) => Promise.resolve(bytes.subarray(start, start + length)),
    close: () => undefined,
  };
}

const references = [
  'Modality',
  'PatientID',
  'InstanceNumber',
  'RequestAttributesSequence.CodeValue',
  'RequestAttributesSequence.RequestedProcedureCodeSequence.CodeValue',
  '(0019,1010)',
  'SeriesInstanceUID',
];

async function read(bytes: Uint8Array, asked: readonly string[] = references) {
  const query = new DicomQuery();
  const slots = asked.map((reference) => query.askFor(reference));
  const file = sparing(bytes);
  const header = await readDicomHeader(file, 'file', query);
  return { values: slots.map((slot) => header.values(slot)), fault: header.fault, read: file.read };
}

/** The same by dicom-parser, another reading of PS3.5. */
function readByParser(set: DataSet, asked: readonly string[] = references): string[][] {
  const query = new DicomQuery();
  return asked.map((reference) => {
    const steps = query.references[query.askFor(reference)] ?? [];
    let sets = [set];
    for (const { tag } of steps.slice(0, -1)) {
      sets = sets.flatMap((each) =>
        (each.elements[`x${tag.toLowerCase()}`]?.items ?? []).flatMap(({ dataSet }) =>
          dataSet ? [dataSet] : [],
        ),
      );
    }
    const tag = `x${steps.at(-1)?.tag.toLowerCase() ?? ''}`;
    return sets
      .flatMap((each) => (each.string(tag) ?? '').split('\\'))
      .map((part) => part.trim())
      .filter((part) => part !== '');
  });
}

const word = fc.string({ unit: fc.constantFrom('a', 'B', '7', ' ', '.'), maxLength: 12 });
const code: fc.Arbitrary<WrittenElement> = word.map((value) => [0x00080100, 'SH', value]);
const nested: fc.Arbitrary<WrittenElement[]> = fc
  .tuple(
    code,
    fc.array(
      code.map((each) => [each]),
      { maxLength: 3 },
    ),
  )
  .map(([own, inner]) => [own, [0x00321064, 'SQ', inner]]);
const elements: fc.Arbitrary<WrittenElement[]> = fc
  .record({
    modality: word,
    patient: word,
    number: fc.nat(9999),
    items: fc.array(nested, { maxLength: 3 }),
    own: word,
  })
  .map(({ modality, patient, number, items, own }) => [
    [0x00080060, 'CS', modality],
    [0x00081140, 'SQ', items],
    [0x00100020, 'LO', patient],
    [0x00190010, 'LO', 'MAKER'],
    [0x00191010, 'LO', own],
    [0x00191011, 'OB', Buffer.alloc(10)],
    [0x0020000e, 'UI', '1.2.3'],
    [0x00200013, 'IS', String(number)],
    [0x00400275, 'SQ', items],
    [0x7fe00010, 'OW', Buffer.alloc(4)],
  ]);
const syntaxes: readonly (readonly [string, ElementEncoding])[] = [
  ['1.2.840.10008.1.2', { explicit: false }],
  ['1.2.840.10008.1.2.1', { explicit: true }],
  ['1.2.840.10008.1.2.2', { explicit: true, littleEndian: false }],
];

describe('readDicomHeader', () => {
  it('reads what dicom-parser reads, in every encoding and with both kinds of length', async () => {
    await fc.assert(
      fc.asyncProperty(
        elements,
        fc.constantFrom(...syntaxes),
        fc.boolean(),
        async (all, [syntax, encoding], undefinedLengths) => {
          const file = Buffer.concat([
            writeDicomMeta(syntax),
            writeDicomElements(all, { ...encoding, undefinedLengths }),
          ]);
          const { values, fault } = await read(file);
          assert.equal(fault, undefined);
          assert.deepEqual(values, readByParser(dicomParser.parseDicom(file)));
        },
      ),
    );
  });

  it('reads the same of every cut that holds the asked elements, and says of each that it breaks off', async () => {
    const all = fc.sample(elements, { numRuns: 1, seed: 7 })[0] ?? [];
    const file = Buffer.concat([
      writeDicomMeta('1.2.840.10008.1.2.1'),
      writeDicomElements(all, { explicit: true }),
    ]);
    const whole = await read(file);
    for (let length = file.length - 1; length > 140; length--) {
      const { values, fault } = await read(file.subarray(0, length));
      if (length > file.length - 16) assert.deepEqual(values, whole.values);
      for (const [index, value] of values.entries())
        if (value.length > 0) assert.deepEqual(value, whole.values[index]?.slice(0, value.length));
      if (length > file.length - 4) assert.match(fault?.message ?? '', /of the image/);
    }
  });

  it('understands encodings that change on the way', async () => {
    const implicit = (each: readonly WrittenElement[]) => writeDicomElements(each, { explicit: false });
    const explicit = (each: readonly WrittenElement[]) => writeDicomElements(each, { explicit: true });
    const codes: WrittenElement = [
      0x00400275,
      'SQ',
      [[[0x00080100, 'SH', 'C1']], [[0x00080100, 'SH', 'C2']]],
    ];
    const body = implicit([codes]).subarray(8);
    const unknown = (undefinedLengths: boolean) => {
      const value = writeDicomElements([codes], { explicit: false, undefinedLengths }).subarray(8);
      const head = explicit([[0x00400275, 'UN', body]]).subarray(0, 12);
      head.writeUInt32LE(undefinedLengths ? 0xffffffff : value.length, 8);
      return Buffer.concat([head, value]);
    };
    const damaged = explicit([[0x00080060, 'CS', 'MR']]);
    damaged.write('\0\x01', 4, 'latin1');
    const cases: readonly (readonly [string, string, Buffer, number, string[]])[] = [
      ['a sequence as UN', '1.2.840.10008.1.2.1', unknown(false), 3, ['C1', 'C2']],
      ['a sequence as UN without a length', '1.2.840.10008.1.2.1', unknown(true), 3, ['C1', 'C2']],
      [
        'implicit where explicit is stated',
        '1.2.840.10008.1.2.1',
        implicit([[0x00080060, 'CS', 'MR']]),
        0,
        ['MR'],
      ],
      [
        'explicit where implicit is stated',
        '1.2.840.10008.1.2',
        explicit([[0x00080060, 'CS', 'MR']]),
        0,
        ['MR'],
      ],
      [
        'a damaged VR',
        '1.2.840.10008.1.2.1',
        Buffer.concat([explicit([[0x00080005, 'CS', 'ISO_IR 100']]), damaged]),
        0,
        ['MR'],
      ],
      [
        'no transfer syntax, big endian',
        '',
        writeDicomElements([[0x00080060, 'CS', 'MR']], { explicit: true, littleEndian: false }),
        0,
        ['MR'],
      ],
      [
        'padding at the end',
        '1.2.840.10008.1.2.1',
        Buffer.concat([explicit([[0x00080060, 'CS', 'MR']]), Buffer.alloc(1005)]),
        0,
        ['MR'],
      ],
    ];
    for (const [name, syntax, bytes, slot, expected] of cases) {
      const { values, fault } = await read(Buffer.concat([writeDicomMeta(syntax), bytes]));
      assert.deepEqual([values[slot], fault], [expected, undefined], name);
    }
  });

  it('reads the first 64 KiB only, and more where the header is longer', async () => {
    const long: WrittenElement[] = [
      [0x00080060, 'CS', 'MR'],
      [0x00091010, 'OB', Buffer.alloc(300_000)],
      [0x0020000e, 'UI', '1.2.3'],
      [0x7fe00010, 'OW', Buffer.alloc(2_000_000)],
    ];
    const write = (each: readonly WrittenElement[]) =>
      Buffer.concat([writeDicomMeta('1.2.840.10008.1.2.1'), writeDicomElements(each, { explicit: true })]);
    const [first, second] = [await read(write(long.toSpliced(1, 1))), await read(write(long))];
    assert.deepEqual([first.read, second.read], [65_536, 524_288]);
    assert.deepEqual(second.values.at(-1), ['1.2.3']);
    assert.equal(second.fault, undefined);
  });

  it('inflates no further than it needs to', async () => {
    const head = writeDicomElements([[0x00080060, 'CS', 'MR']], { explicit: true });
    const pixels = (bytes: number, stated = bytes) => {
      const element = writeDicomElements([[0x7fe00010, 'OW', Buffer.alloc(bytes)]], { explicit: true });
      element.writeUInt32LE(stated, 8);
      return element;
    };
    const deflated = (data: Buffer) =>
      Buffer.concat([writeDicomMeta('1.2.840.10008.1.2.1.99'), deflateRawSync(data)]);
    const large = await read(deflated(Buffer.concat([head, pixels(70_000_000)])));
    assert.deepEqual([large.values[0], large.fault], [['MR'], undefined]);
    const cut = await read(deflated(Buffer.concat([head, pixels(1000, 5000)])));
    assert.deepEqual(cut.values[0], ['MR']);
    assert.match(cut.fault?.message ?? '', /4000 bytes of the image/);
    const broken = deflated(Buffer.concat([head, pixels(1000)]));
    broken.fill(0xff, broken.length - 10);
    assert.deepEqual((await read(broken)).values.length, references.length);
  });

  it('notices that the end of an encapsulated image is missing', async () => {
    const fragment = Buffer.from([0xfe, 0xff, 0, 0xe0, 4, 0, 0, 0, 1, 2, 3, 4]);
    const head = Buffer.from([0xe0, 0x7f, 0x10, 0, 0x4f, 0x42, 0, 0, 255, 255, 255, 255]);
    const end = Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
    const padding = writeDicomElements([[0xfffcfffc, 'OB', Buffer.alloc(6)]], { explicit: true });
    const file = (...parts: Buffer[]) =>
      Buffer.concat([
        writeDicomMeta('1.2.840.10008.1.2.4.70'),
        writeDicomElements([[0x00080060, 'CS', 'CT']], { explicit: true }),
        head,
        ...parts,
      ]);
    const faults: readonly (readonly [Buffer, boolean])[] = [
      [file(fragment, fragment, end), false],
      [file(fragment, end, padding), false],
      [file(fragment, fragment), true],
      [file(fragment, fragment.subarray(0, 9)), true],
      [file(), true],
    ];
    for (const [index, [bytes, isCut]] of faults.entries())
      assert.equal((await read(bytes)).fault !== undefined, isCut, String(index));
  });

  it('gives up on what nests without end, without a stack that overflows', async () => {
    const open = Buffer.from([0x40, 0, 0x75, 2, 255, 255, 255, 255, 0xfe, 0xff, 0, 0xe0, 255, 255, 255, 255]);
    const deep = Buffer.concat([
      writeDicomMeta('1.2.840.10008.1.2'),
      Buffer.concat(Array<Buffer>(100_000).fill(open)),
    ]);
    assert.equal((await read(deep)).fault?.place?.tag, '(0040,0275)');
  });

  const folder = 'data/dicom';
  it('agrees with dicom-parser on real files', { skip: skipUnless(folder) }, async () => {
    let compared = 0;
    const tags = [
      'PatientID',
      'AccessionNumber',
      'StudyInstanceUID',
      'SeriesInstanceUID',
      'SOPInstanceUID',
      'Modality',
      'SliceThickness',
    ];
    for (const part of ['pydicom', 'highdicom']) {
      for (const name of readdirSync(join(shared(folder) ?? '', part)).filter((each) =>
        each.endsWith('.dcm'),
      )) {
        const bytes = readFileSync(join(shared(folder) ?? '', part, name));
        let expected: string[][];
        try {
          expected = readByParser(dicomParser.parseDicom(bytes, { untilTag: 'x7fe00010' }), tags);
        } catch {
          continue;
        }
        assert.deepEqual((await read(bytes, tags)).values, expected, name);
        compared++;
      }
    }
    assert.ok(compared >= 55, String(compared));
  });

  it('reads no more than 64 MiB of a header, and says where it stopped', async () => {
    const huge = 1_900_000_000;
    const head = Buffer.concat([
      writeDicomMeta('1.2.840.10008.1.2.1'),
      writeDicomElements(
        [
          [0x00080060, 'CS', 'CT'],
          [0x70010010, 'OB', new Uint8Array()],
        ],
        { explicit: true },
      ),
    ]);
    head.writeUInt32LE(huge, head.length - 4);
    let most = 0;
    const file: DicomBytes = {
      size: () => head.length + huge + 12,
      first(length) {
        most = Math.max(most, length);
        const bytes = Buffer.alloc(Math.min(length, 1 << 26));
        head.copy(bytes);
        return Promise.resolve(bytes);
      },
      part: (_start, length) => Promise.resolve(new Uint8Array(length)),
      close: () => undefined,
    };
    const query = new DicomQuery();
    const modality = query.askFor('Modality');
    const header = await readDicomHeader(file, 'a.dcm', query);
    assert.ok(most <= 1 << 26, String(most));
    assert.deepEqual(header.values(modality), ['CT']);
    assert.equal(header.fault?.code, 'unreadable-source');
    assert.deepEqual(header.fault.place, { file: 'a.dcm', tag: '(7001,0010)' });
  });
});
