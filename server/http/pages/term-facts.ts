import type { Binding } from '../../ontology/attribute.ts';
import { propertyFacts } from '../../ontology/terms/property-facts.ts';
import type { Term } from '../../ontology/terms/term.ts';
import { foldedList } from './folded-list.ts';
import { html, joined, type Html, type HtmlValue } from './html.ts';
import { byLabel, countedTerms, termLink, type TermContext } from './term-context.ts';

type Row = readonly [name: string, value: HtmlValue];

/** What is declared of a property, an attribute or a vocabulary. */
export function termFacts(term: Term, context: TermContext): HtmlValue {
  if (term.kind === 'property') return section(propertyRows(term, context), context);
  if (term.kind === 'attribute') return section(attributeRows(term, context), context);
  if (term.kind === 'scheme') return schemeConcepts(term, context);
  return undefined;
}

function section(rows: readonly Row[], { formats }: TermContext): Html {
  return html`<section aria-labelledby="facts">
    <h2 id="facts">${formats.words.terms.facts}</h2>
    <dl class="facts">
      ${rows.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function propertyRows({ iri }: Term, context: TermContext): readonly Row[] {
  const { words } = context.formats;
  const { terms } = words;
  const facts = propertyFacts(iri, context.terms.graph);
  const links = (iris: readonly string[]): HtmlValue =>
    joined(
      byLabel(iris, context).map((each) => termLink(each, context)),
      ` ${words.or} `,
    );
  const some = (name: string, iris: readonly string[]): readonly Row[] =>
    iris.length === 0 ? [] : [[name, links(iris)]];
  const kind = facts.values === undefined ? undefined : terms.values[facts.values];
  return [
    [terms.domain, facts.domain.length === 0 ? terms.anything : links(facts.domain)],
    [
      terms.range,
      html`${facts.range.length === 0 ? (kind ?? terms.anything) : links(facts.range)}${
        facts.characteristics.length > 0 &&
        html`; ${facts.characteristics.map((each) => terms.characteristic[each]).join(', ')}`
      }`,
    ],
    ...(facts.unit === undefined ? [] : [[terms.unit, html`<code>${facts.unit}</code>`] as const]),
    ...(facts.recordOnly ? [[terms.plane, terms.recordOnly] as const] : []),
    ...some(terms.above, facts.above),
    ...some(terms.below, facts.below),
    ...some(terms.inverse, facts.inverse),
  ];
}

function attributeRows({ iri }: Term, context: TermContext): readonly Row[] {
  const { words } = context.formats;
  const { terms } = words;
  const attribute = context.terms.ontology.attributes.find((each) => each.iri.value === iri);
  if (attribute === undefined) return [];
  const { scheme, datatype, unit, catalogue, record, closed } = attribute;
  return [
    ...(scheme === undefined
      ? []
      : [
          [
            terms.range,
            html`${termLink(scheme.value, context)}
              <span class="number"
                >${countedTerms(context.terms.ontology.conceptsOf(scheme.value).length, 'concepts', context)}</span
              >`,
          ] as const,
        ]),
    ...(datatype === undefined ? [] : [[terms.range, termLink(datatype.value, context)] as const]),
    ...(unit === undefined ? [] : [[terms.unit, html`<code>${unit}</code>`] as const]),
    [
      terms.plane,
      catalogue === undefined
        ? terms.recordOnly
        : record === undefined
          ? terms.onlyCatalogue
          : terms.catalogueAndRecords,
    ],
    [
      terms.paths,
      joined(
        [catalogue, record].flatMap((binding) => (binding === undefined ? [] : [path(binding, context)])),
        '; ',
      ),
    ],
    [terms.absence, closed ? terms.meansNo : terms.meansUnknown],
  ];
}

function path({ level, path: steps, lowerPath, upperPath }: Binding, context: TermContext): Html {
  const ways = steps.length > 0 ? [steps] : [lowerPath ?? [], upperPath ?? []];
  return html`${level}:
  ${joined(
    ways.map((way) =>
      joined(
        way.map(({ property, inverse }) => html`${inverse && '^'}${termLink(property.value, context)}`),
        ' / ',
      ),
    ),
    ` ${context.formats.words.to} `,
  )}`;
}

function schemeConcepts({ iri }: Term, context: TermContext): Html {
  const { ontology } = context.terms;
  const words = context.formats.words.terms;
  const concepts = ontology.conceptsOf(iri);
  const roots = concepts.filter(({ broader }) => broader.length === 0);
  return html`<section aria-labelledby="concepts">
    <h2 id="concepts">
      ${words.topConcepts}
      <span class="number"
        >${context.formats.integer(roots.length)} /
        ${countedTerms(concepts.length, 'concepts', context)}</span
      >
    </h2>
    ${foldedList(
      roots,
      ({ iri: root, narrower }) =>
        html`${termLink(root.value, context)}${
          narrower.length > 0 &&
          html` <span class="number" title="${countedTerms(narrower.length, 'narrower', context)}"
            >${context.formats.integer(narrower.length)}</span
          >`
        }`,
      'roots',
      context,
    )}
  </section>`;
}
