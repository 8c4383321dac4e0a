import type { TermUses } from '../../ontology/terms/term-uses.ts';
import type { FoundTerm, Term } from '../../ontology/terms/term.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { formatLinks } from './format-links.ts';
import { renderFrame } from './page-frame.ts';
import type { PageNode } from './page-node.ts';
import { Formats, pageAddress, toSetting, type Theme } from './page-setting.ts';
import { termCodesTable } from './term-codes-table.ts';
import { conceptPath, languageOf, termLabel, termLink, type TermContext } from './term-context.ts';
import { termFacts } from './term-facts.ts';
import { datasetsButton, plainTitle, termFigures, type TermCounts } from './term-figures.ts';
import { termCredit, termLabels } from './term-labels.ts';
import { termNotices } from './term-notices.ts';
import { termSays } from './term-says.ts';
import { termTree } from './term-tree.ts';
import { termUsage } from './term-usage.ts';

export interface ConceptPageParts {
  readonly node: PageNode;
  readonly terms: Terms;
  readonly found: FoundTerm;
  /** Where terms are used; absent where nobody looked. */
  readonly uses?: TermUses;
  /** What a search for it finds here. */
  readonly counts?: TermCounts;
  readonly language?: string;
  readonly theme?: Theme;
}

/** The page of one term, whatever it is: what does it mean, and where is it used? */
export function renderConceptPage(parts: ConceptPageParts): string {
  const { node, terms, found, uses, counts } = parts;
  const { term } = found;
  const setting = toSetting(parts);
  const context: TermContext = { terms, setting, formats: new Formats(setting) };
  const path = conceptPath(term.curie);
  const [note] = term.notes;
  const inTree = term.kind === 'concept' || term.kind === 'class';
  return renderFrame({
    node,
    setting,
    formats: context.formats,
    title: plainTitle(term, context),
    ...(note === undefined ? {} : { description: note.text }),
    path,
    inOntology: true,
    alternates: [
      { href: `${path}?format=turtle`, mediaType: 'text/turtle' },
      { href: `${path}?format=jsonld`, mediaType: 'application/ld+json' },
      { href: `${path}?format=rdfxml`, mediaType: 'application/rdf+xml' },
    ],
    layout: 'reading',
    body: html`<main id="content" class="term">
      ${head(found, counts, context)} ${termFigures(term, { counts, uses }, context)}
      <div class="columns">
        <div class="column-about">
          ${termFacts(term, context)} ${inTree && termTree(term, context)}
          ${inTree && termSays(term, context)}
        </div>
        <div class="column-elsewhere">
          ${termCodesTable(term, context)} ${termLabels(term, context)} ${termCredit(term, context)}
          ${formats(path, context)}
        </div>
        <div class="column-use">${termUsage(term, uses, context)}</div>
      </div>
    </main>`,
  });
}

function head(found: FoundTerm, counts: TermCounts | undefined, context: TermContext): Html {
  const { term } = found;
  const words = context.formats.words.terms;
  const { text, language } = termLabel(term, context);
  const unreviewed = term.unreviewed.has(language);
  return html`<p class="way-back">
      <a href="${pageAddress('/ontology', context.setting)}">${context.formats.words.ontology}</a
      >${scheme(term, context)}
    </p>
    ${termNotices(found, context)}
    <div class="title-row">
      <div>
        <h1 ${languageOf(language, context)}>${text}</h1>
        <p class="byline">
          <span class="badge">${words.kind[term.kind]}</span> <code class="own">${term.curie}</code>${
            unreviewed && html` <span class="unreviewed">${words.unreviewed}</span>`
          }
        </p>
      </div>
      ${datasetsButton(term, counts, context)}
    </div>
    ${
      term.notes.length === 0
        ? term.concept === undefined && html`<p class="second">${words.noDefinition}</p>`
        : term.notes.map(
            (note) => html`<p class="prose" ${languageOf(note.language, context)}>${note.text}</p>`,
          )
    }`;
}

/** The vocabulary that a concept belongs to. */
function scheme({ concept }: Term, context: TermContext): HtmlValue {
  return concept !== undefined && html` / ${termLink(concept.scheme.value, context)}`;
}

/** The same for machines. */
function formats(path: string, { formats: { words } }: TermContext): Html {
  return html`<section aria-labelledby="formats">
    <h2 id="formats">${words.formats}</h2>
    ${formatLinks(path)}
  </section>`;
}
