import type { ByteBuffer } from './byte-buffer.ts';

/** What takes the place of a byte, and 1 for each byte that has such a thing. */
interface Replacements {
  readonly bytes: readonly (Uint8Array | undefined)[];
  readonly flags: Uint8Array;
}

const noBytes = new Uint8Array(0);

/** What takes the place of each byte of a literal (N-Triples, ECHAR and UCHAR); none for most. */
const literalEscapes = escapes((code) => code < 0x20 || code === 0x22 || code === 0x5c || code === 0x7f, {
  0x22: '\\"',
  0x5c: '\\\\',
  0x0a: '\\n',
  0x0d: '\\r',
  0x09: '\\t',
  0x08: '\\b',
  0x0c: '\\f',
});
/** The same of an IRI (IRIREF): only what no IRI may hold. */
const iriEscapes = escapes((code) => code <= 0x20 || isOneOf(code, '<>"{}|^`\\'), {});
const percentEscapes = Array.from({ length: 256 }, (_, code) => asciiOf(`%${hexOf(code, 2)}`));

/** 1 for bytes that an IRI cannot hold (RFC 3987). */
export const forbiddenInIri = iriEscapes.flags;
/** 1 for the unreserved characters of RFC 3986. */
const unreserved = Uint8Array.from({ length: 256 }, (_, code) =>
  /[A-Za-z0-9._~-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Writes a value as a literal holds it. */
export function appendLiteralText(out: ByteBuffer, from: Uint8Array, start: number, end: number): void {
  appendEscaped(out, from, start, end, literalEscapes);
}

/** Writes a value as an IRI holds it. */
export function appendIriText(out: ByteBuffer, from: Uint8Array, start: number, end: number): void {
  appendEscaped(out, from, start, end, iriEscapes);
}

function appendEscaped(
  out: ByteBuffer,
  from: Uint8Array,
  start: number,
  end: number,
  replacements: Replacements,
): void {
  out.reserve((end - start) * 6);
  const { bytes } = out;
  const { flags } = replacements;
  let at = out.at;
  for (let index = start; index < end; index++) {
    const byte = from[index] ?? 0;
    if (flags[byte] === 0) bytes[at++] = byte;
    else for (const each of replacements.bytes[byte] ?? noBytes) bytes[at++] = each;
  }
  out.at = at;
}

/** Writes a value percent-encoded, all but the unreserved characters of RFC 3986. */
export function appendForUri(out: ByteBuffer, from: Uint8Array, start: number, end: number): void {
  out.reserve((end - start) * 3);
  for (let at = start; at < end; at++) {
    const byte = from[at] ?? 0;
    if (unreserved[byte] === 1) out.bytes[out.at++] = byte;
    else out.append(percentEscapes[byte] ?? noBytes);
  }
}

/** Writes a value percent-encoded, all but the unreserved characters of RFC 3987: letters beyond ASCII stay. */
export function appendForIri(out: ByteBuffer, from: Uint8Array, start: number, end: number): void {
  out.reserve((end - start) * 3);
  const { bytes } = out;
  for (let at = start; at < end; at++) {
    const byte = from[at] ?? 0;
    if (unreserved[byte] === 1) {
      bytes[out.at++] = byte;
    } else if (byte < 0x80) {
      out.append(percentEscapes[byte] ?? noBytes);
    } else {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      const stays = isUcsChar(codePointAt(from, at, length));
      for (const behind = at + length; at < behind; at++) {
        if (stays) bytes[out.at++] = from[at] ?? 0;
        else out.append(percentEscapes[from[at] ?? 0] ?? noBytes);
      }
      at--;
    }
  }
}

function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  let code = (bytes[at] ?? 0) & (0xff >> (length + 1));
  for (let index = 1; index < length; index++) code = (code << 6) | ((bytes[at + index] ?? 0) & 0x3f);
  return code;
}

/** `ucschar` of RFC 3987, as `iri.ts` has it. */
function isUcsChar(code: number): boolean {
  if (code < 0x10000) {
    return (
      (code >= 0xa0 && code <= 0xd7ff) ||
      (code >= 0xf900 && code <= 0xfdcf) ||
      (code >= 0xfdf0 && code <= 0xffef)
    );
  }
  if (code >= 0x40000) return code <= 0xdfffd || (code >= 0xe1000 && code <= 0xefffd);
  return (code & 0xffff) <= 0xfffd;
}

/** Whether IRI text names its scheme (RFC 3987 2.2), as `isAbsoluteIri` says it of strings. */
export function namesScheme(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    const letter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
    if (letter) continue;
    if (at === start) return false;
    if (byte === 0x3a) return true;
    const digit = byte >= 0x30 && byte <= 0x39;
    if (!digit && byte !== 0x2b && byte !== 0x2d && byte !== 0x2e) return false;
  }
  return false;
}

function escapes(
  isEscaped: (code: number) => boolean,
  short: Readonly<Record<number, string>>,
): Replacements {
  const bytes = Array.from({ length: 256 }, (_, code) =>
    isEscaped(code) ? asciiOf(short[code] ?? `\\u${hexOf(code, 4)}`) : undefined,
  );
  return { bytes, flags: Uint8Array.from(bytes, (each) => (each === undefined ? 0 : 1)) };
}

function isOneOf(code: number, characters: string): boolean {
  return characters.includes(String.fromCharCode(code));
}

function hexOf(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0');
}

function asciiOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
