import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { SourceFile } from '../../../../server/lift/lifter.ts';
import type { AskedParts } from '../../../../server/lift/sources/dicom-asked.ts';
import type { DicomObject } from '../../../../server/lift/sources/dicom-objects.ts';
import { nestedDicom, partsAsked } from '../../../../server/lift/sources/dicom-parts.ts';
import { DicomQuery } from '../../../../server/lift/sources/dicom-query.ts';
import { openDicom } from '../../../../server/lift/sources/dicom-source.ts';
import { lexicalOf } from '../../../../server/lift/sources/record-source.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';
import { shared, skipUnless } from '../../../support/shared.ts';

const value = (vr: string, ...values: readonly unknown[]) => ({ vr, Value: values });
const code = (scheme: string, written: string, tag = '00080100') => ({
  [tag]: value('SH', written),
  '00080102': value('SH', scheme),
});

const segmentation = {
  '0020000E': value('UI', '1.2'),
  '00620002': value(
    'SQ',
    {
      '00620004': value('US', 1),
      '0062000F': value('SQ', code('SCT', '41216001')),
      '00620003': value('SQ', { '00080100': value('SH', '85756007') }),
    },
    {
      '00620004': value('US', 2),
      '0062000F': value('SQ', code('DCM', 'https://example.org/code', '00080120'), code('SCT', '4147007')),
      '00620007': value('SQ', { '0066002F': value('SQ', code('DCM', '123105')) }),
    },
  ),
};

async function segments(files: readonly SourceFile[]) {
  const failures: unknown[] = [];
  const source = openDicom(files, { failure: (error) => failures.push(error), note: () => undefined });
  const types = source.reference('SegmentSequence.SegmentedPropertyTypeCodeSequence');
  const nested = source.nested?.('SegmentSequence');
  assert.ok(nested !== undefined);
  assert.equal(source.nested?.('SegmentSequence'), nested);
  const slots = [
    'SegmentNumber',
    'SegmentedPropertyTypeCodeSequence',
    'SegmentedPropertyCategoryCodeSequence',
  ].map((reference) => nested.reference(reference));
  const inner = nested.nested?.('SegmentedPropertyTypeCodeSequence');
  assert.ok(inner !== undefined);
  const scheme = inner.reference('CodingSchemeDesignator');
  const found: { all: string[]; parts: { values: string[][]; schemes: string[][] }[] }[] = [];
  for await (const record of source.records()) {
    found.push({
      all: record.read(types).map(lexicalOf),
      parts: (record.nested?.(nested.slot) ?? []).map((part) => ({
        values: slots.map((slot) => part.read(slot).map(lexicalOf)),
        schemes: (part.nested?.(inner.slot) ?? []).map((each) => each.read(scheme).map(lexicalOf)),
      })),
    });
  }
  assert.deepEqual(failures, []);
  return { found, place: nested.place('SegmentNumber').reference };
}

describe('items of DICOM sequences', () => {
  it('are records of their own, and code sequences give their codes', async () => {
    const { found, place } = await segments([sourceFile('a.json', JSON.stringify(segmentation))]);
    assert.equal(place, '(0062,0002).(0062,0004)');
    assert.deepEqual(found, [
      {
        all: ['SCT:41216001', 'DCM:https://example.org/code', 'SCT:4147007'],
        parts: [
          // A code without a scheme means nothing.
          { values: [['1'], ['SCT:41216001'], []], schemes: [['SCT']] },
          {
            values: [['2'], ['DCM:https://example.org/code', 'SCT:4147007'], []],
            schemes: [['DCM'], ['SCT']],
          },
        ],
      },
    ]);
  });

  it('are none where there are none', async () => {
    const { found } = await segments([sourceFile('a.json', '{"0020000E":{"vr":"UI","Value":["1.2"]}}')]);
    assert.deepEqual(found, [{ all: [], parts: [] }]);
  });

  const folder = 'data/dicom/highdicom';
  it('are read from real files as from the JSON model', { skip: skipUnless(folder) }, async () => {
    const name = 'seg_image_ct_binary_overlap.dcm';
    const file = {
      path: name,
      read: () => Promise.resolve(new Uint8Array(readFileSync(join(shared(folder) ?? '', name)))),
    };
    const { found } = await segments([file]);
    assert.deepEqual(
      found[0]?.parts.map(({ values }) => values.flat()),
      [
        ['1', 'SCT:272673000', 'SCT:85756007'],
        ['2', 'SCT:421060004', 'SCT:123037004'],
      ],
    );
  });

  it('ask an object once for each slot, however many items there are', () => {
    const query = new DicomQuery();
    const found: AskedParts[] = [];
    const nested = nestedDicom('SegmentSequence', [], query, (parts) => found.push(parts) - 1);
    const number = nested.reference('SegmentNumber');
    const types = nested.reference('SegmentedPropertyTypeCodeSequence');
    const inner = nested.nested?.('SegmentedPropertyTypeCodeSequence');
    const scheme = inner?.reference('CodingSchemeDesignator') ?? -1;
    const [asked] = found;
    assert.ok(asked !== undefined && inner !== undefined);
    const count = 2000;
    let asks = 0;
    // Each segment begins at 10, 20, ..., the code in it 5 later.
    const valueOf = (keyword: string | undefined, index: number): string[] =>
      keyword === '00620004' ? [String(index)] : keyword === '00080102' ? ['SCT'] : [`${index}`];
    const object: DicomObject = {
      origin: { file: 'a.dcm' },
      isFile: true,
      values: () => [],
      items(slot) {
        asks++;
        const tags = (query.references[slot] ?? []).map(({ tag }) => tag);
        if (tags.at(-1) === '00080120' || tags.at(-1) === '00080119') return [];
        const within = tags[1] === '0062000F' ? 5 : 0;
        return Array.from({ length: count }, (_, index) => ({
          item: (index + 1) * 10 + within,
          values: valueOf(tags.at(-1), index),
        }));
      },
    };
    const parts = partsAsked(object, asked, object.origin);
    const indexes = Array.from({ length: count }, (_, index) => String(index));
    assert.deepEqual(
      parts.map((part) => [part.read(number), part.read(types)]),
      indexes.map((index) => [[index], [`SCT:${index}`]]),
    );
    const codes = parts.map((part) => part.nested?.(inner.slot).map((code) => code.read(scheme)));
    assert.deepEqual(codes, Array(count).fill([['SCT']]));
    assert.ok(asks <= query.references.length + 1, `${asks} for ${query.references.length} slots`);
  });
});
