import type { Term, Worded } from '../../ontology/terms/term.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import { toCurie } from '../../rdf/prefixes.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { pageAddress, type Formats, type PageSetting } from './page-setting.ts';
import type { TermWords } from './term-words.ts';

/** What every part of a page about terms needs. */
export interface TermContext {
  readonly terms: Terms;
  readonly setting: PageSetting;
  readonly formats: Formats;
}

/** `/concepts/EUCAIM:CLIN1000075`. */
export function conceptPath(curie: string): string {
  return `/concepts/${encodeURIComponent(curie).replaceAll('%3A', ':')}`;
}

/** The label of a term in the reader's language. */
export function termLabel(term: Term, { terms, setting }: TermContext): Worded {
  return terms.label(term, setting.language);
}

/** A link to the page of a term, by its label; what the ontology says nothing of stands as its code. */
export function termLink(iri: string, context: TermContext): Html {
  const { terms, setting } = context;
  const term = terms.term(iri);
  if (term === undefined) return html`<code>${toCurie(terms.ontology.prefixes, iri)}</code>`;
  const { text, language } = termLabel(term, context);
  return html`<a
    href="${pageAddress(conceptPath(term.curie), setting)}"
    title="${term.curie}"
    ${languageOf(language, context)}
    >${text}</a
  >`;
}

/** Marks a text that is not in the language of the page (WCAG 3.1.2). */
export function languageOf(language: string, { formats }: TermContext): HtmlValue {
  return language !== '' && language !== formats.words.language && html`lang="${language}"`;
}

/** `1,879 concepts`. */
export function countedTerms(
  value: number,
  thing: keyof TermWords['count'],
  { formats }: TermContext,
): string {
  const [one, many] = formats.words.terms.count[thing];
  return `${formats.integer(value)} ${value === 1 ? one : many}`;
}

/** IRIs in order of their labels in the reader's language. */
export function byLabel(iris: Iterable<string>, context: TermContext): readonly string[] {
  const { terms, setting } = context;
  const labelled = [...iris].map((iri) => {
    const term = terms.term(iri);
    return { iri, label: term === undefined ? iri : termLabel(term, context).text };
  });
  const collator = new Intl.Collator(setting.language === 'de' ? 'de' : 'en', { numeric: true });
  return labelled.sort((a, b) => collator.compare(a.label, b.label)).map(({ iri }) => iri);
}
