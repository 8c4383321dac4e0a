import type { Facet, FacetValue, SearchQuestion } from '../../catalogue/catalogue.ts';
import { questionToParams } from '../../catalogue/question-to-params.ts';
import { unknownValue } from '../../catalogue/unknown-value.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { pageAddress, type Formats, type PageSetting } from './page-setting.ts';
import { toggleValue } from './question-changes.ts';

export interface FacetValueParts {
  readonly question: SearchQuestion;
  /** Datasets that fit the question. */
  readonly total: number;
  readonly setting: PageSetting;
  readonly formats: Formats;
}

/** Values of a facet that are shown before "more". */
const shownAtOnce = 8;

/** The values of a facet as checkboxes with bars and counts; what is chosen but not listed survives the form. */
export function facetValues(facet: Facet, values: readonly FacetValue[], parts: FacetValueParts): HtmlValue {
  const { question, formats } = parts;
  const unknown: FacetValue = {
    code: unknownValue,
    label: formats.words.notStated,
    count: facet.unknown,
    selected: isChosen(question, facet.attribute, unknownValue),
    depth: 0,
  };
  const whole = facet.kind === 'range' ? parts.total : 0;
  const largest = Math.max(1, whole, facet.unknown, ...values.map(({ count }) => count));
  const rows = (list: readonly FacetValue[]): HtmlValue =>
    list.map((value) => row(facet, value, largest, parts));
  // One value more than fits is shown: "1 more" would take the same room.
  const cut = values.length <= shownAtOnce + 1 ? values.length : shownAtOnce;
  const rest = values.slice(cut);
  const missing = chosenButAbsent(question, facet, values);
  return html`<ul class="values">
      ${rows(values.slice(0, cut))} ${(facet.unknown > 0 || unknown.selected) && rows([unknown])}
    </ul>
    ${
      rest.length > 0 &&
      html`<details
        class="more"
        id="more-${facet.attribute}"
        ${rest.some(({ selected }) => selected) && html`open`}
      >
        <summary>${formats.integer(rest.length)} ${formats.words.showMore}</summary>
        <ul class="values">
          ${rows(rest)}
        </ul>
      </details>`
    }
    ${missing.map((code) => html`<input type="hidden" name="${facet.attribute}" value="${code}" form="question" />`)}`;
}

/** A choice that the facet does not list must survive the form. */
function chosenButAbsent(
  question: SearchQuestion,
  facet: Facet,
  values: readonly FacetValue[],
): readonly string[] {
  const chosen = question.filters.find(({ attribute }) => attribute === facet.attribute)?.values ?? [];
  return chosen.filter(
    (code) => code !== unknownValue && !values.some((value) => value.code === code && value.selected),
  );
}

function isChosen(question: SearchQuestion, attribute: string, code: string): boolean {
  return question.filters.some((filter) => filter.attribute === attribute && filter.values.includes(code));
}

function row(facet: Facet, value: FacetValue, largest: number, parts: FacetValueParts): Html {
  const { question, setting, formats } = parts;
  const muted = value.code === unknownValue || value.count === 0;
  const toggled = questionToParams(toggleValue(question, facet.attribute, value.code));
  return html`<li class="value depth-${Math.min(value.depth, 4)} ${muted && 'muted'}">
    <label
      ><input
        type="checkbox"
        id="${facet.attribute}-${value.code}"
        name="${facet.attribute}"
        value="${value.code}"
        form="question"
        ${value.selected && html`checked`}
      /><span>${value.label}</span></label
    >
    ${bar(value.count / largest)}
    <a
      class="count"
      data-swap
      tabindex="-1"
      aria-label="${value.label}: ${formats.counted(value.count, 'datasets')}"
      href="${pageAddress('/catalog', setting, toggled)}"
      >${formats.integer(value.count)}</a
    >
  </li>`;
}

/** The share as a bar: drawn, because style attributes are not allowed here. */
function bar(share: number): Html {
  const width = share === 0 ? 0 : Math.max(2, Math.round(share * 28));
  return html`<svg class="bar" viewBox="0 0 28 4" width="28" height="4" aria-hidden="true">
    <rect class="bar-track" width="28" height="4" rx="2" />
    <rect class="bar-fill" width="${width}" height="4" rx="2" />
  </svg>`;
}
