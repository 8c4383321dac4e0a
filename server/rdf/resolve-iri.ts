/** Scheme, authority, path, query and fragment (RFC 3986 appendix B, with the characters of a scheme). */
const iriParts = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/s;

/**
 * An IRI that may be relative, against an absolute base (RFC 3986 section 5.2). An absolute IRI is given back as it
 * stands: nothing is normalised, so that names stay equal to how other files write them.
 */
export function resolveIri(iri: string, base: string): string {
  const [, scheme, authority, path = '', query, fragment = ''] = iriParts.exec(iri) ?? [];
  if (scheme !== undefined) return iri;
  const [, ownScheme = '', ownAuthority, ownPath = '', ownQuery = ''] = iriParts.exec(base) ?? [];
  const start = `${ownScheme}:${ownAuthority === undefined ? '' : `//${ownAuthority}`}`;
  if (authority !== undefined) {
    return `${ownScheme}://${authority}${withoutDots(path)}${query ?? ''}${fragment}`;
  }
  if (path === '') return start + ownPath + (query ?? ownQuery) + fragment;
  const whole = path.startsWith('/') ? path : merged(path, ownPath, ownAuthority !== undefined);
  return start + withoutDots(whole) + (query ?? '') + fragment;
}

function merged(path: string, ownPath: string, hasAuthority: boolean): string {
  if (ownPath === '' && hasAuthority) return `/${path}`;
  return ownPath.slice(0, ownPath.lastIndexOf('/') + 1) + path;
}

/** RFC 3986 section 5.2.4. */
function withoutDots(path: string): string {
  const segments = path.split('/');
  const last = segments.at(-1);
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '..') {
      if (kept.length > 1 || (kept.length === 1 && kept[0] !== '')) kept.pop();
    } else if (segment !== '.') {
      kept.push(segment);
    }
  }
  if (last === '.' || last === '..') kept.push('');
  return kept.join('/');
}

/** Percent-encodes what no IRI may hold (RFC 3987), as browsers do with addresses. */
export function encodeIllegal(iri: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are just what an IRI may not hold
  return iri.replace(/[\s\u0000-\u0020<>"{}|^`\\]/gu, encodeURIComponent);
}
