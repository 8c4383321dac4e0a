import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  dicomAge,
  dicomDate,
  dicomDateTime,
  dicomName,
  dicomTime,
  dicomUid,
} from '../../../../server/lift/functions/dicom-values.ts';
import type { LiftFunction } from '../../../../server/lift/functions/lift-function.ts';
import { callFunction } from '../../../support/call-function.ts';

/** What a function makes of values; null where it gives nothing. */
function table(called: LiftFunction, cases: Readonly<Record<string, string | null>>, more = {}): void {
  for (const [value, expected] of Object.entries(cases))
    assert.equal(callFunction(called, { value, ...more }), expected, value);
}

describe('functions on DICOM value representations', () => {
  it('DA is a day of the calendar, or nothing', () => {
    table(dicomDate, {
      '20190307': '2019-03-07',
      '20200229 ': '2020-02-29',
      '2019.03.07': '2019-03-07',
      '20190229': null,
      '201903': null,
      '2019-03-07': null,
      '': null,
    });
  });

  it('TM is a time told to the second, or nothing', () => {
    table(dicomTime, {
      '101530': '10:15:30',
      '101530.250000': '10:15:30.25',
      '101530.000': '10:15:30',
      '10:15:30': '10:15:30',
      '1015': null,
      '240000': null,
      '101560': null,
    });
  });

  it('DT is a date and time, with the offset where there is one', () => {
    table(dicomDateTime, {
      '20190307101530': '2019-03-07T10:15:30',
      '20190307101530.5+0100': '2019-03-07T10:15:30.5+01:00',
      '20190307': null,
      '20190231101530': null,
    });
  });

  it('AS is years: whole ones as they are, parts of years cut to a decimal', () => {
    table(dicomAge, {
      '045Y': '45',
      '018M': '1.5',
      '011M': '0.9',
      '006W': '0.1',
      '010D': '0.0',
      '45Y': null,
      '045': null,
    });
  });

  it('PN has five parts, of which the first group is read', () => {
    const name = 'Family^Given^Middle^Dr^MD=漢字';
    for (const [kind, part] of Object.entries({
      family: 'Family',
      given: 'Given',
      suffix: 'MD',
      other: null,
    }))
      assert.equal(callFunction(dicomName, { value: name, kind }), part);
    assert.equal(callFunction(dicomName, { value: 'Family', kind: 'given' }), null);
  });

  it('UI is an IRI of object identifiers, without its padding', () => {
    table(dicomUid, {
      '1.2.840.10008.1.1\0': 'urn:oid:1.2.840.10008.1.1',
      '1.2.03': null,
      '3.1': null,
      '1': null,
      [`1.${'2'.repeat(63)}`]: null,
      'x.1': null,
    });
  });
});
