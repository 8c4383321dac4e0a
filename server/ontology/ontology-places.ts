import type { Place } from '../errors.ts';
import { parseTurtleSync } from '../rdf/parse-turtle.ts';
import type { ParsedRdf } from '../rdf/parse-rdf.ts';
import { rdf, skos } from '../rdf/vocabulary.ts';
import type { OntologyFile } from './read-folder.ts';

/**
 * Where the Turtle files describe something. A file is read with positions when a line of it is first asked for: who
 * only answers questions never pays for it.
 */
export class OntologyPlaces {
  readonly #files: readonly OntologyFile[];
  readonly #parsed = new Map<OntologyFile, ParsedRdf>();
  #holders: ReadonlyMap<string, readonly OntologyFile[]> | undefined;

  constructor(files: readonly OntologyFile[]) {
    this.#files = files;
  }

  /**
   * File and line of a property of something, of the thing itself where no property is named or no file has it. Of
   * several files that describe a thing, the vocabulary that it belongs to counts before others.
   */
  find(iri: string, predicate?: string): Place | undefined {
    const holders = (this.#holders ??= holdersOf(this.#files)).get(iri);
    if (holders === undefined) return undefined;
    for (const property of [predicate, skos.inScheme.value, rdf.type.value]) {
      const holder = property === undefined ? undefined : holders.find((file) => states(file, iri, property));
      if (holder !== undefined)
        return this.#parse(holder).place(iri, property === predicate ? property : undefined);
    }
    const [first] = holders;
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

function states(file: OntologyFile, iri: string, predicate: string): boolean {
  return file.quads.some((quad) => quad.predicate.value === predicate && quad.subject.value === iri);
}

function holdersOf(files: readonly OntologyFile[]): ReadonlyMap<string, readonly OntologyFile[]> {
  const holders = new Map<string, OntologyFile[]>();
  for (const file of files) {
    for (const { subject } of file.quads) {
      const known = holders.get(subject.value);
      if (known === undefined) holders.set(subject.value, [file]);
      else if (known.at(-1) !== file) known.push(file);
    }
  }
  return holders;
}
