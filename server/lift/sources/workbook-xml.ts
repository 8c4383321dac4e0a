import { SaxesParser } from 'saxes';

export interface XmlHandlers {
  /** Attributes by their local names. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** A cell of Excel has at most 32,767 characters: more text than this without a tag is none. */
const longestText = 1 << 20;
/** Parts of a workbook nest a dozen deep. Each tag looks for its namespace in all around it. */
const maxDepth = 100;

/**
 * Tells the handlers what is in a part of a workbook, by local names, and gives control back after each piece. Entities
 * of a document type are not known to the parser. Throws where the part is not well-formed.
 */
export async function* readXml(
  pieces: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let [text, depth] = [0, 0];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, attributes }) => {
    text = 0;
    if (++depth > maxDepth) throw new RangeError('tags nest too deep');
    const values = Object.values(attributes).map((attribute) => [attribute.local, attribute.value] as const);
    handlers.open?.(local, Object.fromEntries(values));
  });
  parser.on('text', (value) => handlers.text?.(value));
  parser.on('cdata', (value) => handlers.text?.(value));
  parser.on('closetag', ({ local }) => {
    text = 0;
    depth--;
    handlers.close?.(local);
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) {
    text += piece.length;
    parser.write(decoder.decode(piece, { stream: true }));
    if (text > longestText) throw new RangeError('a text is too long');
    yield;
  }
  parser.write(decoder.decode()).close();
}

/** The same for a small part, at once. */
export async function readWholeXml(pieces: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  const steps = readXml(pieces, handlers);
  while ((await steps.next()).done !== true);
}
