import type { Catalogue, Facet, SearchAnswer, SearchQuestion } from '../../catalogue/catalogue.ts';
import { questionToParams } from '../../catalogue/question-to-params.ts';
import type { Ontology } from '../../ontology/ontology.ts';
import { facetPanel } from './facet-panel.ts';
import { html, type Html } from './html.ts';
import { icon } from './icons.ts';
import { nodeBand, nodeTable } from './node-band.ts';
import { renderFrame } from './page-frame.ts';
import type { NodeRow, PageNode } from './page-node.ts';
import { Formats, pageAddress, toSetting, type PageSetting, type Theme } from './page-setting.ts';
import { programLinks } from './program-links.ts';
import { resultList } from './result-list.ts';
import type { NotUnderstood } from './page-question.ts';
import type { WayOut } from './ways-out.ts';

export interface HomePageParts {
  readonly node: PageNode;
  readonly totals: ReturnType<Catalogue['totals']>;
  readonly question: SearchQuestion;
  readonly answer: SearchAnswer;
  readonly facets: readonly Facet[];
  readonly ontology: Pick<Ontology, 'attribute' | 'concept' | 'resolve' | 'expand'>;
  /** Of a hub. */
  readonly nodes?: readonly NodeRow[];
  /** What dropping one condition would bring, from `waysOut`. */
  readonly ways?: readonly WayOut[];
  /** Parts of the address that say nothing here, from `readPageQuestion`. */
  readonly notUnderstood?: readonly NotUnderstood[];
  readonly language?: string;
  readonly theme?: Theme;
}

/** The page at `/` and `/catalog`: what this node is, and its datasets with search and facets. */
export function renderHomePage(parts: HomePageParts): string {
  const { node, nodes, totals, question, answer, facets, ontology } = parts;
  const setting = toSetting({ language: parts.language ?? question.language, ...themeOf(parts) });
  const formats = new Formats(setting);
  const labels = new Map(
    facets.flatMap(({ values }) => values.map(({ code, label }) => [code, label] as const)),
  );
  const parameters = questionToParams(question);
  return renderFrame({
    node,
    ...(nodes === undefined ? {} : { nodes }),
    setting,
    formats,
    title: question.text === '' ? node.title : question.text,
    description: `${node.title}: ${formats.counted(totals.datasets, 'datasets')}, ${formats.counted(totals.patients, 'patients')}.`,
    path: '/catalog',
    parameters,
    inCatalogue: true,
    alternates: [
      { href: '/catalog', mediaType: 'text/turtle' },
      { href: '/catalog', mediaType: 'application/ld+json' },
    ],
    layout: 'search',
    body: html`${facetPanel({ facets, question, total: answer.total, setting, formats, ontology })}
      <main id="content">
        ${nodeBand(node, totals, formats)} ${searchForm(question, setting, formats)}
        ${resultList({
          ontology,
          formats,
          setting,
          labels,
          question,
          answer,
          ways: parts.ways ?? [],
          notUnderstood: parts.notUnderstood ?? [],
        })}
        <p class="visually-hidden" role="status" id="announcer"></p>
        ${nodeTable(nodes, formats)}
        ${programLinks(node, pageAddress('', toSetting({ language: setting.language }), parameters), formats)}
      </main>`,
  });
}

function themeOf({ theme }: HomePageParts): { readonly theme?: Theme } {
  return theme === undefined ? {} : { theme };
}

/** The one form of the page; the checkboxes of the facets belong to it from afar. */
function searchForm(question: SearchQuestion, setting: PageSetting, { words }: Formats): Html {
  return html`<form id="question" class="search" role="search" method="get" action="/catalog">
    <button class="search-button" type="submit" aria-label="${words.search}">${icon('search')}</button>
    <input
      id="search-text"
      type="search"
      name="q"
      value="${question.text}"
      aria-label="${words.search}"
      placeholder="${words.searchHint}"
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="search"
    />
    <kbd aria-hidden="true">/</kbd>
    ${setting.language !== 'en' && html`<input type="hidden" name="lang" value="${setting.language}" />`}
    ${setting.theme !== 'auto' && html`<input type="hidden" name="theme" value="${setting.theme}" />`}
  </form>`;
}
