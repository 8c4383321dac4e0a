import { assetAddress } from './assets.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { icon, mark } from './icons.ts';
import type { NodeRow, PageNode } from './page-node.ts';
import { pageAddress, type Formats, type PageSetting } from './page-setting.ts';
import { languages } from './words.ts';

export interface FrameParts {
  readonly node?: PageNode;
  readonly nodes?: readonly NodeRow[];
  readonly setting: PageSetting;
  readonly formats: Formats;
  /** Title of the window, without the name of the service. */
  readonly title: string;
  readonly description?: string;
  /** Path and parameters of this page without language and theme, for the links that change them. */
  readonly path: string;
  readonly parameters?: URLSearchParams;
  /** Whether the page belongs to the catalogue. */
  readonly inCatalogue?: boolean;
  /** Whether it is one about the ontology. */
  readonly inOntology?: boolean;
  /** The same page for machines. */
  readonly alternates?: readonly { readonly href: string; readonly mediaType: string }[];
  /** Class of the layout. */
  readonly layout: 'search' | 'reading';
  readonly body: HtmlValue;
}

/** A complete document: head, header with what exists here, content. No script or style inside (CSP). */
export function renderFrame(parts: FrameParts): string {
  const { setting, formats, title, description, alternates = [], layout, body } = parts;
  const document = html`<!doctype html>
    <html lang="${formats.words.language}" dir="ltr" ${themeAttribute(setting)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="${setting.theme === 'auto' ? 'light dark' : setting.theme}" />
        <title>${title} · Meridian</title>
        ${description !== undefined && html`<meta name="description" content="${description}" />`}
        <link rel="icon" type="image/svg+xml" href="${assetAddress('meridian.svg')}" />
        <link
          rel="preload"
          as="font"
          type="font/woff2"
          crossorigin="anonymous"
          href="${assetAddress('source-sans-3-latin.woff2')}"
        />
        <link rel="stylesheet" href="${assetAddress('meridian.css')}" />
        <script type="module" src="${assetAddress('enhance.js')}"></script>
        ${alternates.map(
          ({ href, mediaType }) => html`<link rel="alternate" type="${mediaType}" href="${href}" />`,
        )}
      </head>
      <body class="layout-${layout}">
        <a class="skip" href="#content"
          >${layout === 'search' ? formats.words.skip : formats.words.terms.skip}</a
        >
        ${header(parts)} ${body}
      </body>
    </html> `;
  return document.markup;
}

/** Written only where the reader chose: else the style sheet follows the system. */
function themeAttribute({ theme }: PageSetting): HtmlValue {
  return theme !== 'auto' && html`data-theme="${theme}"`;
}

function header({ nodes, setting, formats, path, parameters, inCatalogue, inOntology }: FrameParts): Html {
  const { words } = formats;
  const address = (to: string): string => pageAddress(to, setting);
  return html`<header class="top">
    <a class="brand" href="${address('/')}">${mark()}<span>Meridian</span></a>
    <nav class="places" aria-label="${words.navigation}">
      <a href="${address('/catalog')}" ${inCatalogue === true && html`aria-current="page"`}
        >${words.catalogue}</a
      >
      <a href="${address('/ontology')}" ${inOntology === true && html`aria-current="page"`}
        >${words.ontology}</a
      >
      <a href="/sparql">${words.sparql}</a>
      <a href="/graphql">GraphQL</a>
      <a href="/openapi.json">${words.apiDescription}</a>
    </nav>
    <div class="settings">
      ${nodes !== undefined && nodes.length > 0 && nodeStates(nodes, formats)}
      ${languages
        .filter(({ language }) => language !== words.language)
        .map(
          ({ language }) =>
            html`<a
              class="setting"
              hreflang="${language}"
              lang="${language}"
              href="${pageAddress(path, { ...setting, language }, parameters)}"
              ><span aria-hidden="true">${language.toUpperCase()}</span
              ><span class="visually-hidden">${languageName(language)}</span></a
            >`,
        )}
      ${themeLinks(setting, formats, path, parameters)}
    </div>
  </header>`;
}

function languageName(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}

/** One link to the other look: of a reader on `auto` both are there, and the style sheet shows the one that differs. */
function themeLinks(
  setting: PageSetting,
  { words }: Formats,
  path: string,
  parameters: URLSearchParams | undefined,
): HtmlValue {
  return (['light', 'dark'] as const).map(
    (theme) =>
      html`<a
        class="setting to-${theme}"
        href="${pageAddress(path, { ...setting, theme }, parameters)}"
        title="${words.theme}: ${words[theme]}"
        >${icon('theme')}<span class="visually-hidden">${words.theme}: ${words[theme]}</span></a
      >`,
  );
}

function nodeStates(nodes: readonly NodeRow[], formats: Formats): Html {
  const states = (['ok', 'slow', 'down'] as const).flatMap((state) => {
    const count = nodes.filter((node) => node.state === state).length;
    return count === 0 ? [] : [{ state, text: `${formats.integer(count)} ${formats.words[state]}` }];
  });
  const worst = states.at(-1)?.state ?? 'ok';
  return html`<a class="node-states state-${worst}" href="#nodes"
    >${icon(worst)}<span
      >${formats.counted(nodes.length, 'nodes')}: ${states.map(({ text }) => text).join(', ')}</span
    ></a
  >`;
}
