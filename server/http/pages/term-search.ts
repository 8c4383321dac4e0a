import { html, type Html } from './html.ts';
import { icon } from './icons.ts';
import type { TermContext } from './term-context.ts';

/** The search field for terms: a form like any other, without script. */
export function termSearch(text: string, { formats, setting }: TermContext): Html {
  const words = formats.words.terms;
  return html`<form class="search" role="search" action="/ontology" method="get">
    <button class="search-button" type="submit" aria-label="${words.searchTerms}">${icon('search')}</button>
    <input
      type="search"
      name="q"
      id="search-text"
      value="${text}"
      aria-label="${words.searchTerms}"
      placeholder="${words.searchHint}"
      autocomplete="off"
      spellcheck="false"
      maxlength="200"
    />
    ${setting.language !== 'en' && html`<input type="hidden" name="lang" value="${setting.language}" />`}
    ${setting.theme !== 'auto' && html`<input type="hidden" name="theme" value="${setting.theme}" />`}
  </form>`;
}
