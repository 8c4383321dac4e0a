import type { Place } from '../errors.ts';
import { parseTurtleSync } from '../rdf/parse-turtle.ts';
import type { ParsedRdf } from '../rdf/parse-rdf.ts';
import { rdf, skos } from '../rdf/vocabulary.ts';
import type { OntologyFile } from './read-folder.ts';

/** Subject to the files that describe it, in the order in which they were read, with the properties each states. */
type Stated = ReadonlyMap<string, ReadonlyMap<OntologyFile, ReadonlySet<string>>>;

/**
 * Where the Turtle files describe something. A file is read with positions when a line of it is first asked for: who
 * only answers questions never pays for it.
 */
export class OntologyPlaces {
  readonly #files: readonly OntologyFile[];
  readonly #parsed = new Map<OntologyFile, ParsedRdf>();
  #stated: Stated | undefined;

  constructor(files: readonly OntologyFile[]) {
    this.#files = files;
  }

  /**
   * File and line of a property of something, of the thing itself where no property is named or no file has it. Of
   * several files that describe a thing, the vocabulary that it belongs to counts before others.
   */
  find(iri: string, predicate?: string): Place | undefined {
    const holders = (this.#stated ??= statedIn(this.#files)).get(iri);
    if (holders === undefined) return undefined;
    for (const property of [predicate, skos.inScheme.value, rdf.type.value]) {
      if (property === undefined) continue;
      for (const [holder, properties] of holders) {
        if (!properties.has(property)) continue;
        return this.#parse(holder).place(iri, property === predicate ? property : undefined);
      }
    }
    const [first] = holders.keys();
    return first === undefined ? undefined : this.#parse(first).place(iri);
  }

  #parse(file: OntologyFile): ParsedRdf {
    let parsed = this.#parsed.get(file);
    if (parsed === undefined) {
      parsed = parseTurtleSync(file.text(), { mediaType: 'text/turtle', baseIri: '', file: file.file });
      this.#parsed.set(file, parsed);
    }
    return parsed;
  }
}

function statedIn(files: readonly OntologyFile[]): Stated {
  const stated = new Map<string, Map<OntologyFile, Set<string>>>();
  for (const file of files) {
    for (const { subject, predicate } of file.quads) {
      let holders = stated.get(subject.value);
      if (holders === undefined) stated.set(subject.value, (holders = new Map<OntologyFile, Set<string>>()));
      const properties = holders.get(file);
      if (properties === undefined) holders.set(file, new Set([predicate.value]));
      else properties.add(predicate.value);
    }
  }
  return stated;
}
