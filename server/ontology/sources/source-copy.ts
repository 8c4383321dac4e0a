import { readFileSync, statSync } from 'node:fs';

/** Ends of a code: in a table, where units of measure have brackets and blanks of their own, and in any other text. */
const betweenCells = /[\t,|"]+/;
const betweenWords = /[\s,|;"'<>()[\]{}]+/;

/** Whether something is a file that can be looked into: a folder holds no copy. */
export function isCopy(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** The records of a copy of a source by the codes in them: lines of a table, paragraphs of a Turtle file. */
export class SourceCopy {
  readonly #records = new Map<string, Set<number>>();

  /** Reads the whole file; a source has some megabytes at most. */
  constructor(file: string) {
    const text = readFileSync(file, 'utf8');
    const records = file.endsWith('.ttl') ? text.split(/\n\s*\n/) : text.split(/\r\n|[\r\n]/);
    const between = /\.[ct]sv$/.test(file) ? betweenCells : betweenWords;
    records.forEach((record, number) => {
      for (const word of record.split(between)) {
        this.#note(word, number);
        // Files have prefixes of their own for the systems that ours names otherwise.
        const local = word.replace(/^.*[:#]/, '');
        if (local !== word) this.#note(local, number);
      }
    });
  }

  /** Whether one record holds all of these codes (CURIEs), in any form a file may write them in. */
  holds(codes: readonly string[]): boolean {
    const [first, ...others] = codes.map((code) => this.#recordsOf(code));
    if (first === undefined) return false;
    return [...first].some((record) => others.every((records) => records.has(record)));
  }

  #note(word: string, record: number): void {
    const records = this.#records.get(word);
    if (records === undefined) this.#records.set(word, new Set([record]));
    else records.add(record);
  }

  #recordsOf(curie: string): ReadonlySet<number> {
    const colon = curie.indexOf(':');
    const [prefix, local] = [curie.slice(0, colon), decoded(curie.slice(colon + 1))];
    return new Set([local, `${prefix}_${local}`].flatMap((form) => [...(this.#records.get(form) ?? [])]));
  }
}

/** What stands in a file; a code with a per cent of its own (UCUM) has nothing encoded. */
function decoded(local: string): string {
  try {
    return decodeURIComponent(local);
  } catch {
    return local;
  }
}
