import { MeridianError } from '../errors.ts';
import { PlaceIndex } from './place-index.ts';
import type { ProcessedObject } from './rdfa-processor.ts';
import { rdfaTerms } from './rdfa-scope.ts';
import { blankNode, literal, namedNode, quad as createQuad } from './terms.ts';
import type { Literal, Quad, Resource } from './terms.ts';
import { rdf } from './vocabulary.ts';

/** Takes the statements as terms of this server, notes their lines, and keeps hostile pages within bounds. */
export class RdfaStatements {
  readonly quads: Quad[] = [];
  readonly places: PlaceIndex;
  readonly #file: string | undefined;
  /** One element can say at most a few things for each of its letters, unless properties are multiplied. */
  readonly #most: number;
  #literals = 0;
  readonly #mostLiterals: number;

  constructor(length: number, file: string | undefined) {
    this.places = new PlaceIndex(file);
    this.#file = file;
    this.#most = length + 1_000;
    this.#mostLiterals = length * 8 + 1_000_000;
  }

  add(subject: string, predicate: string, object: ProcessedObject, line: number): void {
    if (this.quads.length >= this.#most)
      this.#refuse('The page makes more statements than it has letters.', line);
    if (predicate === rdfaTerms.copy) {
      this.#refuse('The page copies properties (rdfa:copy), which is not supported.', line);
    }
    const predicateNode = namedNode(predicate);
    this.quads.push(createQuad(toNode(subject), predicateNode, this.#object(object, line)));
    this.places.note(subject, predicate, line);
  }

  #object({ type, value, language }: ProcessedObject, line: number): Resource | Literal {
    const text = typeof value === 'string' ? value : value.markup;
    if (type === rdf.object.value) return toNode(text);
    this.#literals += text.length;
    if (this.#literals > this.#mostLiterals) {
      this.#refuse('The values of the page, nested in one another, are far longer than the page.', line);
    }
    if (type !== rdf.PlainLiteral.value) return literal(text, namedNode(type));
    if (language === undefined || language === null || language === '') return literal(text);
    if (!/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(language)) {
      this.#refuse(`"${language.slice(0, 60)}" is no language tag (BCP 47).`, line);
    }
    return literal(text, language);
  }

  #refuse(message: string, line: number): never {
    throw new MeridianError('syntax-error', message, {
      place: { ...(this.#file === undefined ? {} : { file: this.#file }), line },
      advice: 'Correct the attributes of this element or of those around it.',
    });
  }
}

function toNode(name: string): Resource {
  return name.startsWith('_:') ? blankNode(name.slice(2)) : namedNode(name);
}
