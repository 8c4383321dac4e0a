import { coalesce, prefixed, split, when } from './text.ts';
import { concept, known, unmapped } from './concept.ts';
import { conceptOfAny, unmappedOfAny } from './concept-of-any.ts';
import { convertUnit } from './convert-unit.ts';
import { dicomAge, dicomDate, dicomDateTime, dicomName, dicomTime, dicomUid } from './dicom-values.ts';
import { foreignFunctions } from './foreign-functions.ts';
import { knownWords } from './known-words.ts';
import { number } from './number.ts';
import { extract, replacePattern } from './patterns.ts';
import { patientIdentifier, pseudonym } from './pseudonym.ts';
import { quantity, unreadQuantity } from './quantity.ts';
import { dateDatatype, shiftedDate } from './shifted-date.ts';
import { ucumUnit } from './ucum-unit.ts';
import { unless } from './unless.ts';
import { date, equal, isPresent, lower, notEqual, replace, trim, upper } from './words.ts';
import { year, years } from './years.ts';
import type { LiftFunction } from './lift-function.ts';

/** Every function that a mapping may call, by IRI. A new one is a file here and a line below. */
export const liftFunctions: ReadonlyMap<string, LiftFunction> = new Map(
  [
    concept,
    known,
    unmapped,
    pseudonym,
    patientIdentifier,
    shiftedDate,
    dateDatatype,
    year,
    years,
    number,
    coalesce,
    when,
    prefixed,
    split,
    conceptOfAny,
    unmappedOfAny,
    unless,
    knownWords,
    quantity,
    unreadQuantity,
    dicomDate,
    dicomTime,
    dicomDateTime,
    dicomAge,
    dicomName,
    dicomUid,
    convertUnit,
    ucumUnit,
    lower,
    upper,
    trim,
    date,
    replace,
    equal,
    notEqual,
    isPresent,
    extract,
    replacePattern,
    ...foreignFunctions,
  ].map((each) => [each.iri, each]),
);
