/** Where a collector over HTTP asks, and what it says of itself there. */
export interface WebAddress {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * `fdp+https://host/` is `https://host/`. A name and password in it go into the request, as does a token that stands alone
 * (`ckan+https://TOKEN@host/`), behind the word that the service wants before it; none of them stays in the address.
 */
export function webAddress(address: URL, tokenPrefix: string): WebAddress {
  const url = new URL(address.href.replace(/^[a-z]+\+/i, ''));
  const [name, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  url.username = '';
  url.password = '';
  url.hash = '';
  if (name === '') return { url, headers: {} };
  const authorization =
    password === ''
      ? `${tokenPrefix}${name}`
      : `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  return { url, headers: { authorization } };
}

/** An address for people: of its query only names, and values that count pages: others may be tokens. */
export function shownAddress({ origin, pathname, searchParams }: URL): string {
  const names = [...searchParams].map(([name, value]) => `${name}=${isPosition(name, value) ? value : '…'}`);
  return `${origin}${pathname}${names.length === 0 ? '' : `?${names.join('&')}`}`;
}

/** What an address stands for, as a base of IRIs: without what lets one in. */
export function withoutSecrets(address: URL): URL {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (secret.test(name)) url.searchParams.delete(name);
  return url;
}

const secret = /token|key|secret|pass|auth|sig|credential|session/i;

function isPosition(name: string, value: string): boolean {
  return /^(?:rows|start|page|size|limit|offset)$/i.test(name) && /^\d{1,7}$/.test(value);
}

/** A path for what an address gives: host, path and names of the query, with letters that every file system has. */
export function pathOfAddress(url: URL, ending: string): string {
  const words = `${url.host}${url.pathname.replace(/\/+$/, '')}${[...url.searchParams.keys()].map((name) => `-${name}`).join('')}`;
  const path = words.replace(/[^A-Za-z0-9./_-]+/g, '-').replace(/\.{2,}/g, '.');
  return path.toLowerCase().endsWith(ending) ? path : path + ending;
}
