import type { Origin } from './lifter.ts';

type Count = 'row' | 'line' | 'pointer';

/**
 * What many origins have in common; the one number in which they differ is their position. Of a pointer that is its
 * last segment that is a number, and `before` and `after` stand around it: `/entry/` 12 `/resource`.
 */
export interface OriginGroup {
  /** What the position counts; none where it is the number of a path in {@link OriginTable.paths}. */
  readonly count?: Count;
  /** What all of them say alike. */
  readonly same: Partial<Origin>;
  readonly before?: string;
  readonly after?: string;
}

/** Origins as two numbers each, their group and their position in it. Rows of a table are one group; so are whole files. */
export class OriginTable {
  readonly groups: OriginGroup[] = [{ same: {} }];
  readonly paths: string[] = [];
  readonly #paths = new Map<string, number>();
  readonly #byFile = new Map<string, number[]>();
  readonly #byKey = new Map<string, number>();
  #lastFile: string | undefined;
  #lastGroups: readonly number[] = [];
  /** Of the origin that {@link find} was asked for last. */
  group = 0;
  position = 0;

  /** Sets {@link group} and {@link position}. `byPredicate` is left to the caller. */
  find(origin: Origin): void {
    if (origin.row !== undefined && origin.line === undefined && origin.pointer === undefined) {
      this.position = origin.row;
      this.group = this.#rows(origin);
      return;
    }
    const { file, table, row, line, pointer } = origin;
    if (row === undefined && line === undefined && pointer === undefined && table === undefined) {
      this.group = 0;
      this.position = this.#path(file);
      return;
    }
    this.#other(
      { file, ...(table === undefined ? {} : { table }), ...(row === undefined ? {} : { row }) },
      line,
      pointer,
    );
  }

  /** The origin of a group and a position. */
  origin(group: number, position: number): Origin {
    return originOf(this.groups[group], position, (number) => this.paths[number] ?? '');
  }

  #rows({ file, table }: Origin): number {
    if (file !== this.#lastFile) {
      let known = this.#byFile.get(file);
      if (known === undefined) this.#byFile.set(file, (known = []));
      [this.#lastFile, this.#lastGroups] = [file, known];
    }
    for (const number of this.#lastGroups) if (this.groups[number]?.same.table === table) return number;
    const number =
      this.groups.push({ count: 'row', same: { file, ...(table === undefined ? {} : { table }) } }) - 1;
    this.#byFile.get(file)?.push(number);
    return number;
  }

  #path(file: string): number {
    let number = this.#paths.get(file);
    if (number === undefined) {
      number = this.paths.push(file) - 1;
      this.#paths.set(file, number);
    }
    return number;
  }

  #other(same: Partial<Origin>, line: number | undefined, pointer: string | undefined): void {
    const parts = pointer === undefined ? undefined : numberIn(pointer);
    if (parts !== undefined) {
      const { before, after, number } = parts;
      this.position = number;
      const rest = line === undefined ? same : { ...same, line };
      this.group = this.#keyed({ count: 'pointer', same: rest, before, after });
      return;
    }
    const rest = pointer === undefined ? same : { ...same, pointer };
    this.position = line ?? 0;
    this.group = this.#keyed(
      line === undefined ? { count: 'row', same: rest } : { count: 'line', same: rest },
    );
    // Nothing in it counts: what it says of its row is what all of the group say.
    if (line === undefined) this.position = rest.row ?? -1;
  }

  #keyed(group: OriginGroup): number {
    const key = JSON.stringify(group);
    let number = this.#byKey.get(key);
    if (number === undefined) {
      number = this.groups.push(group) - 1;
      this.#byKey.set(key, number);
    }
    return number;
  }
}

/** The origin that a group and a position stand for; `path` gives the path of a number. */
export function originOf(
  group: OriginGroup | undefined,
  position: number,
  path: (number: number) => string,
): Origin {
  if (group === undefined) return { file: '' };
  const { count, same, before = '', after = '' } = group;
  if (count === undefined) return { file: path(position) };
  const origin = { file: '', ...same };
  // A position of -1 counts nothing: a document as a whole, a pointer without a number.
  if (position < 0) return origin;
  return { ...origin, [count]: count === 'pointer' ? `${before}${position}${after}` : position };
}

const lastNumber = /^(.*\/)(0|[1-9]\d{0,8})((?:\/(?!(?:0|[1-9]\d{0,8})(?:\/|$))[^/]*)*)$/s;

function numberIn(pointer: string): { before: string; number: number; after: string } | undefined {
  const [, before, number, after] = lastNumber.exec(pointer) ?? [];
  if (before === undefined || number === undefined || after === undefined) return undefined;
  return { before, number: Number(number), after };
}
