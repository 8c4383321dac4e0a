import { MeridianError, withPlace } from '../../errors.ts';
import type { Json } from '../sources/json-path.ts';
import { isArray, isObject } from '../sources/json-path.ts';
import { parseJson } from '../sources/parse-json.ts';
import type { Collector } from './collector.ts';
import { failed, fetchBytes } from './fetch-bytes.ts';
import { pathOfAddress, shownAddress, webAddress } from './web-address.ts';

/** Packages a page; servers give 1000 at most. */
const rows = 100;
const mostPackages = 1_000_000;
const mostBytes = 64 * 1024 * 1024;

/**
 * All packages of a CKAN catalogue that its action API shows, page by page in the order of their names. A query of the
 * address goes along (`ckan+https://host/?fq=organization:lab`). A page that cannot be fetched is told with its address
 * and costs itself only; without the first, nothing is known. Servers may give fewer a page than they are asked for; where
 * they give fewer in all than they count, that is told.
 */
export const ckanCollector: Collector = {
  scheme: 'ckan',
  description: 'a CKAN catalogue: ckan+https://host/',
  async *collect(address, { fetch, signal, failure }) {
    const { url, headers } = webAddress(address, '');
    let [count, given, step, number] = [1, 0, rows, 0];
    let isWhole = true;
    for (let start = 0; start < count && start < mostPackages; start += step) {
      const page = pageAt(url, start);
      try {
        const { bytes } = await fetchBytes(page, {
          fetch,
          signal,
          headers: { accept: 'application/json', ...headers },
          most: mostBytes,
        });
        const found = packagesIn(parseJson(bytes, shownAddress(page)), page);
        count = found.count;
        given += found.here;
        const name = `/packages-${String(number++).padStart(5, '0')}.json`;
        yield { path: pathOfAddress(url, name), read: () => Promise.resolve(bytes) };
        // Whatever the count says: a page with nothing is the last.
        if (found.here === 0) break;
        step = found.here;
      } catch (error) {
        if (!(error instanceof MeridianError)) throw error;
        failure(withPlace(error, { file: shownAddress(page) }));
        isWhole = false;
      }
    }
    if (isWhole && given !== count)
      failure(failed(pageAt(url, 0), `The server counts ${count} packages and gave ${given}.`));
  },
};

/** The address of a page of the search (CKAN, action API, package_search). */
function pageAt(url: URL, start: number): URL {
  const page = new URL(url);
  page.pathname = `${url.pathname.replace(/\/+$/, '')}/api/3/action/package_search`;
  const { searchParams } = page;
  if (!searchParams.has('sort')) searchParams.set('sort', 'name asc');
  searchParams.set('rows', String(rows));
  searchParams.set('start', String(start));
  return page;
}

function packagesIn(reply: Json, page: URL): { readonly count: number; readonly here: number } {
  const result = isObject(reply) && reply['success'] === true ? reply['result'] : undefined;
  if (result === undefined || !isObject(result)) throw failed(page, 'This is no answer of a CKAN search.');
  const { count, results } = result;
  if (typeof count !== 'number' || results === undefined || !isArray(results)) {
    throw failed(page, 'This is no answer of a CKAN search.');
  }
  return { count, here: results.length };
}
