import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Criterion } from '../../../../server/cohort/definition.ts';
import { absent } from '../../../../server/cli/demo/population.ts';
import type { SamplePatient, SampleSeries } from '../../../../server/cli/demo/population.ts';
import { judge } from '../../../../server/cli/demo/three-valued.ts';

const mr: SampleSeries = {
  uid: '1',
  modality: { state: 'known', key: 'mr' },
  bodyPart: absent,
  vendor: { state: 'known', key: 'ge' },
  instances: 1,
};
const patient: SamplePatient = {
  localId: 'X',
  number: 1,
  datasets: [1],
  sex: { state: 'known', key: 'male' },
  birthDate: undefined,
  conditions: [{ cancer: { state: 'known', key: 'prostate' }, age: 60.5, year: 2019, date: '2019-01-01' }],
  unreadDiagnosis: undefined,
  diagnosesComplete: true,
  studies: [{ uid: '1', date: '2019-01-01', dataset: 1, series: [mr] }],
};
const withSeries = (...series: SampleSeries[]): SamplePatient => ({
  ...patient,
  studies: [{ uid: '1', date: '2019-01-01', dataset: 1, series }],
});

const prostate: Criterion = { attribute: 'cancerType', in: ['EUCAIM:CLIN1000075'] };
const ct: Criterion = { attribute: 'modality', in: ['EUCAIM:IMG1000026'] };
const magnet: Criterion = { attribute: 'modality', in: ['EUCAIM:IMG1000022'] };
const siemens: Criterion = { attribute: 'vendor', in: ['EUCAIM:IMG1000044'] };
const sixties: Criterion = { attribute: 'ageAtDiagnosis', from: 60, to: 69 };
const female: Criterion = { attribute: 'sex', in: ['EUCAIM:COM1001370'] };

const cases: readonly (readonly [
  name: string,
  criterion: Criterion,
  patient: SamplePatient,
  verdict: number,
])[] = [
  ['a known value in the set is a yes', prostate, patient, 1],
  ['a known value outside the set is a no', siemens, patient, 0],
  ['no diagnosis in a complete register is a no', prostate, { ...patient, conditions: [] }, 0],
  [
    'no diagnosis elsewhere is unknown',
    prostate,
    { ...patient, conditions: [], diagnosesComplete: false },
    0.5,
  ],
  ['an unread diagnosis is unknown', prostate, { ...patient, conditions: [], unreadDiagnosis: 'X' }, 0.5],
  [
    'an unmapped technique is unknown',
    ct,
    withSeries({ ...mr, modality: { state: 'unmapped', written: '?' } }),
    0.5,
  ],
  ['an absent technique is unknown', ct, withSeries({ ...mr, modality: absent }), 0.5],
  ['an absent maker is unknown', siemens, withSeries({ ...mr, vendor: absent }), 0.5],
  ['no series at all leaves the maker unknown', siemens, { ...patient, studies: [] }, 0.5],
  ['no series at all leaves the technique unknown', magnet, { ...patient, studies: [] }, 0.5],
  ['not of a technique is no certainty without series', { not: ct }, { ...patient, studies: [] }, 0.5],
  ['an age inside the ends is a yes', sixties, patient, 1],
  ['no condition leaves the age unknown', sixties, { ...patient, conditions: [] }, 0.5],
  [
    'a sex outside the vocabulary is a no',
    female,
    { ...patient, sex: { state: 'outside', written: 'd' } },
    0,
  ],
  ['an absent sex is unknown', female, { ...patient, sex: absent }, 0.5],
  ['not of a no is a yes', { not: siemens }, patient, 1],
  ['not of unknown is unknown', { not: siemens }, { ...patient, studies: [] }, 0.5],
  ['all is the least', { all: [prostate, siemens] }, withSeries({ ...mr, vendor: absent }), 0.5],
  ['any is the greatest', { any: [prostate, siemens] }, withSeries({ ...mr, vendor: absent }), 1],
  [
    'same holds of one series, not of two together',
    { same: 'series', where: { all: [magnet, siemens] } },
    withSeries(mr, {
      ...mr,
      modality: { state: 'known', key: 'ct' },
      vendor: { state: 'known', key: 'siemens' },
    }),
    0,
  ],
  [
    'same may hold of a series that nobody recorded',
    { same: 'series', where: { all: [magnet, siemens] } },
    { ...patient, studies: [] },
    0.5,
  ],
  [
    'same does not hold of such a series where its patient rules it out',
    { same: 'series', where: { all: [magnet, female] } },
    { ...patient, studies: [] },
    0,
  ],
  [
    'same is never certain of such a series',
    { same: 'series', where: { any: [magnet, prostate] } },
    { ...patient, studies: [] },
    0.5,
  ],
];

describe('judge', () => {
  for (const [name, criterion, whom, verdict] of cases) {
    it(name, () => {
      assert.equal(judge(criterion, whom), verdict);
    });
  }

  it('stops at a code that has no hand-written meaning', () => {
    assert.throws(
      () => judge({ attribute: 'cancerType', in: ['EUCAIM:CLIN1000065'] }, patient),
      /meanings\.ts/,
    );
  });
});
