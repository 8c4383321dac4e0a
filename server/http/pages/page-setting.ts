import { wordsFor, type Words } from './words.ts';

/** `auto` follows the reader's system. */
export type Theme = 'auto' | 'light' | 'dark';

/** How a reader wants to see the pages; it travels in the address, there is no cookie. */
export interface PageSetting {
  readonly language: string;
  readonly theme: Theme;
}

export function readTheme(value: string | null | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'auto';
}

/** A setting from what a caller knows of it. */
export function toSetting(partial: { readonly language?: string; readonly theme?: Theme }): PageSetting {
  return { language: partial.language ?? 'en', theme: partial.theme ?? 'auto' };
}

/** The address of a page of ours in this setting: `/catalog?theme=dark`. */
export function pageAddress(
  path: string,
  { language, theme }: PageSetting,
  parameters = new URLSearchParams(),
): string {
  const all = new URLSearchParams(parameters);
  all.delete('lang');
  all.delete('theme');
  if (language !== 'en') all.set('lang', language);
  if (theme !== 'auto') all.set('theme', theme);
  const query = all
    .toString()
    // Colons, commas and dots of CURIEs and ranges may stand in a query as they are (RFC 3986, 3.4).
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',');
  return query === '' ? path : `${path}?${query}`;
}

/** Numbers and dates in the reader's language. */
export class Formats {
  readonly words: Words;
  readonly #integers: Intl.NumberFormat;
  readonly #plain: Intl.NumberFormat;
  readonly #dates: Intl.DateTimeFormat;
  readonly #moments: Intl.DateTimeFormat;
  readonly #plurals: Intl.PluralRules;

  constructor({ language }: PageSetting) {
    this.words = wordsFor(language);
    // Days come before months in Europe, in English too.
    const locale = this.words.language === 'en' ? 'en-GB' : this.words.language;
    this.#integers = new Intl.NumberFormat(locale);
    this.#plain = new Intl.NumberFormat(locale, {
      useGrouping: false,
      maximumFractionDigits: 1,
    });
    this.#dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    this.#moments = new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'UTC',
    });
    this.#plurals = new Intl.PluralRules(this.words.language);
  }

  /** `17,350`. */
  integer(value: number): string {
    return this.#integers.format(value);
  }

  /** `17,350 studies`. */
  counted(value: number, thing: keyof Words['count']): string {
    return `${this.integer(value)} ${this.noun(value, thing)}`;
  }

  /** `studies`, or `study` for one. */
  noun(value: number, thing: keyof Words['count']): string {
    const [one, many] = this.words.count[thing];
    return this.#plurals.select(value) === 'one' ? one : many;
  }

  /** `Studies`, as the head of a column. */
  heading(thing: keyof Words['count']): string {
    const [, many] = this.words.count[thing];
    return many.charAt(0).toUpperCase() + many.slice(1);
  }

  /** `45 to 75 years`, `from 45 years`; years of the calendar without grouping and unit. */
  range(low: number | undefined, high: number | undefined, unit: string | undefined): string {
    const { atLeast, atMost, to, years } = this.words;
    const tail = unit === undefined ? '' : ` ${unit === 'a' ? years : unit}`;
    if (low === undefined && high === undefined) return this.words.notStated;
    if (low !== undefined && low === high) return `${this.#plain.format(low)}${tail}`;
    const ends =
      low === undefined
        ? `${atMost} ${this.#plain.format(high ?? 0)}`
        : high === undefined
          ? `${atLeast} ${this.#plain.format(low)}`
          : `${this.#plain.format(low)} ${to} ${this.#plain.format(high)}`;
    return ends + tail;
  }

  /** `14 Oct 2026`; the text itself where it is no date. */
  date(value: string): string {
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? value : this.#dates.format(date);
  }

  /** `14 Oct 2026, 14:02 UTC`; the text itself where it is no moment. */
  moment(value: string): string {
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? value : `${this.#moments.format(date)} UTC`;
  }
}
