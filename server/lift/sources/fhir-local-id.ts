import { fallbackIdentifier } from '../privacy/fallback-identifier.ts';
import type { Json } from './json-path.ts';
import { isArray, isObject } from './json-path.ts';

type JsonObject = Readonly<Record<string, Json>>;

/**
 * What a hospital calls a resource: the value of the first identifier of a system in the list, else of the first medical
 * record number (type `MR` of HL7 table 0203), else the id on the server. It is the PatientID that images of the same
 * hospital carry where either identifier is that number; the id of a patient on the server is not, and kept apart.
 */
export function localIdOf(resource: JsonObject, systems: readonly string[]): string | undefined {
  const { identifier, id, resourceType } = resource;
  const identifiers = identifier !== undefined && isArray(identifier) ? identifier.filter(isObject) : [];
  const found =
    systems.map((system) => identifiers.find((each) => each['system'] === system)).find(hasValue) ??
    identifiers.find((each) => hasValue(each) && isRecordNumber(each));
  const value = found?.['value'] ?? id;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return found === undefined && resourceType === 'Patient' ? fallbackIdentifier('Patient.id', value) : value;
}

function hasValue(identifier: JsonObject | undefined): boolean {
  return typeof identifier?.['value'] === 'string';
}

function isRecordNumber({ type }: JsonObject): boolean {
  if (type === undefined || !isObject(type)) return false;
  const { coding } = type;
  return coding !== undefined && isArray(coding) && coding.filter(isObject).some(({ code }) => code === 'MR');
}
