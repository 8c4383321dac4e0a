import type { PrefixTable } from '../rdf/prefixes.ts';
import type { CodeSystem } from './code-system.ts';

/** A namespace with all that is declared of it. */
export interface Namespace {
  readonly iri: string;
  /** In the order of the table. */
  readonly prefixes: readonly string[];
  readonly systems: readonly CodeSystem[];
}

/** The namespaces of the prefix table, for who asks of thousands of IRIs in which they stand. */
export class Namespaces {
  readonly #byIri = new Map<string, { iri: string; prefixes: string[]; systems: CodeSystem[] }>();
  /** The characters with which namespaces end: an IRI is looked up at these, and not compared with all of them. */
  readonly #ends = new Set<string>();

  constructor(prefixes: PrefixTable, systems: readonly CodeSystem[]) {
    for (const [prefix, iri] of prefixes) this.#entry(iri).prefixes.push(prefix);
    for (const system of systems) this.#entry(system.namespace).systems.push(system);
  }

  /** Every namespace with which an IRI begins and does not end, shortest first. */
  of(iri: string): readonly Namespace[] {
    const found: Namespace[] = [];
    for (let end = 1; end < iri.length; end++) {
      if (!this.#ends.has(iri.charAt(end - 1))) continue;
      const namespace = this.#byIri.get(iri.slice(0, end));
      if (namespace !== undefined) found.push(namespace);
    }
    return found;
  }

  /** The shortest CURIE, with the prefix of a code system before others as short; the IRI where there is none. */
  curie(iri: string): string {
    let best: string | undefined;
    for (const { iri: namespace, prefixes, systems } of this.of(iri)) {
      for (const prefix of [...systems.map((system) => system.prefix), ...prefixes]) {
        const curie = `${prefix}:${iri.slice(namespace.length)}`;
        if (best === undefined || curie.length < best.length) best = curie;
      }
    }
    return best ?? iri;
  }

  #entry(iri: string): { iri: string; prefixes: string[]; systems: CodeSystem[] } {
    let entry = this.#byIri.get(iri);
    if (entry === undefined) {
      entry = { iri, prefixes: [], systems: [] };
      this.#byIri.set(iri, entry);
      this.#ends.add(iri.slice(-1));
    }
    return entry;
  }
}
