import { MeridianError } from '../../errors.ts';
import { isArray, isObject } from '../sources/json-path.ts';
import type { DicomJson, DicomwebClient } from './dicomweb-client.ts';

/** What is searched for: where, with which query, and by which UID results are told apart. */
export interface DicomwebSearch {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly limit: number;
  /** Tag of the UID. */
  readonly uid: string;
  /** For people, in messages. */
  readonly shown: string;
}

/**
 * All results of a search (QIDO-RS), page by page, each UID once. A page is asked for until one brings nothing new: not
 * every server says that there is more, or gives as many as were asked for. Servers that know no pages give all at
 * once. Throws 'unreadable-source' where pages come again although there should be more: results would be missing.
 */
export async function* searchDicomweb(
  client: DicomwebClient,
  { path, query, limit, uid, shown }: DicomwebSearch,
): AsyncGenerator<DicomJson> {
  const seen = new Set<string>();
  let pages = 0;
  for (let offset = 0; ; pages++) {
    const asked = new URLSearchParams(query);
    asked.set('limit', String(limit));
    asked.set('offset', String(offset));
    const { objects, isCut } = await client.get(path, asked);
    let fresh = 0;
    for (const object of objects) {
      const id = uidOf(object, uid);
      if (id === undefined || seen.has(id)) continue;
      seen.add(id);
      fresh++;
      yield object;
    }
    if (objects.length === 0) return;
    if (fresh === 0) {
      // The second page is the first one again: a server without pages, and all is there unless it says otherwise.
      if (pages === 1 && objects.length === seen.size && !isCut) return;
      throw new MeridianError('unreadable-source', 'The server gives the same page of results again.', {
        place: { file: shown },
        advice: 'Narrow the search by StudyDate, so that fewer results come at once.',
      });
    }
    // More than were asked for: a server that knows no limit, and this is all.
    if (objects.length > limit && !isCut) return;
    offset += objects.length;
  }
}

/** The value of a UI element, if it can be one; whatever a server gives is not put into addresses unseen. */
export function uidOf(object: DicomJson, tag: string): string | undefined {
  const element = object[tag];
  const values = element !== undefined && isObject(element) ? element['Value'] : undefined;
  const value = values !== undefined && isArray(values) ? values[0] : undefined;
  return typeof value === 'string' && /^[0-9.]{1,64}$/.test(value) ? value : undefined;
}
