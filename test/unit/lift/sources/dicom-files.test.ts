import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { MeridianError } from '../../../../server/errors.ts';
import { openDicom } from '../../../../server/lift/sources/dicom-source.ts';
import { lexicalOf } from '../../../../server/lift/sources/record-source.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';
import { shared, skipUnless } from '../../../support/shared.ts';

const folder = 'data/dicom';

/** Every real file that is read, by its modality; pydicom 3.0.2 (with force) reads the same of each. */
const read: Readonly<Record<string, string>> = {
  ANN: 'highdicom/sm_annotations',
  CR: 'pydicom/charset/chrJapMulti',
  CT: 'highdicom/ct_image pydicom/CT_small',
  DX: 'highdicom/dx_image',
  ECG: 'pydicom/waveform_ecg',
  MR: 'pydicom/MR_small pydicom/MR_small_RLE pydicom/MR_small_bigendian pydicom/MR_small_expb pydicom/MR_small_implicit pydicom/MR_small_jp2klossless pydicom/MR_small_padded pydicom/MR_truncated',
  NM: 'pydicom/JPEG2000 pydicom/JPGExtended',
  OT: 'pydicom/SC_rgb_rle_2frame pydicom/SC_rgb_small_odd pydicom/charset/chrGerm pydicom/charset/chrRuss pydicom/charset/chrX1 pydicom/image_dfl',
  RTDOSE: 'pydicom/badVR pydicom/rtdose pydicom/rtdose_1frame',
  RTPLAN: 'pydicom/ExplVR_BigEndNoMeta pydicom/ExplVR_LitEndNoMeta pydicom/rtplan pydicom/rtplan_truncated',
  RTSTRUCT: 'pydicom/rtstruct',
  SEG: 'highdicom/seg_image_cr_binary highdicom/seg_image_ct_binary highdicom/seg_image_ct_binary_fractional highdicom/seg_image_ct_binary_overlap highdicom/seg_image_ct_binary_single_frame highdicom/seg_image_ct_true_fractional highdicom/seg_image_sm_control highdicom/seg_image_sm_control_labelmap highdicom/seg_image_sm_control_labelmap_palette_color highdicom/seg_image_sm_dots highdicom/seg_image_sm_dots_tiled_full highdicom/seg_image_sm_numbers pydicom/liver_1frame',
  SM: 'highdicom/sm_image highdicom/sm_image_control highdicom/sm_image_dots highdicom/sm_image_grayscale highdicom/sm_image_grayscale_reversed highdicom/sm_image_jpegls highdicom/sm_image_jpegls_nobot highdicom/sm_image_numbers',
  SR: 'highdicom/sr_document highdicom/sr_document_with_multiple_groups pydicom/reportsi pydicom/reportsi_with_empty_number_tags pydicom/test-SR',
  US: 'pydicom/ExplVR_BigEnd pydicom/examples_palette pydicom/examples_ybr_color',
};

/** Files that break off, and where; what their headers say is read all the same. */
const brokenOff: Readonly<Record<string, string>> = {
  'pydicom/MR_truncated.dcm': '(7FE0,0010)',
  'pydicom/rtplan_truncated.dcm': '(300A,00B0)',
};

/**
 * Files that belong to no series: shortened for tests of pydicom, which finds no SeriesInstanceUID in them either. Of
 * `no_meta` it makes one element of an unknown tag: a byte stands in front of the first one.
 */
const withoutSeries: Readonly<Record<string, RegExp>> = {
  'pydicom/UN_sequence.dcm': /no series/,
  'pydicom/charset/chrSQEncoding.dcm': /no series/,
  'pydicom/empty_charset_LEI.dcm': /no series/,
  'pydicom/meta_missing_tsyntax.dcm': /no series/,
  'pydicom/nested_priv_SQ.dcm': /no series/,
  'pydicom/no_meta.dcm': /neither the prefix DICM/,
  'pydicom/no_meta_group_length.dcm': /no series/,
  'pydicom/priv_SQ.dcm': /no series/,
  'pydicom/test_PN.dicom.json': /no series/,
};

/** Records and modalities of DICOM JSON; answers to a search for studies are studies without a series. */
const json: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'dicomweb-json/retrieve_instance_metadata.json': [['SM']],
  'dicomweb-json/search_for_instances.json': [['SM'], ['SM'], ['SM'], ['SM']],
  'dicomweb-json/search_for_series.json': [['SM'], ['SM'], ['SM'], ['SM']],
  'dicomweb-json/search_for_studies.json': [[], [], [], []],
  'dicomweb-json/search_for_studies_limit-2_offset-1.json': [[], []],
  'pydicom/test1.dicom.json': [['MR']],
};

async function readOne(path: string) {
  const failures: MeridianError[] = [];
  const file = sourceFile(path, readFileSync(join(shared(folder) ?? '', path)));
  const source = openDicom([file], { failure: (error) => failures.push(error), note: () => undefined });
  const slot = source.reference('Modality');
  const modalities: string[][] = [];
  for await (const record of source.records()) modalities.push(record.read(slot).map(lexicalOf));
  return { modalities, failures };
}

describe('openDicom, every real file', { skip: skipUnless(folder) }, () => {
  const known = new Map<string, string>(
    Object.entries(read).flatMap(([modality, names]) =>
      names.split(' ').map((name) => [`${name}.dcm`, modality]),
    ),
  );

  for (const [path, modality] of known) {
    it(`reads ${path}`, async () => {
      const { modalities, failures } = await readOne(path);
      assert.deepEqual(modalities, [[modality]]);
      assert.deepEqual(
        failures.map(({ place }) => place),
        brokenOff[path] === undefined ? [] : [{ file: path, tag: brokenOff[path] }],
      );
    });
  }

  for (const [path, message] of Object.entries(withoutSeries)) {
    it(`reports ${path}`, async () => {
      const { modalities, failures } = await readOne(path);
      assert.deepEqual(modalities, []);
      assert.deepEqual(
        failures.map(({ place }) => place?.file),
        [path],
      );
      assert.match(failures[0]?.message ?? '', message);
    });
  }

  for (const [path, expected] of Object.entries(json)) {
    it(`reads ${path}`, async () => {
      assert.deepEqual(await readOne(path), { modalities: expected, failures: [] });
    });
  }

  it('leaves no file out', () => {
    const files = readdirSync(shared(folder) ?? '', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(dcm|json)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice((shared(folder) ?? '').length + 1));
    const tested = new Set([...known.keys(), ...Object.keys(withoutSeries), ...Object.keys(json)]);
    assert.deepEqual(
      files.filter((file) => !tested.has(file)),
      [],
    );
  });
});
