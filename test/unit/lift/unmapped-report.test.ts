import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SourceRecord } from '../../../server/lift/sources/record-source.ts';
import { UnmappedReport } from '../../../server/lift/unmapped-report.ts';

const record = (row: number): SourceRecord => ({ origin: { file: 'a.csv', row }, read: () => [] });
const nameOf = (attribute: string): string => attribute.replace(/^.*#/, '');

/** A value in one record of each of these patients. */
function reportOf(patients: readonly string[], shownFrom?: number): UnmappedReport {
  const report = new UnmappedReport(nameOf, shownFrom);
  for (const [row, patient] of patients.entries()) {
    const each = record(row + 1);
    report.patient(patient, each);
    report.add('urn:attribute#sex', 'x', each);
  }
  return report;
}
const patients = (count: number, records: number): string[] =>
  Array.from({ length: records }, (_, at) => `patient-${at % count}`);

describe('UnmappedReport', () => {
  it('hides a value of nine patients in a hundred records, and shows one of ten', () => {
    const nine = reportOf(patients(9, 100));
    assert.deepEqual(nine.values(), []);
    assert.deepEqual(nine.hidden(), [{ attribute: 'sex', values: 1, records: 100 }]);
    assert.equal(nine.isShown('sex', 'x'), false);
    const ten = reportOf(patients(10, 10));
    assert.deepEqual(ten.values(), [
      { attribute: 'sex', value: 'x', records: 10, firstPlace: { file: 'a.csv', row: 1 } },
    ]);
    assert.deepEqual(ten.hidden(), []);
    assert.equal(ten.isShown('sex', 'x'), true);
  });

  it('counts a patient of many records once, and a value that is looked up twice in a record', () => {
    const report = new UnmappedReport(nameOf, 2);
    const one = record(1);
    report.add('sex', 'x', one);
    report.patient('a', one);
    report.add('sex', 'x', one);
    assert.deepEqual(report.hidden(), [{ attribute: 'sex', values: 1, records: 1 }]);
  });

  it('hides what no patient is told of', () => {
    const report = new UnmappedReport(nameOf);
    for (let row = 0; row < 50; row++) report.add('sex', 'x', record(row));
    assert.deepEqual(report.values(), []);
    assert.equal(report.isShown('sex', 'x'), false);
  });

  it('does not show what nobody reported', () => {
    assert.equal(new UnmappedReport(nameOf).isShown('sex', 'x'), false);
  });

  it('shows what datasets have, and not how many patients have it besides', () => {
    const report = reportOf(patients(3, 3));
    report.add('sex', 'x', record(7), undefined, true);
    report.addAt('sex', 'y', 'urn:dataset', () => ({ file: 'b.ttl', line: 2 }));
    assert.deepEqual(report.values(), [
      { attribute: 'sex', value: 'x', records: 1, firstPlace: { file: 'a.csv', row: 7 } },
      { attribute: 'sex', value: 'y', records: 1, firstPlace: { file: 'b.ttl', line: 2 } },
    ]);
    assert.deepEqual(report.hidden(), [{ attribute: 'sex', values: 1, records: 3 }]);
    assert.equal(report.isShown('sex', 'x'), true, 'the dataset says the word in public');
  });

  it('is one entry for what datasets and enough patients have', () => {
    const report = reportOf(patients(12, 12));
    report.add('sex', 'x', record(20), undefined, true);
    assert.deepEqual(
      report.values().map(({ value, records }) => [value, records]),
      [['x', 13]],
    );
  });

  it('says the same whether it hears of the patient or of the values of a record first', () => {
    const row = fc.record({
      patient: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
      values: fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }),
      at: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (rows, shownFrom) => {
        const [first, anywhere] = [
          new UnmappedReport(nameOf, shownFrom),
          new UnmappedReport(nameOf, shownFrom),
        ];
        const having = new Map<string, Set<number>>();
        for (const [index, { patient, values, at }] of rows.entries()) {
          const [one, other] = [record(index), record(index)];
          if (patient !== undefined) first.patient(String(patient), one);
          for (const [step, value] of values.entries()) {
            if (patient !== undefined && step === at) anywhere.patient(String(patient), other);
            first.add('sex', value, one);
            anywhere.add('sex', value, other);
            const who = having.get(value) ?? new Set();
            having.set(value, patient === undefined ? who : who.add(patient));
          }
          if (patient !== undefined && at >= values.length) anywhere.patient(String(patient), other);
        }
        assert.deepEqual([anywhere.values(), anywhere.hidden()], [first.values(), first.hidden()]);
        const enough = [...having].filter(([, who]) => who.size >= shownFrom).map(([value]) => value);
        assert.deepEqual(
          first
            .values()
            .map(({ value }) => value)
            .sort(),
          enough.sort(),
        );
      }),
    );
  });
});
