import { html, type Html, type HtmlValue } from './html.ts';
import { countedTerms, type TermContext } from './term-context.ts';
import type { TermWords } from './term-words.ts';

/** How many items stand open, and how many are listed at all. */
const open = 24;
const listed = 200;

/** A list that shows its beginning, folds what is more, and says how much it leaves out. */
export function foldedList<Item>(
  items: readonly Item[],
  show: (item: Item) => HtmlValue,
  thing: keyof TermWords['count'],
  context: TermContext,
): Html {
  const { words } = context.formats;
  const list = (some: readonly Item[]): Html =>
    html`<ul class="concepts">
      ${some.map((item) => html`<li>${show(item)}</li>`)}
    </ul>`;
  // One more than stands open is no reason to fold.
  if (items.length <= open + 1) return list(items);
  const left = items.length - listed;
  return html`${list(items.slice(0, open))}
    <details class="fold">
      <summary>${words.terms.showAll} ${countedTerms(items.length, thing, context)}</summary>
      ${list(items.slice(open, listed))}
      ${left > 0 && html`<p class="second">${context.formats.integer(left)} ${words.terms.notShown}</p>`}
    </details>`;
}
