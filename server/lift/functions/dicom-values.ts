import { mfn } from '../../rdf/vocabulary.ts';
import { parseCalendarDate } from './calendar-date.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing, optional } from './lift-function.ts';

/** `mfn:dicomDate(value)`: an xsd:date of a DA (PS3.5 6.2), `20190307`; nothing where it is no day of the calendar. */
export const dicomDate: LiftFunction = {
  iri: mfn.dicomDate.value,
  required: ['value'],
  optional: [],
  lists: [],
  passes: ['value'],
  // ACR-NEMA wrote 2019.03.07, which readers are asked to take (PS3.5 6.2, DA).
  call: (values) =>
    optional(dateOf(textOf(values.one('value')).replace(/^(\d{4})\.(\d{2})\.(\d{2})$/, '$1$2$3'))),
};

/**
 * `mfn:dicomTime(value)`: an xsd:time of a TM (PS3.5 6.2), `101530.25`; nothing where seconds or minutes are left out,
 * for no xsd:time says that they are not known.
 */
export const dicomTime: LiftFunction = {
  iri: mfn.dicomTime.value,
  required: ['value'],
  optional: [],
  lists: [],
  passes: ['value'],
  call: (values) => optional(timeOf(textOf(values.one('value')))),
};

/** `mfn:dicomDateTime(value)`: an xsd:dateTime of a DT (PS3.5 6.2) that is told to the second. */
export const dicomDateTime: LiftFunction = {
  iri: mfn.dicomDateTime.value,
  required: ['value'],
  optional: [],
  lists: [],
  passes: ['value'],
  call(values) {
    const [, day = '', time = '', zone] =
      /^(\d{8})(\d{6}(?:\.\d{1,6})?)([+-]\d{4})?$/.exec(textOf(values.one('value'))) ?? [];
    const [date, clock] = [dateOf(day), timeOf(time)];
    if (date === undefined || clock === undefined) return nothing;
    return [`${date}T${clock}${zone === undefined ? '' : `${zone.slice(0, 3)}:${zone.slice(3)}`}`];
  },
};

/** Days of a unit of an AS: a year has 365.25 days and twelve months. */
const unitsPerYear: Readonly<Record<string, number>> = { D: 365.25, W: 365.25 / 7, M: 12, Y: 1 };

/**
 * `mfn:dicomAge(value)`: years of an AS (PS3.5 6.2), `045Y`, `018M`, `006W`, `010D`, with one decimal, cut and not
 * rounded, as ages are counted; whole years have no decimal, for no month is known of them.
 */
export const dicomAge: LiftFunction = {
  iri: mfn.dicomAge.value,
  required: ['value'],
  optional: [],
  lists: [],
  passes: [],
  call(values) {
    const [, number, unit = ''] = /^(\d{3})([DWMY])$/.exec(textOf(values.one('value'))) ?? [];
    const perYear = unitsPerYear[unit];
    if (number === undefined || perYear === undefined) return nothing;
    if (unit === 'Y') return [String(Number(number))];
    return [(Math.floor((Number(number) / perYear) * 10) / 10).toFixed(1)];
  },
};

const nameParts = ['family', 'given', 'middle', 'prefix', 'suffix'];

/**
 * `mfn:dicomName(value, kind)`: a part of a PN (PS3.5 6.2.1), of its first group: `family`, `given`, `middle`, `prefix`
 * or `suffix`. A patient's name may never become a triple; this is for names of other things.
 */
export const dicomName: LiftFunction = {
  iri: mfn.dicomName.value,
  required: ['value', 'kind'],
  optional: [],
  lists: [],
  passes: ['value'],
  call(values) {
    const [group = ''] = textOf(values.one('value')).split('=');
    return optional(group.split('^')[nameParts.indexOf(values.one('kind') ?? '')]?.trim());
  },
};

/** `mfn:dicomUid(value)`: the IRI `urn:oid:…` (RFC 3061) of a UI (PS3.5 9.1); nothing where it is no UID. */
export const dicomUid: LiftFunction = {
  iri: mfn.dicomUid.value,
  required: ['value'],
  optional: [],
  lists: [],
  passes: ['value'],
  call(values) {
    const uid = textOf(values.one('value'));
    return uid.length <= 64 && /^[0-2](?:\.(?:0|[1-9]\d*))+$/.test(uid) ? [`urn:oid:${uid}`] : nothing;
  },
};

/** Values are padded to an even length, with spaces or, UIDs, with NUL. */
function textOf(value = ''): string {
  return value.replaceAll('\0', ' ').trim();
}

function dateOf(digits: string): string | undefined {
  if (!/^\d{8}$/.test(digits) || parseCalendarDate(digits) === undefined) return undefined;
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

function timeOf(text: string): string | undefined {
  const [, hours, minutes, seconds, fraction = ''] =
    /^([01]\d|2[0-3]):?([0-5]\d):?([0-5]\d)(\.\d{1,6})?$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  return `${hours}:${minutes}:${seconds}${fraction.replace(/\.?0+$/, '')}`;
}
