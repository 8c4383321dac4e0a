import type { CodeRelation } from '../../ontology/terms/term-codes.ts';
import type { Term } from '../../ontology/terms/term.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { systemName } from './system-names.ts';
import { termLink, type TermContext } from './term-context.ts';

/** The sign of each relation; the word stands beside it. */
const signs: Readonly<Record<CodeRelation, string>> = {
  same: '=',
  close: '≈',
  broader: '↑',
  narrower: '↓',
  related: '~',
  searched: '⇄',
};

/** The codes of other vocabularies by system, and the concepts of ours that are searched as one with the term. */
export function termCodesTable(term: Term, context: TermContext): HtmlValue {
  const words = context.formats.words.terms;
  const groups = context.terms.codes(term);
  const together = term.concept?.searchEquivalents ?? [];
  if (term.concept === undefined && groups.length === 0) return undefined;
  return html`<section aria-labelledby="codes">
    <h2 id="codes">${words.codes}</h2>
    ${
      groups.length === 0
        ? html`<p class="second">${words.noCodes}</p>`
        : html`<dl class="facts codes">
            ${groups.map(
              ({ system, codes }) =>
                html`<div>
                  <dt>${system === '' ? words.otherCodes : systemName(system)}</dt>
                  <dd>
                    <ul>
                      ${codes.map(
                        ({ curie, relation }) =>
                          html`<li><code>${curie}</code>${mark(relation, context)}</li>`,
                      )}
                    </ul>
                  </dd>
                </div>`,
            )}
          </dl>`
    }
    ${
      together.length > 0 &&
      html`<h3>${words.searchedTogether}</h3>
        <ul class="concepts">
          ${together.map((iri) => html`<li>${termLink(iri, context)} ${kindOfTree(iri, context)}</li>`)}
        </ul>
        <p class="second">${words.searchedNote}</p>`
    }
  </section>`;
}

/** A relation by sign, word and colour. */
export function mark(relation: CodeRelation, { formats }: TermContext): Html {
  return html`<span class="relation relation-${relation}"
    ><span aria-hidden="true">${signs[relation]}</span> ${formats.words.terms.relation[relation]}</span
  >`;
}

/** The code of a concept, since two that are searched together often share their label. */
function kindOfTree(iri: string, { terms }: TermContext): HtmlValue {
  const term = terms.term(iri);
  return term !== undefined && html`<code class="second">${term.curie}</code>`;
}
