import type { CodeSystem } from './code-system.ts';
import type { FoundCode } from './concept.ts';
import type { Namespaces } from './namespaces.ts';
import { isReadableIri, longestCode } from './read-code.ts';

/**
 * Known codes by each way of writing them: what {@link readCode} finds by trying all styles, found by one look. Not
 * every way is here (no spaces around a code, no way that two codes share): who finds nothing here has to try.
 */
export class WrittenCodes {
  readonly #isPrefix: (prefix: string) => boolean;
  readonly #isSystem: (prefix: string) => boolean;
  readonly #forms = new Map<string, FoundCode>();

  /**
   * @param known IRIs with what they stand for
   * @param declared the prefixes of the table, and those of code systems
   */
  constructor(
    known: Iterable<readonly [iri: string, found: FoundCode]>,
    namespaces: Namespaces,
    declared: {
      readonly isPrefix: (prefix: string) => boolean;
      readonly isSystem: (prefix: string) => boolean;
    },
  ) {
    this.#isPrefix = declared.isPrefix;
    this.#isSystem = declared.isSystem;
    const shared = new Set<string>();
    for (const [iri, found] of known) {
      if (!isReadableIri(iri)) continue;
      for (const form of formsOf(iri, namespaces)) {
        const other = this.#forms.get(form);
        if (form.length > longestCode || other === found) continue;
        if (other !== undefined) shared.add(form);
        this.#forms.set(form, found);
      }
    }
    for (const form of shared) this.#forms.delete(form);
  }

  find(code: string): FoundCode | undefined {
    const found = this.#forms.get(code);
    if (found !== undefined) return found;
    // The prefix of a code system may be written in any case; one that the table declares as it stands is meant so.
    const colon = code.indexOf(':');
    if (colon < 1 || code.length > longestCode) return undefined;
    const prefix = code.slice(0, colon);
    const upper = prefix.toUpperCase();
    return this.#isSystem(upper) && !this.#isPrefix(prefix)
      ? this.#forms.get(upper + code.slice(colon))
      : undefined;
  }
}

function formsOf(iri: string, namespaces: Namespaces): readonly string[] {
  const forms = /^https?:\/\//.test(iri) ? [iri] : [];
  for (const { iri: namespace, prefixes, systems } of namespaces.of(iri)) {
    const local = iri.slice(namespace.length);
    for (const prefix of prefixes) forms.push(`${prefix}:${local}`);
    for (const system of systems) addForms(local, system, forms);
  }
  return forms;
}

/** How a code of a system is written without its namespace, its prefix and a colon apart. */
function addForms(local: string, system: CodeSystem, forms: string[]): void {
  for (const style of system.alsoWritten) {
    const form = style + local;
    // Of two styles of which one begins the other, the first is read.
    if (system.alsoWritten.find((other) => form.startsWith(other)) === style) forms.push(form);
  }
  if (local.includes(':')) return;
  if (system.barePattern?.test(local) === true) forms.push(local);
  if (/^[0-9A-Z]/.test(local)) forms.push(system.prefix + local);
}
