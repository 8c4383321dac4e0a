import type { Filter, SearchQuestion } from '../../catalogue/catalogue.ts';
import { questionToParams } from '../../catalogue/question-to-params.ts';
import { unknownValue } from '../../catalogue/unknown-value.ts';
import type { Ontology } from '../../ontology/ontology.ts';
import { abbreviation, codeLabel } from './concept-words.ts';
import { html, joined, type Html, type HtmlValue } from './html.ts';
import { icon } from './icons.ts';
import { pageAddress, type Formats, type PageSetting } from './page-setting.ts';
import type { NotUnderstood } from './page-question.ts';
import { withoutFilter } from './question-changes.ts';

export interface FilterWords {
  readonly ontology: Pick<Ontology, 'attribute' | 'concept' | 'resolve' | 'expand'>;
  readonly formats: Formats;
  readonly setting: PageSetting;
  /** Labels of values that are no concepts: providers. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Everything that is applied, in words; each part is a link that takes it away. */
export function filterSentence(
  question: SearchQuestion,
  notUnderstood: readonly NotUnderstood[],
  words: FilterWords,
): HtmlValue {
  if (question.filters.length === 0 && notUnderstood.length === 0) return undefined;
  const chips = question.filters.map((filter) => chip(question, filter, words));
  const struck = notUnderstood.map(
    ({ name, value }) =>
      html`<li>
        <s class="chip chip-struck" title="${words.formats.words.notUnderstood}"
          ><span class="visually-hidden">${words.formats.words.notUnderstood}: </span>${name}: ${value}</s
        >
      </li>`,
  );
  const and = html`<li class="and" aria-hidden="true">${words.formats.words.and}</li>`;
  return html`<ul class="sentence" aria-label="${words.formats.words.filters}">
    ${joined(chips, and)}${struck}
  </ul>`;
}

function chip(question: SearchQuestion, filter: Filter, words: FilterWords): Html {
  const { formats, setting, ontology } = words;
  const text = describeFilter(filter, words);
  const attribute = attributeLabel(filter.attribute, words);
  const without = questionToParams(withoutFilter(question, filter.attribute));
  const unfolded = unfoldedCount(filter, ontology);
  return html`<li>
    <a class="chip" data-swap href="${pageAddress('/catalog', setting, without)}" title="${attribute}"
      ><span class="visually-hidden">${formats.words.remove} ${attribute}: </span
      ><span
        >${text}${unfolded > 0 && ` ${formats.words.and} ${formats.integer(unfolded)} ${formats.words.narrower}`}</span
      >${icon('cross')}</a
    >
  </li>`;
}

/** `CT or MRI`, `not Male`, `Age at diagnosis 45 to 75 years, or not stated`. */
export function describeFilter(filter: Filter, words: FilterWords): string {
  const { formats, setting, ontology, labels } = words;
  const { or, not, notStated } = formats.words;
  const shortNames = abbreviations(filter.values, ontology);
  const label = (code: string): string =>
    code === unknownValue
      ? notStated.toLowerCase()
      : (shortNames.get(code) ?? labels.get(code) ?? codeLabel(code, setting.language, ontology));
  const range =
    filter.range === undefined
      ? []
      : [formats.range(filter.range.from, filter.range.to, ontology.attribute(filter.attribute)?.unit)];
  const wanted = [...range, ...filter.values.map(label)].join(` ${or} `);
  const parts = [
    ...(wanted === '' ? [] : [wanted]),
    ...filter.excluded.map((code) => `${not} ${label(code)}`),
  ];
  const text = parts.join(', ');
  // A number or "not stated" says nothing without what it is about.
  const bare = filter.range !== undefined || filter.values[0] === unknownValue;
  return bare ? `${attributeLabel(filter.attribute, words)}: ${text}` : text;
}

function attributeLabel(name: string, { ontology, setting }: FilterWords): string {
  const labels = ontology.attribute(name)?.labels;
  return labels?.get(setting.language) ?? labels?.get('en') ?? name;
}

/** How many narrower concepts a filter on a single concept brings along. */
function unfoldedCount({ values, excluded }: Filter, ontology: Pick<Ontology, 'resolve' | 'expand'>): number {
  const [only] = values;
  if (only === undefined || values.length > 1 || excluded.length > 0) return 0;
  const resolution = ontology.resolve(only);
  return resolution.state === 'found' && resolution.concept.narrower.length > 0
    ? ontology.expand(resolution.concept).size - 1
    : 0;
}

/** Several values are named by their abbreviations where all of them have one: `CT or MRI`. */
function abbreviations(
  codes: readonly string[],
  ontology: Pick<Ontology, 'resolve' | 'concept'>,
): ReadonlyMap<string, string> {
  const known = codes.flatMap((code) => {
    const short = abbreviation(code, ontology);
    return short === undefined ? [] : [[code, short] as const];
  });
  return codes.length > 1 && known.length === codes.length ? new Map(known) : new Map();
}
