import type { ConceptLeaf, Criterion, RangeLeaf } from '../../cohort/definition.ts';
import { meaningOf } from './meanings.ts';
import { absent } from './population.ts';
import type { Recorded, SamplePatient, SampleSeries } from './population.ts';

/**
 * No, unknown, yes (Kleene): `all` is the least, `any` the greatest, `not` turns the scale round. This reading of
 * the sample is naive on purpose and shares no code with the server: one is checked against the other.
 */
export type Verdict = 0 | 0.5 | 1;

const unrecorded: SampleSeries = {
  uid: '',
  modality: absent,
  bodyPart: absent,
  vendor: absent,
  instances: 0,
};

/** Whether a patient fits a criterion, by what the provider recorded. */
export function judge(criterion: Criterion, patient: SamplePatient): Verdict {
  if ('all' in criterion) return least(criterion.all.map((part) => judge(part, patient)));
  if ('any' in criterion) return greatest(criterion.any.map((part) => judge(part, patient)));
  if ('not' in criterion) return turned(judge(criterion.not, patient));
  if ('same' in criterion) {
    if (criterion.same !== 'series')
      throw new RangeError(`The sample has no reading of same "${criterion.same}".`);
    const series = seriesOf(patient);
    // Where no series is recorded there may be one all the same, of which nobody knows anything.
    if (series.length === 0) return least([0.5, judgeSeries(criterion.where, unrecorded, patient)]);
    return greatest(series.map((each) => judgeSeries(criterion.where, each, patient)));
  }
  if ('attribute' in criterion) return judgeLeaf(criterion, patient);
  throw new RangeError(`The sample has no reading of the event "${criterion.event}".`);
}

/** The same of one series; what is not told of series is looked up at its patient. */
function judgeSeries(criterion: Criterion, series: SampleSeries, patient: SamplePatient): Verdict {
  if ('all' in criterion) return least(criterion.all.map((part) => judgeSeries(part, series, patient)));
  if ('any' in criterion) return greatest(criterion.any.map((part) => judgeSeries(part, series, patient)));
  if ('not' in criterion) return turned(judgeSeries(criterion.not, series, patient));
  if (!('attribute' in criterion && 'in' in criterion))
    throw new RangeError('The sample has no reading of this.');
  if (criterion.attribute === 'modality') return hasOneOf(series.modality, criterion);
  if (criterion.attribute === 'bodyPart') return hasOneOf(series.bodyPart, criterion);
  if (criterion.attribute === 'vendor') return hasOneOf(series.vendor, criterion);
  return judgeLeaf(criterion, patient);
}

function judgeLeaf(leaf: ConceptLeaf | RangeLeaf, patient: SamplePatient): Verdict {
  const series = seriesOf(patient);
  if ('in' in leaf) {
    switch (leaf.attribute) {
      case 'sex':
        return hasOneOf(patient.sex, leaf);
      case 'modality':
        return orNothingToldOf(series.map(({ modality }) => hasOneOf(modality, leaf)));
      case 'bodyPart':
        return orNothingToldOf(series.map(({ bodyPart }) => hasOneOf(bodyPart, leaf)));
      case 'vendor':
        return orNothingToldOf(series.map(({ vendor }) => hasOneOf(vendor, leaf)));
      case 'cancerType':
        return greatest([
          ...patient.conditions.map(({ cancer }) => hasOneOf(cancer, leaf)),
          patient.unreadDiagnosis === undefined ? 0 : 0.5,
          patient.conditions.length > 0 || patient.diagnosesComplete ? 0 : 0.5,
        ]);
    }
  } else {
    switch (leaf.attribute) {
      case 'ageAtDiagnosis':
        return orNothingToldOf(patient.conditions.map(({ age }) => liesWithin(age, leaf)));
      case 'yearOfDiagnosis':
        return orNothingToldOf(patient.conditions.map(({ year }) => liesWithin(year, leaf)));
    }
  }
  throw new RangeError(`The sample has no reading of the attribute "${leaf.attribute}".`);
}

function hasOneOf(value: Recorded, leaf: ConceptLeaf): Verdict {
  switch (value.state) {
    case 'known': {
      const wanted = leaf.in.some((code) => meaningOf(code).includes(value.key));
      const excepted = (leaf.except ?? []).some((code) => meaningOf(code).includes(value.key));
      return wanted && !excepted ? 1 : 0;
    }
    case 'outside':
      return 0;
    case 'unmapped':
    case 'absent':
      return 0.5;
  }
}

function liesWithin(value: number | undefined, { from = -Infinity, to = Infinity }: RangeLeaf): Verdict {
  if (value === undefined) return 0.5;
  return value >= from && value <= to ? 1 : 0;
}

/** Where there is no thing that could have the attribute, nobody knows. */
function orNothingToldOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.length === 0 ? 0.5 : greatest(verdicts);
}

function seriesOf(patient: SamplePatient): SampleSeries[] {
  return patient.studies.flatMap(({ series }) => series);
}

function least(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes(0) ? 0 : verdicts.includes(0.5) ? 0.5 : 1;
}

function greatest(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes(1) ? 1 : verdicts.includes(0.5) ? 0.5 : 0;
}

function turned(verdict: Verdict): Verdict {
  return verdict === 1 ? 0 : verdict === 0 ? 1 : 0.5;
}
