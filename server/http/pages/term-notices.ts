import type { FoundTerm } from '../../ontology/terms/term.ts';
import { html, type HtmlValue } from './html.ts';
import { languageOf, termLink, type TermContext } from './term-context.ts';

/** What the reader has to know before anything else: the code was another one, or the term is no longer used. */
export function termNotices({ term, asked }: FoundTerm, context: TermContext): HtmlValue {
  const words = context.formats.words.terms;
  if (asked !== undefined) {
    const retired = asked.iri === undefined ? undefined : context.terms.term(asked.iri);
    const text = { retired: words.askedRetired, same: words.askedSame, searched: words.askedSearched };
    return html`<div class="notice notice-${asked.relation}" role="note">
      <p><code>${asked.code}</code> ${text[asked.relation]}</p>
      ${
        asked.relation === 'retired' &&
        retired?.notes.map(
          (note) => html`<p class="second" ${languageOf(note.language, context)}>${note.text}</p>`,
        )
      }
    </div>`;
  }
  if (term.retired === undefined) return undefined;
  return html`<div class="notice notice-retired" role="note">
    <p>
      ${words.retired}
      ${
        term.retired.length === 0
          ? words.notReplaced
          : html`${words.replacedBy} ${term.retired.map((iri) => termLink(iri, context))}.`
      }
    </p>
  </div>`;
}
