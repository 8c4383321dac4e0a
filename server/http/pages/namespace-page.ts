import { propertyFacts } from '../../ontology/terms/property-facts.ts';
import type { Term, TermKind } from '../../ontology/terms/term.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import { formatLinks } from './format-links.ts';
import { html, joined, type Html, type HtmlValue } from './html.ts';
import { renderFrame } from './page-frame.ts';
import type { PageNode } from './page-node.ts';
import { Formats, pageAddress, toSetting, type Theme } from './page-setting.ts';
import {
  conceptPath,
  countedTerms,
  languageOf,
  termLabel,
  termLink,
  type TermContext,
} from './term-context.ts';

export interface NamespacePageParts {
  readonly node: PageNode;
  readonly terms: Terms;
  /** `/ns`, `/attribute`, `/scheme`. */
  readonly path: string;
  readonly namespace: string;
  readonly language?: string;
  readonly theme?: Theme;
}

const order = [
  ['class', 'classes'],
  ['property', 'properties'],
  ['attribute', 'attributes'],
  ['scheme', 'schemes'],
  ['concept', 'concepts'],
  ['individual', 'individuals'],
] as const satisfies readonly (readonly [TermKind, string])[];

/** The document of a namespace: every term in it, each where its IRI points. */
export function renderNamespacePage(parts: NamespacePageParts): string {
  const { node, terms, path, namespace } = parts;
  const setting = toSetting(parts);
  const context: TermContext = { terms, setting, formats: new Formats(setting) };
  const { words } = context.formats;
  const list = terms.list({ namespace });
  return renderFrame({
    node,
    setting,
    formats: context.formats,
    title: `${words.terms.termsOf} ${namespace}`,
    path,
    inOntology: true,
    alternates: [
      { href: `${path}?format=turtle`, mediaType: 'text/turtle' },
      { href: `${path}?format=jsonld`, mediaType: 'application/ld+json' },
    ],
    layout: 'reading',
    body: html`<main id="content" class="term">
      <p class="way-back"><a href="${pageAddress('/ontology', setting)}">${words.ontology}</a></p>
      <h1 class="address">${words.terms.termsOf} <code>${namespace}</code></h1>
      <p class="byline">
        ${countedTerms(list.length, 'terms', context)}, ${words.release} ${terms.ontology.release}
      </p>
      ${formatLinks(path, [])}
      ${order.map(([kind, thing]) => {
        const some = list.filter((term) => term.kind === kind);
        if (some.length === 0) return undefined;
        return html`<section aria-labelledby="of-${kind}">
          <h2 id="of-${kind}">${countedTerms(some.length, thing, context)}</h2>
          <dl class="facts glossary">${some.map((term) => entry(term, namespace, context))}</dl>
        </section>`;
      })}
    </main>`,
  });
}

function entry(term: Term, namespace: string, context: TermContext): Html {
  const { text, language } = termLabel(term, context);
  const [note] = term.notes;
  return html`<div id="${term.iri.slice(namespace.length)}">
    <dt>
      <a href="${pageAddress(conceptPath(term.curie), context.setting)}" ${languageOf(language, context)}
        >${text}</a
      >
      <code>${term.curie}</code>
    </dt>
    <dd>
      ${note !== undefined && html`<span ${languageOf(note.language, context)}>${note.text}</span>`}
      ${details(term, context)}
    </dd>
  </div>`;
}

/** What else fits on a line: where a property stands, how many concepts a vocabulary has. */
function details(term: Term, context: TermContext): HtmlValue {
  const words = context.formats.words.terms;
  if (term.kind === 'scheme') {
    const { length } = context.terms.ontology.conceptsOf(term.iri);
    return html`<span class="second">${countedTerms(length, 'concepts', context)}</span>`;
  }
  if (term.kind !== 'property') return undefined;
  const { domain, range } = propertyFacts(term.iri, context.terms.graph);
  const some = ([name, iris]: readonly [string, readonly string[]]): HtmlValue =>
    iris.length > 0 &&
    html`<span class="second"
      >${name}:
      ${joined(
        iris.map((iri) => termLink(iri, context)),
        ', ',
      )}</span
    >`;
  return [[words.domain, domain] as const, [words.range, range] as const].map(some);
}
