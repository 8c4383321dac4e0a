import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { MeridianError } from '../../errors.ts';
import { nodeTypes, noName, XmlNode } from './xml-node.ts';

/** Told of each element as it opens, with how deep it lies (1 for the root): whether it is one to be held, with all below it. */
export type HoldElement = (element: XmlNode, depth: number) => boolean;

/** More than this is not held at once: characters of text and attributes, and 50 for each node. */
const maxHeld = 1 << 26;
const nodeCost = 50;
const maxDepth = 1000;

/**
 * Reads XML piece by piece. Elements are forgotten as they close, except those that are to be held: they are given
 * with all below them, and with their ancestors, which keep no other children. Entities of the file's own and external
 * ones are refused: neither is needed in data, and they make small files large or read other files. Throws
 * 'unreadable-source' with the line; names and text stay out of messages.
 */
export class XmlParser {
  /** Namespaces by prefix, as the elements met so far declare them; of two for a prefix the first. */
  readonly namespaces = new Map<string, string>();
  readonly document = new XmlNode(nodeTypes.document, noName);
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #hold: HoldElement;
  readonly #maxHeld: number;
  #open = this.document;
  #depth = 0;
  #held: XmlNode | undefined;
  #size = 0;
  #complete: XmlNode[] = [];
  #broken: MeridianError | undefined;

  constructor(hold: HoldElement, limit = maxHeld) {
    this.#hold = hold;
    this.#maxHeld = limit;
    this.#parser.on('error', ({ message }) => {
      throw this.#fault(`The file is no well-formed XML: ${complaint(message)}.`);
    });
    this.#parser.on('doctype', (text) => {
      if (text.includes('<!ENTITY'))
        throw this.#fault('The file declares entities.', 'Write the text itself in place of the entities.');
    });
    this.#parser.on('opentag', (tag) => {
      this.#start(tag);
    });
    this.#parser.on('closetag', () => {
      this.#end();
    });
    this.#parser.on('text', (text) => {
      this.#text(text);
    });
    this.#parser.on('cdata', (text) => {
      this.#text(text);
    });
  }

  /** The elements that became complete with this text; what is wrong after them is thrown by the next call. */
  read(text: string): readonly XmlNode[] {
    if (this.#broken !== undefined) throw this.#broken;
    try {
      this.#parser.write(text);
    } catch (error) {
      if (!(error instanceof MeridianError)) throw error;
      this.#broken = error;
    }
    const complete = this.#complete;
    if (complete.length > 0) this.#complete = [];
    return complete;
  }

  /** The end of the file. */
  end(): void {
    if (this.#broken !== undefined) throw this.#broken;
    this.#parser.close();
  }

  #start({ uri, prefix, local, attributes, ns }: SaxesTagNS): void {
    const element = new XmlNode(nodeTypes.element, { uri, prefix, local });
    element.line = this.#parser.line;
    for (const [name, namespace] of Object.entries(ns))
      if (!this.namespaces.has(name)) this.namespaces.set(name, namespace);
    for (const attribute of Object.values(attributes)) {
      const node = new XmlNode(nodeTypes.attribute, attribute);
      node.value = attribute.value;
      node.parentNode = element;
      element.attributes.push(node);
      if (this.#held !== undefined) this.#grow(attribute.value.length);
    }
    this.#open.adopt(element);
    if (this.#held !== undefined) this.#open.append(element);
    if (++this.#depth > maxDepth) throw this.#fault(`Elements nest deeper than ${maxDepth}.`);
    if (this.#held === undefined && this.#hold(element, this.#depth)) {
      this.#held = element;
      this.#size = 0;
    }
    if (this.#held !== undefined) this.#grow(0);
    this.#open = element;
  }

  #end(): void {
    const element = this.#open;
    if (element === this.#held) {
      this.#complete.push(element);
      this.#held = undefined;
    }
    this.#open = element.parentNode ?? this.document;
    this.#depth--;
  }

  #text(data: string): void {
    if (this.#held === undefined) return;
    this.#grow(data.length);
    const last = this.#open.lastChild;
    if (last?.nodeType === nodeTypes.text) {
      last.data += data;
      return;
    }
    const text = new XmlNode(nodeTypes.text, { ...noName, local: '#text' });
    text.data = data;
    this.#open.append(text);
  }

  #grow(length: number): void {
    this.#size += length + nodeCost;
    if (this.#size > this.#maxHeld)
      throw this.#fault(
        'An element is too large to be held at once.',
        'Let the iterator of the mapping be a path of names down to the records, and no reference go up from them.',
      );
  }

  #fault(message: string, advice?: string): MeridianError {
    return new MeridianError('unreadable-source', message, {
      place: { line: this.#parser.line, column: this.#parser.columnIndex + 1 },
      ...(advice === undefined ? {} : { advice }),
    });
  }
}

/** `1:23: unclosed tag: x` without the place, and without the name, which may be text of a broken file. */
function complaint(message: string): string {
  const [said = ''] = message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').split(':');
  return said.replace(/\.$/, '');
}
