/** The text of a page, and its source; elements hold where in them they begin and end. */
export interface PageTexts {
  readonly source: string;
  /** All text of the page in order, without scripts and styles. Known when the page has been read. */
  text: string;
}

/** Attributes that the processor reads, with names already resolved to IRIs and `_:label`. */
export type ResolvedAttributes = ReadonlyMap<string, string>;

const none: ResolvedAttributes = new Map();

/**
 * An element with RDFa attributes, with as much of the DOM as rdflib's RDFa processor asks for. Text is cut from the
 * text of the page only when asked: of nested elements it would else be copied once for each level.
 */
export class RdfaElement {
  readonly nodeType = 1;
  readonly attributes: readonly never[] = [];
  readonly children: RdfaElement[] = [];
  parentNode: RdfaElement | { readonly nodeType: 9 } = { nodeType: 9 };
  previousSibling: RdfaElement | null = null;
  readonly localName: string;
  readonly baseURI: string;
  readonly line: number;
  readonly textRange = { start: 0, end: 0 };
  readonly sourceRange = { start: 0, end: 0 };
  readonly #texts: PageTexts;
  readonly #attributes: ResolvedAttributes;
  readonly #language: string;

  constructor(
    page: { readonly texts: PageTexts; readonly base: string },
    at: { readonly localName: string; readonly line: number },
    attributes: ResolvedAttributes = none,
    language = '',
  ) {
    this.#texts = page.texts;
    this.baseURI = page.base;
    this.localName = at.localName;
    this.line = at.line;
    this.#attributes = attributes;
    this.#language = language;
  }

  get lastChild(): RdfaElement | null {
    return this.children.at(-1) ?? null;
  }

  get textContent(): string {
    return this.#texts.text.slice(this.textRange.start, this.textRange.end);
  }

  /** What the processor hands on as the value of a markup literal: the source between the tags. */
  get childNodes(): { readonly markup: string } {
    return { markup: this.#texts.source.slice(this.sourceRange.start, this.sourceRange.end) };
  }

  getAttributeNode(name: string): { readonly value: string } | null {
    const value = this.#attributes.get(name);
    return value === undefined ? null : { value };
  }

  /** Only asked for the language, of which each element knows its own or inherited one. */
  getAttributeNodeNS(_namespace: string | null, name: string): { readonly value: string } | null {
    return name === 'lang' ? { value: this.#language } : null;
  }

  append(child: RdfaElement): void {
    child.parentNode = this;
    this.children.push(child);
  }

  /**
   * Links the children; many are put into groups first, elements without attributes that mean nothing. The processor
   * keeps its open siblings in an array that it takes from at the front, which takes quadratic time where it is long.
   */
  close(): void {
    while (this.children.length > groupSize) {
      const children = this.children.splice(0);
      for (let start = 0; start < children.length; start += groupSize) {
        const group = new RdfaElement({ texts: this.#texts, base: this.baseURI }, this, none, this.#language);
        for (const child of children.slice(start, start + groupSize)) group.append(child);
        group.#link();
        this.append(group);
      }
    }
    this.#link();
  }

  #link(): void {
    for (const [index, child] of this.children.entries())
      child.previousSibling = this.children[index - 1] ?? null;
  }
}

const groupSize = 256;
