import type { Term } from '../../ontology/terms/term.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import { html } from './html.ts';
import { renderFrame } from './page-frame.ts';
import type { PageNode } from './page-node.ts';
import { Formats, toSetting, type Theme } from './page-setting.ts';
import { termLink, type TermContext } from './term-context.ts';
import { termSearch } from './term-search.ts';

export interface UnknownTermPageParts {
  readonly node: PageNode;
  readonly terms: Terms;
  /** As it was asked for; shown in part where it is long. */
  readonly code: string;
  readonly near: readonly Term[];
  readonly language?: string;
  readonly theme?: Theme;
}

/** The page of a code that no term has: what is near, and a search. */
export function renderUnknownTermPage(parts: UnknownTermPageParts): string {
  const { node, terms, code, near } = parts;
  const setting = toSetting(parts);
  const context: TermContext = { terms, setting, formats: new Formats(setting) };
  const { words } = context.formats;
  return renderFrame({
    node,
    setting,
    formats: context.formats,
    title: words.terms.unknownCode,
    path: '/ontology',
    inOntology: true,
    layout: 'reading',
    body: html`<main id="content" class="reading">
      <p class="way-back">404</p>
      <h1>${words.terms.unknownCode} <code>${shortened(code)}</code></h1>
      <p class="prose">${words.terms.unknownNote}</p>
      ${
        near.length > 0 &&
        html`<h2>${words.terms.near}</h2>
          <ul class="near">
            ${near.map(({ iri, curie }) => html`<li>${termLink(iri, context)} <code>${curie}</code></li>`)}
          </ul>`
      }
      <h2>${words.terms.searchTerms}</h2>
      ${termSearch('', context)}
    </main>`,
  });
}

/** A code as messages show it. */
export function shortened(code: string): string {
  return code.length > 80 ? `${code.slice(0, 80)}…` : code;
}
