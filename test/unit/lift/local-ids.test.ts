import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MeridianError } from '../../../server/errors.ts';
import { LocalIds } from '../../../server/lift/local-ids.ts';

function knowing(...ids: string[]): LocalIds {
  const known = new LocalIds();
  for (const id of ids) known.add(id);
  return known;
}

describe('LocalIds', () => {
  it('masks long ids anywhere, in any case, and what overlaps as one', () => {
    const ids = knowing('PAT-00123', '1.2.840.1', '1.2.840.1.5', 'Müller-Öz');
    assert.equal(ids.path('dicom/PAT-00123/1.dcm'), 'dicom/…/1.dcm');
    assert.equal(ids.path('x_pat-00123b/IM.dcm'), 'x_…b/IM.dcm');
    assert.equal(ids.path('1.2.840.1.5/1.2.840.1.7.dcm'), '…/….7.dcm');
    assert.equal(ids.path('a/mu\u0308ller-o\u0308z.dcm'), 'a/….dcm');
  });

  it('masks shorter ids as whole words, and the shortest as whole segments or stems', () => {
    const ids = knowing('P042', '1', 'dcm');
    assert.equal(ids.path('scan_P042.dcm'), 'scan_….dcm');
    assert.equal(ids.path('P0421/xP042.dcm'), 'P0421/xP042.dcm');
    assert.equal(ids.path('1/1.dcm/1.2.nii.gz/img_1.dcm'), '…/….dcm/….2.nii.gz/img_1.dcm');
  });

  it('leaves paths without ids, table names and array positions as they are', () => {
    const ids = knowing('12', '7', 'PAT-00123');
    assert.equal(ids.path('omop/PERSON.csv'), 'omop/PERSON.csv');
    assert.equal(ids.pointer('/7/x'), '/7/x');
    assert.equal(ids.pointer('/patients/PAT-00123/7'), '/patients/…/7');
    assert.equal(new LocalIds().path('a/b'), 'a/b');
  });

  it('masks failures in message and place, without the cause that names them', () => {
    const ids = knowing('PAT-00123');
    const file = 'dicom/PAT-00123/1.dcm';
    const masked = ids.failure(
      new MeridianError('unreadable-source', `The file ${file} breaks off.`, {
        place: { file, tag: '(0010,0020)' },
        advice: 'Send it again.',
        cause: new Error(file),
      }),
    );
    assert.equal(masked.message, 'The file dicom/…/1.dcm breaks off.');
    assert.deepEqual(masked.place, { file: 'dicom/…/1.dcm', tag: '(0010,0020)' });
    assert.equal(masked.advice, 'Send it again.');
    assert.equal(masked.cause, undefined);
    const other = new MeridianError('unreadable-source', 'Else.', { place: { file: 'x.csv' } });
    assert.equal(ids.failure(other), other);
  });

  it('knows ids that are added after a path was asked for', () => {
    const ids = knowing('a-long-one');
    assert.equal(ids.path('PAT-00123/a.dcm'), 'PAT-00123/a.dcm');
    ids.add('PAT-00123');
    assert.equal(ids.path('PAT-00123/a.dcm'), '…/a.dcm');
  });

  it('leaves no id of six or more characters in any path', () => {
    const piece = fc.string({
      unit: fc.constantFrom('a', 'B', '1', '.', '-', 'Σ', 'ß', 'İ', '/', ' '),
      maxLength: 12,
    });
    const fold = (text: string) => text.replace(/[^]/gu, (each) => each.toLowerCase());
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 4 }),
        fc.array(piece),
        fc.boolean(),
        (ids, around, upper) => {
          const path = around.map((each, index) => each + (ids[index % ids.length] ?? '')).join('');
          const masked = fold(knowing(...ids).path(upper ? path.toUpperCase() : path));
          for (const id of ids.map((each) => each.trim())) {
            if (id.length >= 6 && !id.includes('İ') && !(upper && /[ßİ]/.test(id)))
              assert.ok(!masked.includes(fold(id)), `${id} in ${masked}`);
          }
        },
      ),
    );
  });

  it('masks UIDs that it was never told, and nothing that only looks like one', () => {
    const ids = new LocalIds();
    assert.equal(ids.path('a/1.2.840.113619.2.55/CT.1.2.840.113619.2.55.1.dcm'), 'a/…/CT.….dcm');
    assert.equal(ids.path('2.25.31415926535897932384.dcm'), '….dcm');
    assert.equal(ids.text('broken: 1.2.826.0.1.3680043.8'), 'broken: …');
    for (const path of ['v1.2.3/a.dcm', '2024.13.17.csv', '2.25.1.dcm', '10.0.0.1/x'])
      assert.equal(ids.path(path), path);
  });

  it('hides segments with a day, in any form, but for the extension of a file', () => {
    const ids = new LocalIds();
    for (const day of [
      '19600304',
      '1960-03-04',
      '04.03.1960',
      '4.3.1960',
      '1960_03_04',
      '04031960',
      '20190304120000',
    ])
      assert.equal(ids.path(`in/MEYER_${day}/a.csv`), 'in/…/a.csv', day);
    assert.equal(ids.path('MEYER_19600304_2019-03-04/PERSON.csv'), '…/PERSON.csv');
    assert.equal(ids.path('fhir/Zqmeyer_Anna_1960-03-04.json'), 'fhir/….json');
    assert.equal(ids.path('19600304.csv.gz'), '….csv.gz');
    assert.equal(ids.pointer('/Meyer 1960-03-04/7'), '/…/7');
    for (const path of ['5190001234567/a', 'v2019/a-19999999.csv', 'IM20231399.dcm'])
      assert.equal(ids.path(path), path);
  });

  it('masks 20,000 paths by 100,000 ids in seconds', () => {
    const ids = new LocalIds();
    for (let i = 0; i < 100_000; i++) ids.add(`CASE-${i * 7919}-REC1`);
    const start = performance.now();
    for (let i = 0; i < 20_000; i++) {
      const path = `dicom/PAT${i}/CASE-${i * 7919}-REC1/CASE-${i * 7919}-REC1.4.dcm`;
      assert.equal(ids.path(path), `dicom/PAT${i}/…/….4.dcm`);
    }
    assert.ok(performance.now() - start < 8000);
  });
});
