import type { FhirResource } from './fhir-resources.ts';
import type { Json } from './json-path.ts';
import { isArray, isObject } from './json-path.ts';

type JsonObject = Readonly<Record<string, Json>>;

/** Whom to tell who a delivery speaks of. */
export interface FhirListeners {
  /** Told of a local identifier, and the file that has it. */
  readonly identity?: ((id: string, file: string) => void) | undefined;
  /** Told of the names of patients and of who is named with them. */
  readonly name?: ((name: string) => void) | undefined;
}

/**
 * Resources that have numbers of their own which people write down: accession numbers, case numbers. Of observations
 * there are too many to be remembered.
 */
const withNumbers: ReadonlySet<string> = new Set([
  'ImagingStudy',
  'ServiceRequest',
  'DiagnosticReport',
  'Encounter',
  'EpisodeOfCare',
  'Procedure',
  'Condition',
  'Specimen',
  'ResearchSubject',
]);

/** Tells of all identifiers of a patient, not only of the one that is the hospital's own, of names, and of case numbers. */
export function tellIdentities(resource: FhirResource, { identity, name }: FhirListeners): void {
  const { type, value, file } = resource;
  if (type === 'Patient') {
    if (typeof value['id'] === 'string') identity?.(value['id'], file);
    if (name !== undefined) {
      tellNames(value, name);
      for (const contact of objectsIn(value['contact'])) tellNames(contact, name);
    }
  } else if (!withNumbers.has(type)) return;
  for (const each of objectsIn(value['identifier'])) {
    if (typeof each['value'] === 'string') identity?.(each['value'], file);
  }
  const subject = value['subject'] ?? value['patient'];
  if (subject === undefined || !isObject(subject) || typeof subject['reference'] !== 'string') return;
  const id = /Patient\/([^/#]+)/.exec(subject['reference'])?.[1];
  if (id !== undefined) identity?.(id, file);
}

/** HumanName: `family` is the first part, as DICOM has it. */
function tellNames(holder: JsonObject, name: (name: string) => void): void {
  for (const each of objectsIn(holder['name'])) {
    const given = textsIn(each['given']);
    const family = textsIn(each['family']);
    if (family.length + given.length > 0) name([...family, ...given].join('^'));
    for (const text of textsIn(each['text'])) name(text);
  }
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  if (value === undefined) return [];
  return isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
}

function textsIn(value: Json | undefined): readonly string[] {
  const texts = value === undefined ? [] : isArray(value) ? value : [value];
  return texts.filter((each): each is string => typeof each === 'string');
}
