import type { Quad, Term } from '../../server/rdf/terms.ts';
import { xsd } from '../../server/rdf/vocabulary.ts';

interface Writing {
  readonly base: string;
  readonly xhtml: boolean;
  /** Chooses among the ways in which RDFa says one thing. */
  readonly seed: number;
}

/** Writes statements as a page with RDFa, in many of the ways there are; for tests of the reader. */
export function writeRdfa(quads: readonly Quad[], { base, xhtml, seed }: Writing): string {
  const body = quads.map((each, index) => write(each, Math.abs(seed >> (index % 16)) % 4)).join('\n');
  const head = `<head><base href="${base}"/><title>x</title></head>`;
  const open = xhtml
    ? '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">'
    : '<!doctype html><html lang="en">';
  return `${open}${head}<body>${body}</body></html>`;
}

function write({ subject, predicate, object }: Quad, way: number): string {
  const property = escape(predicate.value);
  const about = `about="${name(subject)}"`;
  if (object.termType === 'Literal') return `<div ${about}>${value(object, property, way)}</div>`;
  switch (way) {
    case 0:
      return `<p ${about} property="${property}" resource="${name(object)}">x</p>`;
    case 1:
      return `<p ${about} rel="${property}" resource="${name(object)}"></p>`;
    case 2:
      return `<div ${about} rel="${property}"><b><i about="${name(object)}"></i></b></div>`;
    default:
      return `<p about="${name(object)}" rev="${property}" resource="${name(subject)}"></p>`;
  }
}

function value(object: Quad['object'] & { termType: 'Literal' }, property: string, way: number): string {
  const text = escape(object.value);
  const language = `lang="${object.language}"`;
  const kind =
    object.language !== '' || object.datatype.equals(xsd.string)
      ? ''
      : ` datatype="${escape(object.datatype.value)}"`;
  if (way % 2 === 0) return `<span ${language} property="${property}"${kind} content="${text}">other</span>`;
  return `<section ${language}><span property="${property}"${kind}>${text}</span></section>`;
}

function name(term: Term): string {
  return term.termType === 'BlankNode' ? `[_:${term.value}]` : escape(term.value);
}

/** Line feeds as references: in an attribute of XML they would be spaces. */
function escape(text: string): string {
  return text.replace(/[&<>"'\n\t\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
