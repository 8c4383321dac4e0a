import type { Term } from '../../ontology/terms/term.ts';
import { dct, mer } from '../../rdf/vocabulary.ts';
import { formatLinks } from './format-links.ts';
import { html, joined, type Html } from './html.ts';
import { pageAddress } from './page-setting.ts';
import { countedTerms, termLabel, termLink, type TermContext } from './term-context.ts';
import { licenceName } from './term-labels.ts';

/** The vocabularies with their sizes, the largest first. */
export function schemeTable(context: TermContext): Html {
  const { terms } = context;
  const { words } = context.formats;
  const rows = terms
    .list({ kind: 'scheme' })
    .map((scheme) => ({ scheme, concepts: terms.ontology.conceptsOf(scheme.iri) }))
    .sort((a, b) => b.concepts.length - a.concepts.length);
  return html`<section aria-labelledby="schemes">
    <h2 id="schemes">
      ${words.terms.schemes} <span class="number">${context.formats.integer(rows.length)}</span>
    </h2>
    <p class="second note">${words.terms.schemesNote}</p>
    <div class="table-box">
      <table class="vocabularies">
        <thead>
          <tr>
            <th scope="col">${words.terms.scheme}</th>
            <th scope="col" class="cell-note">${words.about}</th>
            <th scope="col" class="cell-number">${words.terms.concepts}</th>
            <th scope="col" class="cell-number">${words.terms.topConcepts}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ scheme, concepts }) =>
              html`<tr>
                <td>${termLink(scheme.iri, context)}</td>
                <td class="cell-note second">${scheme.notes[0]?.text}</td>
                <td class="cell-number">${context.formats.integer(concepts.length)}</td>
                <td class="cell-number">
                  ${context.formats.integer(concepts.filter(({ broader }) => broader.length === 0).length)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** The searchable attributes, and the documents of our own namespaces. */
export function attributeList(context: TermContext): Html {
  const { ontology } = context.terms;
  const words = context.formats.words.terms;
  return html`<section aria-labelledby="attributes">
    <h2 id="attributes">
      ${words.attributes} <span class="number">${context.formats.integer(ontology.attributes.length)}</span>
    </h2>
    <ul class="concepts">
      ${ontology.attributes.map(({ iri }) => html`<li>${termLink(iri.value, context)}</li>`)}
    </ul>
    <p class="documents">
      ${joined(
        [
          html`<a href="${pageAddress('/attribute', context.setting)}">${words.attributes}</a>`,
          html`<a href="${pageAddress('/scheme', context.setting)}">${words.schemes}</a>`,
          html`<a href="${pageAddress('/ns', context.setting)}"
            >${words.termsOf} <code>${mer.namespace}</code></a
          >`,
        ],
        ' · ',
      )}
    </p>
  </section>`;
}

/** The modules, each with how many sources it has and its licence. */
export function moduleList(context: TermContext): Html {
  const words = context.formats.words.terms;
  const list = context.terms
    .list({ kind: 'ontology' })
    .filter(({ iri }) => context.terms.graph.objects(iri, dct.title).length > 0);
  return html`<section aria-labelledby="modules">
    <h2 id="modules">${words.modules} <span class="number">${context.formats.integer(list.length)}</span></h2>
    <ul class="modules">
      ${list.map((module) => moduleRow(module, context))}
    </ul>
  </section>`;
}

function moduleRow(module: Term, context: TermContext): Html {
  const { terms } = context;
  const licences = terms.graph.iris(module.iri, dct.license).map(licenceName);
  const sources = terms.graph.iris(module.iri, dct.source).length;
  return html`<li>
    <span>${termLabel(module, context).text}</span>
    <span class="second">
      ${joined([...(sources === 0 ? [] : [countedTerms(sources, 'sources', context)]), ...licences], ', ')}
    </span>
  </li>`;
}

/** The whole release in every syntax. */
export function downloads(context: TermContext): Html {
  const { words } = context.formats;
  const { ontology } = context.terms;
  return html`<section aria-labelledby="downloads">
    <h2 id="downloads">${words.terms.downloads}</h2>
    <p class="second note">
      ${words.terms.downloadsNote} ${countedTerms(ontology.quads.length, 'statements', context)}.
    </p>
    ${formatLinks('/ontology', [])}
    <p class="second">${words.terms.hash} <code>${ontology.hash}</code></p>
  </section>`;
}
