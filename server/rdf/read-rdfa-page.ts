import { Parser } from 'htmlparser2';
import { MeridianError } from '../errors.ts';
import type { Place } from '../errors.ts';
import { resolveAttributes } from './rdfa-attributes.ts';
import { RdfaElement } from './rdfa-element.ts';
import type { PageTexts } from './rdfa-element.ts';
import { withoutNamedEntities } from './rdfa-page-text.ts';
import { RdfaScope } from './rdfa-scope.ts';
import type { RdfaPageNames } from './rdfa-scope.ts';

export interface PageReading extends RdfaPageNames {
  readonly xhtml: boolean;
  readonly file: { readonly file?: string };
}

export interface RdfaPage {
  readonly root: RdfaElement;
  /** The prefixes that the page declares, the first declaration of each. */
  readonly prefixes: ReadonlyMap<string, string>;
  readonly vocabularies: readonly { readonly iri: string; readonly line: number }[];
}

/** Documents of people and programs stay far below. */
const maximalDepth = 200;

/** An open tag. Only elements that RDFa speaks of are kept; the others hand their children on. */
interface Open {
  readonly scope: RdfaScope;
  /** The element that children go to. */
  readonly element: RdfaElement;
  /** The elements that close with this tag, inner first. */
  readonly own: readonly RdfaElement[];
  readonly line: number;
  readonly end: number;
  readonly silent: boolean;
}

/**
 * Reads the elements of a page that have RDFa attributes, with names resolved. HTML is read forgivingly, as browsers
 * do; XHTML must close its elements. Nothing is run or fetched: scripts and styles have no text, templates no content.
 * Throws `syntax-error` with the line for entities, deep nesting, and XHTML that is not closed.
 */
export function readRdfaPage(text: string, reading: PageReading): RdfaPage {
  const reader = new PageReader(reading.xhtml ? withoutNamedEntities(text) : text, reading);
  return reader.read();
}

class PageReader {
  readonly #reading: PageReading;
  readonly #texts: PageTexts;
  readonly #root: RdfaElement;
  readonly #open: Open[] = [];
  readonly #prefixes = new Map<string, string>();
  readonly #vocabularies: { iri: string; line: number }[] = [];
  readonly #parser: Parser;
  readonly #text: string[] = [];
  #length = 0;
  #line = 1;
  #feed: number;

  constructor(source: string, reading: PageReading) {
    this.#reading = reading;
    this.#texts = { source, text: '' };
    this.#feed = this.#feedAfter(0);
    this.#root = new RdfaElement({ texts: this.#texts, base: reading.base }, { localName: 'html', line: 1 });
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => {
          this.#openTag(name, attributes);
        },
        onclosetag: (_name, implied) => {
          this.#closeTag(implied);
        },
        ontext: (data) => {
          if (this.#open.at(-1)?.silent === true) return;
          this.#text.push(data);
          this.#length += data.length;
        },
        onprocessinginstruction: (_name, data) => {
          if (/^!(?:entity|doctype[^]*\[)/i.test(data)) this.#refuseEntities();
        },
      },
      { xmlMode: reading.xhtml },
    );
  }

  read(): RdfaPage {
    this.#parser.end(this.#texts.source);
    this.#texts.text = this.#text.join('');
    this.#root.close();
    return { root: this.#root, prefixes: this.#prefixes, vocabularies: this.#vocabularies };
  }

  #openTag(name: string, attributes: Record<string, string>): void {
    const outer = this.#open.at(-1);
    const line = this.#lineNow();
    const place: Place = { ...this.#reading.file, line };
    if (this.#open.length >= maximalDepth) {
      throw new MeridianError('syntax-error', `The elements are nested deeper than ${maximalDepth} levels.`, {
        place,
        advice: 'Close every element, and refer to nodes by about and resource instead of nesting them.',
      });
    }
    const outerScope = outer?.scope ?? RdfaScope.initial(this.#reading);
    const silent = outer?.silent === true || silentTags.has(name);
    const scope = silent ? outerScope : this.#scope(outerScope, attributes, line);
    const parent = outer?.element ?? this.#root;
    const spoken = outer === undefined ? ofRoot(name, attributes) : attributes;
    const own = silent ? [] : this.#elements(name, spoken, scope, parent, place);
    this.#open.push({
      scope,
      element: own[0] ?? parent,
      own,
      line,
      end: this.#parser.endIndex,
      silent,
    });
  }

  #scope(outer: RdfaScope, attributes: Record<string, string>, line: number): RdfaScope {
    for (const [prefix, namespace] of outer.declared(attributes)) {
      if (!this.#prefixes.has(prefix)) this.#prefixes.set(prefix, namespace);
    }
    const vocabulary = outer.vocabulary(attributes['vocab'] ?? '');
    if (vocabulary !== undefined) this.#vocabularies.push({ iri: vocabulary, line });
    return outer.inner(attributes);
  }

  /** The element of a tag, with one around it where need be; inner first. */
  #elements(
    name: string,
    attributes: Record<string, string>,
    scope: RdfaScope,
    parent: RdfaElement,
    place: Place,
  ): RdfaElement[] {
    const resolved = resolveAttributes(attributes, scope, place);
    if (resolved === undefined) return [];
    const localName = name.slice(name.indexOf(':') + 1).toLowerCase();
    const make = (each: ReadonlyMap<string, string>): RdfaElement => {
      const element = new RdfaElement(
        { texts: this.#texts, base: this.#reading.base },
        { localName, line: place.line ?? 1 },
        each,
        scope.language,
      );
      element.textRange.start = this.#length;
      element.sourceRange.start = this.#parser.endIndex + 1;
      return element;
    };
    const own = make(resolved.own);
    if (resolved.outer === undefined) {
      parent.append(own);
      return [own];
    }
    const around = make(resolved.outer);
    parent.append(around);
    around.append(own);
    return [own, around];
  }

  #closeTag(implied: boolean): void {
    const open = this.#open.pop();
    if (open === undefined) return;
    // The parser calls the end of <br/> implied too.
    if (this.#reading.xhtml && implied && this.#parser.endIndex !== open.end) {
      throw new MeridianError('syntax-error', 'The element is not closed.', {
        place: { ...this.#reading.file, line: open.line },
        advice: 'XHTML closes every element; send a page that does not as text/html.',
      });
    }
    for (const element of open.own) {
      element.textRange.end = this.#length;
      element.sourceRange.end = Math.max(this.#parser.startIndex, element.sourceRange.start);
      element.close();
    }
  }

  #refuseEntities(): never {
    throw new MeridianError('syntax-error', 'The page declares entities.', {
      place: { ...this.#reading.file, line: this.#lineNow() },
      advice: 'Write the characters out: entities are never read.',
    });
  }

  /** Lines are counted on from the last tag; where the next one begins is known, not searched for again. */
  #lineNow(): number {
    while (this.#feed < this.#parser.startIndex) {
      this.#line++;
      this.#feed = this.#feedAfter(this.#feed + 1);
    }
    return this.#line;
  }

  #feedAfter(from: number): number {
    const feed = this.#texts.source.indexOf('\n', from);
    return feed < 0 ? Infinity : feed;
  }
}

/** The root without a subject of its own speaks of the page, as if it had an empty `about` (section 7.5, step 5). */
function ofRoot(name: string, attributes: Record<string, string>): Record<string, string> {
  const named = ['about', 'resource', 'href', 'src', 'rel', 'rev'].some((each) => each in attributes);
  return named || name !== 'html' ? attributes : { ...attributes, about: '' };
}

const silentTags: ReadonlySet<string> = new Set(['script', 'style', 'template']);
