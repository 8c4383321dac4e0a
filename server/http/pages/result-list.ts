import type { SearchAnswer, SearchQuestion } from '../../catalogue/catalogue.ts';
import { questionToParams } from '../../catalogue/question-to-params.ts';
import { datasetTable } from './dataset-table.ts';
import { describeFilter, filterSentence, type FilterWords } from './filter-sentence.ts';
import { html, joined, type Html, type HtmlValue } from './html.ts';
import { icon } from './icons.ts';
import { pageAddress } from './page-setting.ts';
import type { NotUnderstood } from './page-question.ts';
import type { Ontology } from '../../ontology/ontology.ts';
import { dropConditions, type WayOut } from './ways-out.ts';

export interface ResultParts extends FilterWords {
  readonly ontology: Pick<Ontology, 'attribute' | 'concept' | 'resolve' | 'expand'>;
  readonly question: SearchQuestion;
  readonly answer: SearchAnswer;
  readonly ways: readonly WayOut[];
  readonly notUnderstood: readonly NotUnderstood[];
}

/** What was asked, how many fit, the rows, and what a change would bring: the region that a new question replaces. */
export function resultList(parts: ResultParts): Html {
  const { question, answer, notUnderstood, formats, setting } = parts;
  const count = formats.counted(answer.total, 'datasets');
  return html`<section
    id="results"
    data-region
    data-announce="${count}"
    data-address="${pageAddress('/catalog', setting, questionToParams(question))}"
    aria-labelledby="count"
  >
    ${filterSentence(question, notUnderstood, parts)}
    <h2 class="answer" id="count" tabindex="-1">${count}</h2>
    ${
      answer.total === 0
        ? emptyAnswer(parts)
        : html`<p class="totals">${totals(parts)}</p>
            ${datasetTable({ ...parts, datasets: answer.items })} ${waysLine(parts)} ${pages(parts)}`
    }
  </section>`;
}

/** Patients and studies of what is shown; only where all that fits is shown, because a part would mislead. */
function totals({ answer, formats }: ResultParts): string {
  const { items, total } = answer;
  const { mayRepeat } = formats.words;
  if (items.length < total) return mayRepeat;
  const sum = (thing: 'patients' | 'studies'): string => {
    const stated = items.flatMap((item) => item[thing] ?? []);
    const text = formats.counted(
      stated.reduce((all, one) => all + one, 0),
      thing,
    );
    return stated.length === items.length
      ? text
      : `${text} (${formats.words.stated} ${formats.integer(stated.length)})`;
  };
  return `${sum('patients')}, ${sum('studies')}. ${items.length > 1 ? mayRepeat : ''}`.trim();
}

function emptyAnswer(parts: ResultParts): Html {
  const { formats, question } = parts;
  const nothingAsked = question.filters.length === 0 && question.text === '';
  return html`<div class="empty">
    <p>${nothingAsked ? formats.words.noneAtAll : formats.words.none}</p>
    ${waysLine(parts)}
  </div>`;
}

function waysLine(parts: ResultParts): HtmlValue {
  const { ways, question, formats, setting } = parts;
  if (ways.length === 0) return undefined;
  const name = (condition: string): string => {
    const filter = question.filters.find(({ attribute }) => attribute === condition);
    return filter === undefined ? `“${question.text}”` : describeFilter(filter, parts);
  };
  const links = ways.map(
    ({ without, total }) =>
      html`${formats.words.without} <strong>${without.map(name).join(` ${formats.words.and} `)}</strong>:
        <a
          data-swap
          href="${pageAddress('/catalog', setting, questionToParams(dropConditions(question, without)))}"
          >${formats.counted(total, 'datasets')}</a
        >.`,
  );
  return html`<p class="ways">${icon('bulb')}<span>${joined(links, ' ')}</span></p>`;
}

function pages({ question, answer, formats, setting }: ResultParts): HtmlValue {
  const { offset, limit } = question;
  const { previous, next } = formats.words;
  const end = offset + answer.items.length;
  if (offset === 0 && end >= answer.total) return undefined;
  const link = (to: number, word: string, rel: string): Html =>
    html`<a
      class="button"
      rel="${rel}"
      data-swap
      href="${pageAddress('/catalog', setting, questionToParams({ ...question, offset: to }))}"
      >${word}</a
    >`;
  return html`<nav class="pages" aria-label="${next}">
    ${offset > 0 && link(Math.max(0, offset - limit), previous, 'prev')}
    <span>${formats.integer(offset + 1)}–${formats.integer(end)} / ${formats.integer(answer.total)}</span>
    ${end < answer.total && link(end, next, 'next')}
  </nav>`;
}
