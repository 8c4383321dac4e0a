import { treePaths } from '../../ontology/terms/tree-paths.ts';
import type { Term } from '../../ontology/terms/term.ts';
import { rdfs } from '../../rdf/vocabulary.ts';
import { foldedList } from './folded-list.ts';
import { html, joined, type HtmlValue } from './html.ts';
import { icon } from './icons.ts';
import { byLabel, countedTerms, termLabel, termLink, type TermContext } from './term-context.ts';

/** Ways down from a root that are shown; the number of the others is told. */
const mostPaths = 4;

/** IRIs of what is directly above a term in its tree. */
export function parentsOf(iri: string, { terms }: TermContext): readonly string[] {
  const concept = terms.ontology.concept(iri);
  if (concept?.iri.value === iri) return concept.broader;
  return terms.graph.iris(iri, rdfs.subClassOf).filter((parent) => terms.term(parent) !== undefined);
}

/** IRIs of what is directly below a term in its tree. */
export function childrenOf(term: Term, context: TermContext): readonly string[] {
  const { graph } = context.terms;
  const children =
    term.concept?.narrower ??
    graph.subjects(rdfs.subClassOf, term.iri).filter((iri) => !iri.startsWith('_:'));
  return byLabel(children, context);
}

/** The place of a concept or class: the ways down to it, and what is below. */
export function termTree(term: Term, context: TermContext): HtmlValue {
  const { terms } = context;
  const words = context.formats.words.terms;
  const { paths, more } = treePaths(term.iri, (iri) => parentsOf(iri, context), mostPaths);
  const children = childrenOf(term, context);
  const superclasses = terms.graph
    .iris(term.iri, rdfs.subClassOf)
    .filter((iri) => !parentsOf(term.iri, context).includes(iri));
  const { text } = termLabel(term, context);
  return html`<section aria-labelledby="place">
    <h2 id="place">${words.place}</h2>
    ${
      paths.length === 0
        ? html`<p class="second">${words.root}</p>`
        : html`<ul class="ways-down">
            ${paths.map(
              (path) =>
                html`<li>
                  ${joined(
                    path.map((iri) => termLink(iri, context)),
                    icon('chevron'),
                  )}${icon('chevron')}<b>${text}</b>
                </li>`,
            )}
          </ul>`
    }
    ${more > 0 && html`<p class="second">${context.formats.integer(more)} ${words.moreParents}</p>`}
    ${
      superclasses.length > 0 &&
      html`<p class="also">
        <span class="second">${words.alsoKindOf}</span> ${joined(
          byLabel(superclasses, context).map((iri) => termLink(iri, context)),
          ', ',
        )}
      </p>`
    }
    <h3 id="narrower">
      ${words.narrowerHere}${children.length > 0 && html` <span class="number">${context.formats.integer(children.length)}</span>`}
    </h3>
    ${
      children.length === 0
        ? html`<p class="second">${words.noNarrower}</p>`
        : foldedList(children, (iri) => childLink(iri, context), 'narrower', context)
    }
  </section>`;
}

/** A link with the number of what is below it in turn. */
function childLink(iri: string, context: TermContext): HtmlValue {
  const concept = context.terms.ontology.concept(iri);
  const below = concept?.iri.value === iri ? concept.narrower.length : 0;
  return html`${termLink(iri, context)}${
    below > 0 &&
    html` <span class="number" title="${countedTerms(below, 'narrower', context)}"
      >${context.formats.integer(below)}</span
    >`
  }`;
}
