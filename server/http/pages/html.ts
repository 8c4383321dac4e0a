/** A piece of finished markup. Only `html` makes one, so that text cannot become markup by mistake. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template: text and numbers are escaped, markup stands as it is, absence leaves nothing. */
export type HtmlValue = string | number | Html | false | undefined | readonly HtmlValue[];

/**
 * Markup with its values escaped, in text and in quoted attributes alike (HTML 13.3). Attributes must be quoted;
 * values must not stand in tag names, in unquoted attributes, in script or in style, of which our pages have none.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(strings.reduce((markup, part, index) => markup + toMarkup(values[index - 1]) + part));
}

function toMarkup(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(toMarkup).join('');
  return escapeText(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Items with the same markup between each two. */
export function joined(items: readonly HtmlValue[], between: HtmlValue): HtmlValue {
  return items.map((item, index) => (index === 0 ? item : [between, item]));
}

/** The address where it is one of the web; undefined for `javascript:` and the like, which must not become links. */
export function webAddress(address: string): string | undefined {
  return /^https?:\/\//i.test(address) ? address : undefined;
}
