import {
  definingClasses,
  referringClasses,
  restrictionsOf,
  type Restriction,
} from '../../ontology/terms/restrictions.ts';
import type { Term } from '../../ontology/terms/term.ts';
import { foldedList } from './folded-list.ts';
import { html, joined, type Html, type HtmlValue } from './html.ts';
import { byLabel, conceptPath, languageOf, termLabel, termLink, type TermContext } from './term-context.ts';
import { pageAddress } from './page-setting.ts';

/** What a class says of its members, in words: "Finding site: Prostate". */
export function termSays(term: Term, context: TermContext): HtmlValue {
  const words = context.formats.words.terms;
  const { graph } = context.terms;
  const restrictions = restrictionsOf(term.iri, graph);
  const classes = definingClasses(term.iri, graph);
  if (restrictions.length === 0 && classes.length === 0) return undefined;
  const stated = restrictions.filter(({ defining }) => !defining);
  const defining = restrictions.filter((each) => each.defining);
  return html`<section aria-labelledby="says">
    <h2 id="says">${words.says}</h2>
    ${stated.length > 0 && facts(stated, context)}
    ${
      defining.length + classes.length > 0 &&
      html`<p class="second lead">${words.definedBy}</p>
        ${
          classes.length > 0 &&
          html`<p class="lead">
            ${joined(
              classes.map((iri) => termLink(iri, context)),
              ` ${context.formats.words.and} `,
            )}
          </p>`
        }
        ${defining.length > 0 && facts(defining, context)}`
    }
  </section>`;
}

/** Classes that say something of a term, by property. */
export function referredTo(term: Term, context: TermContext): HtmlValue {
  const referring = referringClasses(term.iri, context.terms.graph);
  if (referring.size === 0) return undefined;
  return html`<h3>${context.formats.words.terms.referring}</h3>
    ${[...referring].map(
      ([property, classes]) =>
        html`<div class="referring">
          <p class="second">
            ${propertyName(property, context)}
            <span class="number">${context.formats.integer(classes.length)}</span>
          </p>
          ${foldedList(byLabel(classes, context), (iri) => termLink(iri, context), 'classes', context)}
        </div>`,
    )}`;
}

function facts(restrictions: readonly Restriction[], context: TermContext): Html {
  const groups = Map.groupBy(restrictions, ({ property }) => property);
  return html`<dl class="facts">
    ${[...groups].map(
      ([property, members]) =>
        html`<div>
          <dt>${propertyName(property, context)}</dt>
          <dd>
            ${joined(
              members.map((member) => restrictionText(member, context)),
              ', ',
            )}
          </dd>
        </div>`,
    )}
  </dl>`;
}

function restrictionText({ quantity, number, values }: Restriction, context: TermContext): Html {
  const words = context.formats.words.terms;
  const limits = { 'at-least': words.atLeast, 'at-most': words.atMost, exactly: words.exactly };
  const shown = joined(
    values.map((value) => ('iri' in value ? termLink(value.iri, context) : value.text)),
    ` ${context.formats.words.or} `,
  );
  if (quantity === 'some') return html`${shown}`;
  if (quantity === 'only') return html`${words.only} ${shown}`;
  return html`${limits[quantity]} ${number ?? 0} ${shown}`;
}

/** The name of a property as the head of a fact: "Finding site" for "has finding site". */
function propertyName(iri: string, context: TermContext): Html {
  const term = context.terms.term(iri);
  if (term === undefined) return termLink(iri, context);
  const { text, language } = termLabel(term, context);
  const noun = text.replace(/^has /, '');
  return html`<a
    href="${pageAddress(conceptPath(term.curie), context.setting)}"
    title="${term.curie}"
    ${languageOf(language, context)}
    >${noun.charAt(0).toUpperCase() + noun.slice(1)}</a
  >`;
}
