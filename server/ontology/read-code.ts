import type { PrefixTable } from '../rdf/prefixes.ts';
import type { CodeSystem } from './code-system.ts';

/** Nothing longer is a code; the longest of ours (an ICD-O-3 morphology under a full IRI) has 60 characters. */
export const longestCode = 256;

/** What may not stand in an IRI (RFC 3987 through SPARQL 1.1, IRIREF). */
// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const notInIri = /[\u0000-\u0020<>"{}|^`\\]/;

/** Whether {@link readCode} can come to this IRI: nothing is in it that it leaves out. */
export function isReadableIri(iri: string): boolean {
  return !/\s/.test(iri) && !notInIri.test(iri);
}

/**
 * The IRIs that a code may stand for, most likely first: all styles in which codes are written. Empty for what is no
 * code in any style: too long, of unknown system, with characters that no IRI has.
 */
export function readCode(
  code: string,
  systems: readonly CodeSystem[],
  prefixes: PrefixTable,
): readonly string[] {
  const text = code.trim();
  if (text === '' || text.length > longestCode) return [];
  const found: string[] = [];
  const add = (namespace: string, local: string): void => {
    // Units of UCUM have brackets, braces and per cents, which stand percent-encoded in their IRIs.
    const encoded =
      namespace === '' ? local : local.replace(/[[\]{}^]|%(?![0-9A-F]{2})/gi, encodeURIComponent);
    const iri = namespace + encoded.trimStart();
    if (iri !== namespace && !notInIri.test(iri) && !found.includes(iri)) found.push(iri);
  };

  // A style that is listed comes before the CURIE reading, so that an outdated base address is no full IRI.
  for (const system of systems) {
    const written = system.alsoWritten.find((style) => text.startsWith(style));
    if (written !== undefined) add(system.namespace, text.slice(written.length));
  }
  const colon = text.indexOf(':');
  if (colon >= 0) {
    const prefix = text.slice(0, colon);
    const local = text.slice(colon + 1);
    if (/^https?$/.test(prefix) && local.startsWith('//')) add('', text);
    const namespace =
      prefixes.get(prefix) ?? systems.find(({ prefix: known }) => known === prefix.toUpperCase())?.namespace;
    if (namespace !== undefined) add(namespace, local);
    return found;
  }
  for (const system of systems) {
    if (system.barePattern?.test(text) === true) add(system.namespace, text);
    if (text.startsWith(system.prefix) && /^[0-9A-Z]/.test(text.slice(system.prefix.length))) {
      add(system.namespace, text.slice(system.prefix.length));
    }
  }
  return found;
}
