/**
 * Percent-encodes everything but the unreserved characters of RFC 3987 (`iunreserved`), as templates that make IRIs
 * need it (R2RML 7.3, "IRI-safe version"): letters beyond ASCII stay as they are.
 */
export function encodeForIri(value: string): string {
  return value.replace(outsideIunreserved, percentEncode);
}

/** Percent-encodes everything but the unreserved characters of RFC 3986: letters beyond ASCII are encoded too. */
export function encodeForUri(value: string): string {
  return value.replace(outsideUnreserved, percentEncode);
}

/** Whether an IRI names its scheme, and so does not depend on a base (RFC 3987 2.2). */
export function isAbsoluteIri(value: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(value);
}

/** Whether a string can stand as an IRI in N-Triples: no space, control character, quote, bracket or backslash. */
export function isIriText(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are just what an IRI may not hold
  return !/[\u0000-\u0020<>"{}|^`\\]/.test(value);
}

/** Whether a string can stand as a URI: an IRI of ASCII only. */
export function isUriText(value: string): boolean {
  return isIriText(value) && /^[\u0021-\u007e]*$/.test(value);
}

/** Whether a language tag is well formed (BCP 47 2.1); no registered language has more than three letters. */
export function isLanguageTag(value: string): boolean {
  return /^([A-Za-z]{2,3}|[xXiI])(-[A-Za-z0-9]{1,8})*$/.test(value);
}

// ucschar of RFC 3987, first for the basic plane and then for the others.
const outsideIunreserved =
  /[^A-Za-z0-9._~\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}\u{40000}-\u{dfffd}\u{e1000}-\u{efffd}-]/gu;
const outsideUnreserved = /[^A-Za-z0-9._~-]/gu;

function percentEncode(character: string): string {
  // A lone surrogate has no UTF-8 form; the replacement character stands for it.
  const wellFormed = character.toWellFormed();
  return [...Buffer.from(wellFormed, 'utf8')]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
