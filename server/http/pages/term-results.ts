import type { Term } from '../../ontology/terms/term.ts';
import { html, type Html } from './html.ts';
import { pageAddress } from './page-setting.ts';
import { conceptPath, countedTerms, languageOf, termLabel, type TermContext } from './term-context.ts';

/** A term that a search found, and the name that fits best where it is not the label. */
export interface TermHit {
  readonly term: Term;
  readonly name?: string;
}

/** What a search for terms found, of which the first are shown. */
export interface TermSearch {
  readonly text: string;
  readonly total: number;
  readonly hits: readonly TermHit[];
  readonly language: string;
}

/** What a search for terms found, or the nearest ways out. */
export function termResults(text: string, hits: readonly TermHit[], context: TermContext): Html {
  const words = context.formats.words.terms;
  if (hits.length === 0) {
    return html`<div class="empty" role="status">
      <p>${words.nothingFound} <q>${text}</q>.</p>
      <p class="second">${words.nothingFoundNote}</p>
    </div>`;
  }
  return html`<section aria-labelledby="found">
    <h2 id="found">${words.found} <span class="number">${context.formats.integer(hits.length)}</span></h2>
    <ol class="hits">
      ${hits.map((hit) => result(hit, context))}
    </ol>
  </section>`;
}

function result({ term, name }: TermHit, context: TermContext): Html {
  const words = context.formats.words.terms;
  const { text, language } = termLabel(term, context);
  const narrower = term.concept?.narrower.length ?? 0;
  return html`<li>
    <a href="${pageAddress(conceptPath(term.curie), context.setting)}" ${languageOf(language, context)}
      >${text}</a
    >
    <code>${term.curie}</code>
    <span class="second">
      ${term.concept === undefined ? words.kind[term.kind] : schemeName(term.concept.scheme.value, context)}${
        narrower > 0 && html`, ${countedTerms(narrower, 'narrower', context)}`
      }${name !== undefined && name !== text && name !== term.curie && html`, ${words.searchMatched} <q>${name}</q>`}
    </span>
  </li>`;
}

function schemeName(iri: string, context: TermContext): string | undefined {
  const scheme = context.terms.term(iri);
  return scheme === undefined ? undefined : termLabel(scheme, context).text;
}
