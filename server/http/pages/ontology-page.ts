import type { Terms } from '../../ontology/terms/terms.ts';
import { html, type Html } from './html.ts';
import { attributeList, downloads, moduleList, schemeTable } from './ontology-sections.ts';
import { renderFrame } from './page-frame.ts';
import type { PageNode } from './page-node.ts';
import { Formats, pageAddress, toSetting, type Theme } from './page-setting.ts';
import type { TermContext } from './term-context.ts';
import { termSearch } from './term-search.ts';
import { termResults, type TermHit } from './term-results.ts';
import type { TermWords } from './term-words.ts';

export interface OntologyPageParts {
  readonly node: PageNode;
  readonly terms: Terms;
  /** How many rows the mapping sets have. */
  readonly mappingRows: number;
  /** What was searched for, and what was found; absent before a search. */
  readonly search?: { readonly text: string; readonly hits: readonly TermHit[] };
  readonly language?: string;
  readonly theme?: Theme;
}

/** The entrance to the ontology: search, what there is, and how to take it away. */
export function renderOntologyPage(parts: OntologyPageParts): string {
  const { node, terms, search } = parts;
  const setting = toSetting(parts);
  const context: TermContext = { terms, setting, formats: new Formats(setting) };
  const { words } = context.formats;
  const text = search?.text ?? '';
  const rest = html`${counts(parts, context)} ${schemeTable(context)} ${attributeList(context)}
  ${moduleList(context)} ${downloads(context)}`;
  return renderFrame({
    node,
    setting,
    formats: context.formats,
    title: text === '' ? words.ontology : text,
    description: words.terms.entranceNote,
    path: '/ontology',
    ...(text === '' ? {} : { parameters: new URLSearchParams({ q: text }) }),
    inOntology: true,
    alternates: [
      { href: '/ontology?format=turtle', mediaType: 'text/turtle' },
      { href: '/ontology?format=jsonld', mediaType: 'application/ld+json' },
      { href: '/ontology?format=rdfxml', mediaType: 'application/rdf+xml' },
    ],
    layout: 'reading',
    body: html`<main id="content" class="term ontology">
      <div class="title-row">
        <div>
          <h1>${words.ontology}</h1>
          <p class="byline">${words.release} ${terms.ontology.release}</p>
        </div>
      </div>
      <p class="prose entrance">${words.terms.entranceNote}</p>
      ${termSearch(text, context)} ${search !== undefined && termResults(text, search.hits, context)} ${rest}
    </main>`,
  });
}

function counts({ terms, mappingRows }: OntologyPageParts, context: TermContext): Html {
  const words = context.formats.words.terms;
  const inVocabularies = terms.list({ kind: 'concept' }).length;
  const figures: readonly (readonly [number, keyof TermWords['count'], string?])[] = [
    [inVocabularies, 'concepts', '#schemes'],
    [inVocabularies + terms.list({ kind: 'class' }).length, 'classes'],
    [terms.list({ kind: 'property' }).length, 'properties', '/ns'],
    [terms.ontology.attributes.length, 'attributes', '/attribute'],
    [mappingRows, 'mappings'],
    [terms.ontology.quads.length, 'statements', '#downloads'],
  ];
  return html`<div class="figures">
    ${figures.map(([value, thing, to]) => {
      const [one, many] = words.count[thing];
      const shown = context.formats.integer(value);
      const address = to?.startsWith('/') === true ? pageAddress(to, context.setting) : to;
      return html`<div class="figure">
        <span class="amount">${address === undefined ? shown : html`<a href="${address}">${shown}</a>`}</span>
        <span class="amount-of">${value === 1 ? one : many}</span>
      </div>`;
    })}
  </div>`;
}
