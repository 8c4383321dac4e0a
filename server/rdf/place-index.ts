import type { Place } from '../errors.ts';

/** Where a subject and each of its properties stand in a text: a line, or a JSON pointer. */
type Position = number | string;

interface SubjectPositions {
  readonly position: Position;
  readonly predicates: Map<string, Position>;
}

/** Collects, while a text is read, the first position of each subject and of each (subject, predicate). */
export class PlaceIndex {
  readonly #file: string | undefined;
  readonly #subjects = new Map<string, SubjectPositions>();

  constructor(file: string | undefined) {
    this.#file = file;
  }

  /** Notes a position; an earlier one of the same subject or property stays. */
  note(subject: string, predicate: string | undefined, position: Position): void {
    let known = this.#subjects.get(subject);
    if (known === undefined) {
      known = { position, predicates: new Map() };
      this.#subjects.set(subject, known);
    }
    if (predicate !== undefined && !known.predicates.has(predicate))
      known.predicates.set(predicate, position);
  }

  /** The place of a property of a node; of the node itself where the property is absent or not asked for. */
  find(focusNode: string, predicate: string | undefined): Place | undefined {
    const known = this.#subjects.get(focusNode);
    if (known === undefined) return undefined;
    const position =
      (predicate === undefined ? undefined : known.predicates.get(predicate)) ?? known.position;
    return {
      ...(this.#file === undefined ? {} : { file: this.#file }),
      ...(typeof position === 'number' ? { line: position } : { pointer: position }),
    };
  }
}
