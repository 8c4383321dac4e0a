import { createHash } from 'node:crypto';
import type { DatasetRecord } from './dataset-record.ts';

/** What stands after the last slash, hash or colon of an IRI; the whole text where there is none. */
export function lastSegment(iri: string): string {
  const trimmed = iri.replace(/[/#]+$/, '');
  const segment = trimmed.slice(
    Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('#'), trimmed.lastIndexOf(':')) + 1,
  );
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a stray percent sign is part of the name
  }
}

/**
 * The short identifier of a dataset, `north-1`: made of its own identifier and its provider's alone, so that it stays
 * the same whatever else is published.
 */
export function datasetId(record: Pick<DatasetRecord, 'iri' | 'identifier' | 'provider'>): string {
  const own =
    slug(lastSegment(record.identifier ?? record.iri)) || slug(lastSegment(record.iri)) || hash(record.iri);
  return own === record.provider || own.startsWith(`${record.provider}-`) ? own : `${record.provider}-${own}`;
}

/**
 * The identifiers of all datasets. Where two would be the same, the first by IRI keeps it and the others get the
 * beginning of the hash of their IRI.
 */
export function datasetIds(records: readonly DatasetRecord[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  for (const record of records.toSorted((a, b) => (a.iri < b.iri ? -1 : 1))) {
    const wanted = datasetId(record);
    const id = taken.has(wanted) ? `${wanted}-${hash(record.iri)}` : wanted;
    taken.add(id);
    ids.set(record.iri, id);
  }
  return ids;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}

function hash(iri: string): string {
  return createHash('sha256').update(iri).digest('hex').slice(0, 8);
}
