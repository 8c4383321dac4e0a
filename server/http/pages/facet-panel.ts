import type { Facet } from '../../catalogue/catalogue.ts';
import { questionToParams } from '../../catalogue/question-to-params.ts';
import type { Ontology } from '../../ontology/ontology.ts';
import { facetValues, type FacetValueParts } from './facet-values.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { icon } from './icons.ts';
import { pageAddress } from './page-setting.ts';

export interface FacetPanelParts extends FacetValueParts {
  readonly facets: readonly Facet[];
  readonly ontology: Pick<Ontology, 'attribute'>;
}

/** Values that nothing fits are shown in lists up to this long. */
const zerosUpTo = 5;
/** Longer lists than this begin closed. */
const openUpTo = 4;

/** The filters with their counts: checkboxes of the form, and each count a link that does the same. */
export function facetPanel(parts: FacetPanelParts): Html {
  const { facets, question, total, setting, formats } = parts;
  const { words } = formats;
  const applied = question.filters.length;
  return html`<aside class="side" aria-label="${words.filters}">
    <details class="sheet" id="filters">
      <summary data-region id="filters-summary">
        ${icon('filter')}<span>${words.filters}${applied > 0 && ` (${applied})`}</span
        ><span class="sheet-total">${formats.counted(total, 'datasets')}</span>
      </summary>
      <div class="facets" id="facets" data-region>
        <div class="facets-head">
          <h2>${words.filters}</h2>
          ${
            applied > 0 &&
            html`<a
              data-swap
              href="${pageAddress('/catalog', setting, questionToParams({ ...question, filters: [], offset: 0 }))}"
              >${words.clear} ${formats.integer(applied)}</a
            >`
          }
        </div>
        ${facets.map((facet) => oneFacet(facet, parts))}
        <p class="apply">
          <button class="button button-filled" type="submit" form="question">
            ${words.show} ${formats.counted(total, 'datasets')}
          </button>
        </p>
      </div>
    </details>
  </aside>`;
}

function oneFacet(facet: Facet, parts: FacetPanelParts): HtmlValue {
  const { question, formats } = parts;
  const filter = question.filters.find(({ attribute }) => attribute === facet.attribute);
  const values = facet.values.filter(
    ({ count, selected }) => count > 0 || selected || facet.values.length <= zerosUpTo,
  );
  if (facet.kind !== 'range' && values.length === 0 && facet.unknown === 0) return undefined;
  if (facet.kind === 'range' && facet.range === undefined && filter === undefined) return undefined;
  const open =
    filter !== undefined || facet.kind === 'hierarchy' || facet.kind === 'range' || values.length <= openUpTo;
  const note =
    facet.kind === 'range'
      ? facet.range !== undefined &&
        formats.range(facet.range.low, facet.range.high, parts.ontology.attribute(facet.attribute)?.unit)
      : formats.integer(values.length);
  return html`<details class="facet" id="facet-${facet.attribute}" ${open && html`open`}>
    <summary>
      ${icon('chevron')}
      <h3 id="facet-${facet.attribute}-name">${facet.label}</h3>
      <span class="facet-note">${note}</span>
    </summary>
    <div role="group" aria-labelledby="facet-${facet.attribute}-name">
      ${facet.kind === 'range' ? rangeFields(facet, parts) : undefined} ${facetValues(facet, values, parts)}
      ${filter?.excluded.map(
        (code) => html`<input type="hidden" name="${facet.attribute}" value="-${code}" form="question" />`,
      )}
    </div>
  </details>`;
}

function rangeFields(facet: Facet, { question, formats }: FacetPanelParts): Html {
  const { from, to } = formats.words;
  const asked = question.filters.find(({ attribute }) => attribute === facet.attribute)?.range;
  const field = (
    end: 'from' | 'to',
    word: string,
    value: number | undefined,
    hint: number | undefined,
  ): Html =>
    html`<label
      ><span>${word}</span
      ><input
        type="number"
        step="any"
        inputmode="decimal"
        id="${facet.attribute}-${end}"
        name="${facet.attribute}.${end}"
        value="${value}"
        placeholder="${hint}"
        form="question"
    /></label>`;
  return html`<div class="range">
    ${field('from', from, asked?.from, facet.range?.low)} ${field('to', to, asked?.to, facet.range?.high)}
  </div>`;
}
