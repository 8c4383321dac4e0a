import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseCalendarDate } from '../../../../server/lift/functions/calendar-date.ts';
import { year, years } from '../../../../server/lift/functions/years.ts';
import { callFunction } from '../../../support/call-function.ts';

describe('dates of sources', () => {
  it('are read in the ways in use, and nothing else is', () => {
    const day = { year: 2019, month: 3, day: 7 };
    for (const text of [
      '2019-03-07',
      '20190307',
      '07.03.2019',
      '7.3.2019',
      ' 2019-03-07 00:00:00',
      '2019-03-07T12:00Z',
    ]) {
      assert.deepEqual(parseCalendarDate(text), day, text);
    }
    assert.deepEqual(parseCalendarDate('2019'), { year: 2019 });
    assert.deepEqual(parseCalendarDate('2019-03'), { year: 2019, month: 3 });
    for (const text of [
      '',
      '2019-02-29',
      '03/07/2019',
      '2019-13-01',
      '20191301',
      '32.1.2019',
      'unknown',
      '2019-3',
    ]) {
      assert.equal(parseCalendarDate(text), undefined, text);
    }
  });
});

describe('mfn:year and mfn:years', () => {
  it('give the calendar year', () => {
    assert.equal(callFunction(year, { value: '31.12.1999' }), '1999');
    assert.equal(callFunction(year, { value: 'soon' }), null);
  });

  it('give years with one decimal that reach the whole number on the anniversary', () => {
    const between = (from: string, to: string) => callFunction(years, { from, to });
    assert.equal(between('1950-03-07', '2019-03-06'), '68.9');
    assert.equal(between('1950-03-07', '2019-03-07'), '69.0');
    assert.equal(between('2000-02-29', '2001-02-28'), '0.9');
    assert.equal(between('2000-02-29', '2001-03-01'), '1.0');
    assert.equal(between('1950-01-01', '1950-01-01'), '0.0');
    assert.equal(between('2019-01-02', '2019-01-01'), null);
    assert.equal(between('?', '2019-01-01'), null);
  });

  it('give no years where a date tells only its year or month', () => {
    const date = fc.constantFrom('1950', '1950-03', '1950-03-07');
    const later = fc.constantFrom('2010', '2010-02', '2010-02-01', '20100201');
    fc.assert(
      fc.property(date, later, (from, to) => {
        const isFull = from.length === 10 && to.length >= 8;
        assert.equal(callFunction(years, { from, to }), isFull ? '59.9' : null);
      }),
    );
    assert.equal(callFunction(year, { value: '1950-03' }), '1950');
  });

  it('never go down as time goes on', () => {
    const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, date, date, (...dates) => {
        const [from = '', to = '', later = ''] = dates.map((each) => each.toISOString().slice(0, 10)).sort();
        assert.ok(
          Number(callFunction(years, { from, to })) <= Number(callFunction(years, { from, to: later })),
        );
      }),
    );
  });
});
