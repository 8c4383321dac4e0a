import type { ParsedRdf, ParseOptions } from './parse-rdf.ts';
import { processRdfa } from './rdfa-processor.ts';
import { baseOfPage } from './rdfa-page-text.ts';
import { rdfaTerms } from './rdfa-scope.ts';
import { RdfaStatements } from './rdfa-statements.ts';
import { readRdfaPage } from './read-rdfa-page.ts';
import { encodeIllegal, resolveIri } from './resolve-iri.ts';
import { rdf } from './vocabulary.ts';

let documents = 0;

/**
 * Reads RDFa 1.1 in HTML or XHTML (RDFa Core 1.1, HTML+RDFa 1.1). rdflib's processor evaluates the attributes
 * (section 7.5 of Core); elements and names are read here (section 7.4), because its own reading knows no initial
 * context, encodes addresses twice, mixes up its blank nodes with those of the page, and looks names up in objects
 * with inherited properties. Nothing is fetched or run; IRIs of any scheme are data.
 *
 * A base IRI that ends in a slash is a folder: the page in it is named by its file, so that two pages never speak of
 * one thing without saying so. A `base` element of the page comes before both. Markup literals are the source between
 * the tags, as it is written. Text of scripts and styles is no part of a value.
 *
 * Not supported: property copying (`rdfa:copy`, refused), vocabulary expansion, `xml:base`, the terms of XHTML beyond
 * the initial context, what scripts would add, and tables that browsers would complete. For JSON-LD in script elements
 * see `parsePage`.
 * Throws `syntax-error` with the line.
 */
export async function parseRdfa(
  text: string,
  options: ParseOptions & { readonly xhtml: boolean },
): Promise<ParsedRdf> {
  const file = options.file === undefined ? {} : { file: options.file };
  const base = pageBase(text, options);
  const prefix = `h${documents++}_`;
  const labels = new Map<string, string>();
  const blank = (label: string): string => {
    const known = labels.get(label) ?? `_:${prefix}n${labels.size}`;
    labels.set(label, known);
    return known;
  };
  const page = readRdfaPage(text, { xhtml: options.xhtml, file, base, blank });
  const statements = new RdfaStatements(text.length, options.file);
  for (const { iri, line } of page.vocabularies) {
    statements.add(base, rdfaTerms.usesVocabulary, { type: rdf.object.value, value: iri }, line);
  }
  let generated = 0;
  await processRdfa(page.root, {
    base,
    newBlankNode: () => `_:${prefix}g${generated++}`,
    add: (subject, predicate, object, line) => {
      statements.add(subject, predicate, object, line);
    },
  });
  return {
    quads: statements.quads,
    prefixes: page.prefixes,
    page: base,
    place: (node, predicate) => statements.places.find(node, predicate),
  };
}

/** RDFa Core 1.1 leaves the base to the language of the page; in HTML it is without a fragment. */
export function pageBase(text: string, { baseIri, file }: Pick<ParseOptions, 'baseIri' | 'file'>): string {
  const name = file?.split('/').at(-1) ?? '';
  const own = baseIri.endsWith('/') ? baseIri + encodeURIComponent(name.toWellFormed()) : baseIri;
  const stated = baseOfPage(text);
  const base = stated === undefined ? own : resolveIri(stated.trim(), own);
  return encodeIllegal(base.replace(/#.*$/s, ''));
}
