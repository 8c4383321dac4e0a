import { Parser } from 'htmlparser2';

/** The text of a script element of a page, and the line it begins on. */
export interface PageScript {
  readonly text: string;
  readonly line: number;
}

/**
 * The scripts of a page that hold data in a media type (JSON-LD 1.1, 7.2): `<script type="application/ld+json">`, whatever
 * parameters the type has. Nothing is run. Scripts within templates are no part of the page.
 */
export function readPageScripts(text: string, mediaType: string, xhtml: boolean): PageScript[] {
  const scripts: { text: string; line: number }[] = [];
  const lines = new LineCounter(text);
  let open: { text: string; line: number } | undefined;
  let templates = 0;
  const parser = new Parser(
    {
      onopentag: (name, { type = '' }) => {
        if (name === 'template') templates++;
        if (name !== 'script' || templates > 0) return;
        if ((type.split(';')[0] ?? '').trim().toLowerCase() !== mediaType) return;
        open = { text: '', line: lines.at(parser.endIndex + 1) };
      },
      ontext: (data) => {
        if (open !== undefined) open.text += data;
      },
      onclosetag: (name) => {
        if (name === 'template') templates--;
        if (name !== 'script' || open === undefined) return;
        scripts.push(open);
        open = undefined;
      },
    },
    { xmlMode: xhtml },
  );
  parser.end(text);
  return scripts;
}

/** Lines of positions that only grow: each line feed is passed once. */
class LineCounter {
  readonly #text: string;
  #line = 1;
  #feed: number;

  constructor(text: string) {
    this.#text = text;
    this.#feed = text.indexOf('\n');
  }

  at(position: number): number {
    while (this.#feed >= 0 && this.#feed < position) {
      this.#line++;
      this.#feed = this.#text.indexOf('\n', this.#feed + 1);
    }
    return this.#line;
  }
}
