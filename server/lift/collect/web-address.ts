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

/** A path for what an address gives: host and path, with letters that every file system has. */
export function pathOfAddress(url: URL, ending: string): string {
  const words = `${url.host}${url.pathname.replace(/\/+$/, '')}${url.search}`;
  const path = words.replace(/[^A-Za-z0-9./_-]+/g, '-').replace(/\.{2,}/g, '.');
  return path.toLowerCase().endsWith(ending) ? path : path + ending;
}
