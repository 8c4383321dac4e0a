import { termSources } from '../../ontology/terms/term-sources.ts';
import type { Term } from '../../ontology/terms/term.ts';
import { html, joined, webAddress, type Html, type HtmlValue } from './html.ts';
import { languageOf, type TermContext } from './term-context.ts';

/** The names of a term in every language, and its other names. */
export function termLabels(term: Term, context: TermContext): Html {
  const { words } = context.formats;
  const names = new Intl.DisplayNames([words.language], { type: 'language', fallback: 'code' });
  return html`<section aria-labelledby="labels">
    <h2 id="labels">${words.labels}</h2>
    <dl class="facts">
      ${[...term.labels].map(
        ([language, text]) =>
          html`<div>
            <dt>${languageName(language, names) ?? words.terms.otherCodes}</dt>
            <dd>
              <span ${languageOf(language, context)}>${text}</span>
              ${term.unreviewed.has(language) && html`<span class="unreviewed">${words.terms.unreviewed}</span>`}
            </dd>
          </div>`,
      )}
      ${
        term.synonyms.length > 0 &&
        html`<div>
          <dt>${words.otherNames}</dt>
          <dd>${joined(term.synonyms, '; ')}</dd>
        </div>`
      }
    </dl>
    ${term.unreviewed.size > 0 && html`<p class="second note">${words.terms.unreviewedNote}</p>`}
  </section>`;
}

function languageName(language: string, names: Intl.DisplayNames): string | undefined {
  if (language === '') return undefined;
  try {
    return names.of(language);
  } catch {
    return language;
  }
}

/** Where a term was read, and who is to be credited. */
export function termCredit(term: Term, context: TermContext): Html {
  const words = context.formats.words.terms;
  const sources = termSources(term, context.terms);
  return html`<section aria-labelledby="sources">
    <h2 id="sources">${words.sources}</h2>
    ${
      sources.length === 0
        ? html`<p class="second">${words.sourceUnknown}</p>`
        : html`<ul class="credit">
            ${sources.map(
              ({ iri, title, licenses }) =>
                html`<li>
                  ${link(iri, title ?? shortAddress(iri))}${
                    licenses.length > 0 &&
                    html`<span class="second"
                      >${joined(
                        licenses.map((licence) => link(licence, licenceName(licence))),
                        ', ',
                      )}</span
                    >`
                  }
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}

function link(iri: string, text: string): HtmlValue {
  const address = webAddress(iri);
  return address === undefined ? text : html`<a href="${address}" rel="noreferrer">${text}</a>`;
}

/** `github.com/EUCAIM/etl-toolset`, `doi.org/10.5281/zenodo.10777925`: the host and what names the source there. */
function shortAddress(iri: string): string {
  const [host = iri, ...path] = iri.replace(/^https?:\/\/(www\.)?/, '').split('/');
  return [host, ...path.slice(0, 2)].join('/').replace(/[#/]$/, '');
}

/** `CC BY 4.0`, `MIT`, `Apache 2.0`: how people call a licence, from its address. */
export function licenceName(iri: string): string {
  const [, kind, version] = /creativecommons\.org\/licenses\/([a-z-]+)\/([\d.]+)/.exec(iri) ?? [];
  if (kind !== undefined && version !== undefined) return `CC ${kind.toUpperCase()} ${version}`;
  const last = iri.replace(/\/$/, '').split('/').at(-1) ?? iri;
  return last.replace(/^LICENSE-/, 'Apache ').replace(/^[a-z]{2,4}(?=$|-)/, (name) => name.toUpperCase());
}
