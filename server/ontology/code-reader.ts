import type { PrefixTable } from '../rdf/prefixes.ts';
import type { CodeSystem } from './code-system.ts';
import type { Concept, FoundCode } from './concept.ts';
import type { ConceptIndex } from './concept-index.ts';
import { Namespaces } from './namespaces.ts';
import { readCode } from './read-code.ts';
import { WrittenCodes } from './written-codes.ts';

export interface CodeReaderParts {
  readonly codeSystems: readonly CodeSystem[];
  readonly prefixes: PrefixTable;
  readonly index: ConceptIndex;
  /** IRI of a retired term to that of the concept which replaces it. */
  readonly replaced: ReadonlyMap<string, string>;
}

/** What codes mean, in whatever way they are written. */
export class CodeReader {
  readonly #systems: readonly CodeSystem[];
  readonly #prefixes: PrefixTable;
  readonly #namespaces: Namespaces;
  readonly #known: ReadonlyMap<string, FoundCode>;
  #written: WrittenCodes | undefined;

  constructor({ codeSystems, prefixes, index, replaced }: CodeReaderParts) {
    this.#systems = codeSystems;
    this.#prefixes = prefixes;
    this.#namespaces = new Namespaces(prefixes, codeSystems);
    this.#known = answers(index, replaced, this.#namespaces);
  }

  find(code: string): FoundCode | undefined {
    this.#written ??= this.#write();
    return this.#written.find(code) ?? this.findByTrying(code);
  }

  /** As {@link find}, the long way: every style is tried. */
  findByTrying(code: string): FoundCode | undefined {
    for (const iri of readCode(code, this.#systems, this.#prefixes)) {
      const found = this.#known.get(iri);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What can be said of a code that is not known: its IRI, and the concept of its category. */
  explain(code: string): { readonly iri: string | undefined; readonly broader?: Concept } {
    const iris = readCode(code, this.#systems, this.#prefixes);
    for (const iri of iris) {
      for (const { namespace, categoryPattern } of this.#systems) {
        if (categoryPattern === undefined || !iri.startsWith(namespace)) continue;
        const category = categoryPattern.exec(iri.slice(namespace.length))?.[1];
        const broader = category === undefined ? undefined : this.#known.get(namespace + category)?.concept;
        if (broader !== undefined) return { iri: iris[0], broader };
      }
    }
    return { iri: iris[0] };
  }

  #write(): WrittenCodes {
    const systems = new Set(this.#systems.map(({ prefix }) => prefix));
    return new WrittenCodes(this.#known, this.#namespaces, {
      isPrefix: (prefix) => this.#prefixes.has(prefix),
      isSystem: (prefix) => systems.has(prefix),
    });
  }
}

/** One answer for a concept however it is asked for, but for retired terms. */
function answers(
  index: ConceptIndex,
  replaced: ReadonlyMap<string, string>,
  namespaces: Namespaces,
): ReadonlyMap<string, FoundCode> {
  const known = new Map<string, FoundCode>();
  for (const [iri, concept] of index.codes()) {
    const answer = known.get(concept.iri.value) ?? ({ state: 'found', concept } as const);
    known.set(iri, replaced.has(iri) ? { ...answer, replaced: namespaces.curie(iri) } : answer);
  }
  return known;
}
