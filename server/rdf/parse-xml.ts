import { DOMParser } from '@xmldom/xmldom';
import type { Element } from '@xmldom/xmldom';
import { MeridianError } from '../errors.ts';
import { xmlFault } from './xml-fault.ts';

/** Parses an XML text and stops at the first thing that is not well-formed. Throws `syntax-error` with the line. */
export function parseXml(text: string, file: { file?: string }): Element {
  refuseEntities(text, file);
  refuseLongTags(text, file);
  let problem: { message: string; line?: number; column?: number } | undefined;
  const parser = new DOMParser({
    // XML 1.0 section 2.11; the default also takes two characters of XML 1.1 for line ends.
    normalizeLineEndings: (source: string) => source.replace(/\r\n?/g, '\n'),
    onError: (
      _level: string,
      message: string,
      context: { locator?: { lineNumber?: number; columnNumber?: number } },
    ) => {
      // Such a character may stand in a text; everything else that it warns of is not well-formed.
      if (message.startsWith('Unicode replacement character')) return;
      const { lineNumber: line, columnNumber: column } = context.locator ?? {};
      problem ??= {
        message,
        ...(line === undefined || line === 0 ? {} : { line }),
        ...(column === undefined ? {} : { column }),
      };
      throw new Error(message);
    },
  });
  try {
    const root = parser.parseFromString(text, 'application/xml').documentElement;
    if (root !== null) return root;
    problem ??= { message: 'missing root element' };
  } catch (error) {
    problem ??= { message: error instanceof Error ? error.message : String(error) };
  }
  const { message, ...position } = problem;
  throw new MeridianError('syntax-error', `The text is not well-formed XML: ${xmlFault(message)}.`, {
    place: { ...file, ...position },
    advice: 'Close every element, quote every attribute, and write & as &amp;.',
  });
}

/** Entities can name files of this machine or grow without bound; RDF needs none (XML 1.0 section 4.2). */
function refuseEntities(text: string, file: { file?: string }): void {
  const entity = text.indexOf('<!ENTITY');
  const doctype = text.indexOf('<!DOCTYPE');
  const declaration = doctype < 0 ? '' : (/^[^[>]*/.exec(text.slice(doctype))?.[0] ?? '');
  const at = /\b(?:SYSTEM|PUBLIC)\b/.test(declaration) ? doctype : entity;
  if (at < 0) return;
  throw new MeridianError(
    'syntax-error',
    'The document declares XML entities or an external document type.',
    {
      place: { ...file, line: text.slice(0, at).split('\n').length },
      advice: 'Write the IRIs and characters out, and remove the DOCTYPE: entities are never read.',
    },
  );
}

/** The reader compares the attributes of an element with each other: thousands of them would take minutes. */
function refuseLongTags(text: string, file: { file?: string }): void {
  const at = text.search(/<[^<>]{200000}/);
  if (at < 0) return;
  throw new MeridianError('syntax-error', 'A tag is longer than 200,000 characters.', {
    place: { ...file, line: text.slice(0, at).split('\n').length },
    advice: 'Write long values as elements, and declare only the namespaces that are used.',
  });
}
