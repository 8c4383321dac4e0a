import type { Concept } from '../../ontology/concept.ts';
import type { Ontology } from '../../ontology/ontology.ts';
import { toCurie } from '../../rdf/prefixes.ts';
import { conceptLabel } from './concept-words.ts';
import { html, joined, type Html, type HtmlValue } from './html.ts';
import { icon } from './icons.ts';
import { renderFrame } from './page-frame.ts';
import type { PageNode } from './page-node.ts';
import { Formats, pageAddress, toSetting, type PageSetting, type Theme } from './page-setting.ts';

export interface ConceptPageParts {
  readonly node: PageNode;
  readonly concept: Concept;
  readonly ontology: Pick<Ontology, 'attributes' | 'concept' | 'prefixes'>;
  /** How many datasets a search for it finds. */
  readonly datasets?: number;
  readonly language?: string;
  readonly theme?: Theme;
}

/** The page of one concept: what is it, and where is it used? */
export function renderConceptPage(parts: ConceptPageParts): string {
  const { node, concept, ontology, datasets } = parts;
  const setting = toSetting(parts);
  const formats = new Formats(setting);
  const { words } = formats;
  const label = conceptLabel(concept, setting.language);
  const path = conceptPath(concept.curie);
  const attribute = ontology.attributes.find(({ scheme }) => scheme?.equals(concept.scheme) === true);
  const links = (title: string, iris: readonly string[]): HtmlValue =>
    iris.length > 0 &&
    html`<h2>${title}</h2>
      <ul class="concepts">
        ${iris.map((iri) => html`<li>${conceptLink(iri, ontology, setting)}</li>`)}
      </ul>`;
  return renderFrame({
    node,
    setting,
    formats,
    title: label.text,
    ...(concept.definition === undefined ? {} : { description: concept.definition }),
    path,
    alternates: [
      { href: path, mediaType: 'text/turtle' },
      { href: path, mediaType: 'application/ld+json' },
    ],
    layout: 'reading',
    body: html`<main id="content" class="reading">
      <p class="way-back">${attribute?.labels.get(setting.language) ?? attribute?.labels.get('en')}</p>
      <h1 lang="${label.language}">${label.text}</h1>
      <p class="byline"><code>${concept.curie}</code></p>
      ${concept.definition !== undefined && html`<p class="prose">${concept.definition}</p>`}
      ${
        attribute !== undefined &&
        html`<p>
          <a
            href="${pageAddress('/catalog', setting, new URLSearchParams({ [attribute.name]: concept.curie }))}"
            >${words.usedBy}${datasets !== undefined && `: ${formats.integer(datasets)}`}</a
          >
        </p>`
      }
      ${links(words.broader, concept.broader)} ${links(words.narrowerConcepts, concept.narrower)}
      ${links(words.foundToo, concept.searchEquivalents)}
      ${
        concept.exactMatches.length > 0 &&
        html`<h2>${words.sameMeaning}</h2>
          <ul class="concepts">
            ${concept.exactMatches.map((iri) => html`<li class="exact">${icon('equal')}<code>${toCurie(ontology.prefixes, iri)}</code></li>`)}
          </ul>`
      }
      <h2>${words.labels}</h2>
      <dl class="facts">
        ${[...concept.labels].map(
          ([language, text]) =>
            html`<div>
              <dt>${language}</dt>
              <dd lang="${language}">${text}</dd>
            </div>`,
        )}
        ${
          concept.synonyms.length > 0 &&
          html`<div>
            <dt>${words.otherNames}</dt>
            <dd>${joined(concept.synonyms, '; ')}</dd>
          </div>`
        }
      </dl>
    </main>`,
  });
}

export function conceptPath(curie: string): string {
  return `/concepts/${encodeURIComponent(curie).replaceAll('%3A', ':')}`;
}

function conceptLink(iri: string, ontology: ConceptPageParts['ontology'], setting: PageSetting): Html {
  const concept = ontology.concept(iri);
  if (concept === undefined) return html`<code>${toCurie(ontology.prefixes, iri)}</code>`;
  const { text, language } = conceptLabel(concept, setting.language);
  return html`<a
    href="${pageAddress(conceptPath(concept.curie), setting)}"
    title="${concept.curie}"
    lang="${language}"
    >${text}</a
  >`;
}
