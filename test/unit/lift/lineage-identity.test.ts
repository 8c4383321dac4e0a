import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Lifted } from '../../../server/lift/lifter.ts';
import { createLifter } from '../../../server/lift/rml-lifter.ts';
import { liftContext, liftDependencies, sourceFile } from '../../support/lift-fixtures.ts';
import { shared, skipUnless } from '../../support/shared.ts';

const lifter = await createLifter(liftDependencies);

/** All that is said about places. */
function said(lifted: Lifted): string {
  return JSON.stringify([
    [...lifted.lineage.origins],
    lifted.unmapped,
    lifted.notes,
    lifted.failures.map(({ message, place, advice }) => [message, place, advice]),
  ]);
}

const object = (patient: string, study: string, series: string) => ({
  '00100020': { vr: 'LO', Value: [patient] },
  '0020000D': { vr: 'UI', Value: [study] },
  '0020000E': { vr: 'UI', Value: [series] },
  '00080018': { vr: 'UI', Value: [`${series}.1`] },
  '00080060': { vr: 'CS', Value: ['ODD'] },
});

describe('the identities of a DICOM delivery', () => {
  const ct = 'data/dicom/pydicom/CT_small.dcm';
  it('leave the paths of lineage, where the rest of the path stays', { skip: skipUnless(ct) }, async () => {
    const bytes = readFileSync(shared(ct) ?? '');
    const [patient, study] = ['1CT1', '1.3.6.1.4.1.5962.1.2.1.20040119072730.12322'];
    const files = [
      sourceFile(`dicom/${patient}/${study}/slice_1.dcm`, bytes),
      sourceFile(`dicom/${patient}/broken.dcm`, bytes.subarray(0, 300)),
    ];
    const lifted = await lifter.lift('imaging', files, liftContext);
    assert.ok(lifted.failures.length > 0);
    assert.ok(!said(lifted).includes(patient) && !said(lifted).includes(study), said(lifted));
    const places = [...lifted.lineage.origins.values()].flat().map(({ file }) => file);
    assert.deepEqual([...new Set(places)], ['dicom/…/…/slice_1.dcm']);
    assert.equal(lifted.failures[0]?.place?.file, 'dicom/…/….dcm (file 2 of 2)');
  });

  it('are not guessed where no file can be read: files are numbered, and what was typed stays', async () => {
    const broken = ['MEYER^ANNA_19600304/PAT0012345.dcm', 'Zqmeyer^Anna/PAT0012345.dcm'];
    const bytes = Buffer.from('no DICOM');
    const { failures } = await lifter.lift(
      'imaging',
      broken.map((path) => ({ ...sourceFile(`data/in/${path}`, bytes), root: 'data/in' })),
      liftContext,
    );
    assert.deepEqual(
      failures.map(({ place }) => place?.file),
      ['data/in/…/….dcm (file 1 of 2)', 'data/in/…/….dcm (file 2 of 2)'],
    );
    const { failures: sent } = await lifter.lift(
      'imaging',
      broken.map((path) => sourceFile(path, bytes)),
      liftContext,
    );
    assert.deepEqual(
      sent.map(({ place }) => place?.file),
      ['…/….dcm (file 1 of 2)', '…/….dcm (file 2 of 2)'],
    );
  });

  it('never stand in what is said about places, wherever a path holds them', async () => {
    const unit = fc.constantFrom('K', 'q', '7', '3', '-', '.', '_');
    const id = fc.string({ unit, minLength: 6, maxLength: 14 });
    const shape = fc.constantFrom('P/S/E', 'x-P.d/E', 'P', 'a/S.E_P', 'eP/P/PS');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(id, id, id, shape), { minLength: 1, maxLength: 4 }),
        async (series) => {
          const files = series.map(([patient, study, uid, pattern], index) =>
            sourceFile(
              `in${index}/${pattern.replace(/[PSE]/g, (each) => (each === 'P' ? patient : each === 'S' ? study : uid))}.json`,
              JSON.stringify([object(patient, study, uid), {}]),
            ),
          );
          const text = said(await lifter.lift('imaging', files, liftContext));
          for (const each of series.flatMap(([patient, study, uid]) => [patient, study, uid])) {
            assert.ok(!text.toLowerCase().includes(each.toLowerCase()), `${each} in ${text}`);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
