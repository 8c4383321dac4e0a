import type { Quad } from '../rdf/terms.ts';
import { mer } from '../rdf/vocabulary.ts';
import type { LiftAttribute } from './concept-finder.ts';
import type { NotedReading, ReadingNotes, ReadingRole, Readings, ReadingTracker } from './readings.ts';
import { ThingsAbove } from './things-above.ts';

interface Entry extends NotedReading {
  readonly attribute: LiftAttribute;
  readonly sets: readonly string[];
  readonly words: readonly string[];
  /** Numbers of subjects, as they come. */
  readonly states: number[];
  readonly flags: number[];
  readonly makes: number[];
  unplaced: number;
}

type Subject = Parameters<ReadingTracker['made']>[0][number];

/** Collects the readings of a delivery: values as functions look them up, and the subjects they were looked up for. */
export class ReadingRecorder implements ReadingNotes, ReadingTracker {
  readonly #attributeOf: (attribute: string) => LiftAttribute;
  /** By the list of mapping sets itself, which a mapping gives again and again, attribute and value. */
  readonly #entries = new Map<readonly string[], Map<string, Map<string, Entry>>>();
  readonly #subjects = new Map<string, number>();
  /** What was looked up since, for values and for marks. */
  readonly #pending = { states: [] as Entry[], flags: [] as Entry[] };
  #lastSubject = '';
  #lastNumber = -1;

  /** `attributeOf` gives an attribute, however a mapping names it. */
  constructor(attributeOf: (attribute: string) => LiftAttribute) {
    this.#attributeOf = attributeOf;
  }

  get pending(): boolean {
    return this.#pending.states.length > 0 || this.#pending.flags.length > 0;
  }

  note(role: 'states' | 'flags', value: string, attribute: string, sets: readonly string[]): NotedReading {
    const entry = this.#entry(attribute, sets, value);
    this.#pending[role].push(entry);
    return entry;
  }

  /** A reading of a source without records: its words, and the thing that has the value. */
  noteAt(attribute: string, sets: readonly string[], words: readonly string[], thing: string): void {
    const entry = this.#entry(
      attribute,
      sets,
      words.length === 1 ? (words[0] ?? '') : words.join('\n'),
      words,
    );
    const number = this.#number(thing);
    entry.states.push(number);
    entry.flags.push(number);
  }

  begin(): void {
    for (const entry of this.#pending.states) entry.unplaced++;
    this.drop();
  }

  made(subjects: readonly Subject[]): void {
    for (const entry of this.#pending.states) this.#add(entry, 'makes', subjects);
    this.drop();
  }

  stated(subjects: readonly Subject[], predicate: string): void {
    const { states, flags } = this.#pending;
    for (const entry of states) {
      if (isValueOf(entry.attribute, predicate)) this.#add(entry, 'states', subjects);
    }
    if (predicate !== mer.unmapped.value) return;
    for (const entry of flags) this.#add(entry, 'flags', subjects);
  }

  drop(): void {
    const { states, flags } = this.#pending;
    if (states.length > 0) states.length = 0;
    if (flags.length > 0) flags.length = 0;
  }

  /** Everything read. The planes tell whose a value is that stands on something else: on a distribution of a dataset. */
  readings(
    planes: readonly (readonly Quad[])[],
    isShown: (attribute: string, value: string) => boolean = () => true,
  ): Readings {
    const thingsAbove = new ThingsAbove(planes);
    const things = [...this.#subjects.keys()];
    // Nearly always what a value stands on is the thing itself, and keeps its number.
    const above = (entry: Entry): readonly number[] =>
      hasOneStep(entry.attribute)
        ? entry.states
        : entry.states.flatMap((subject) =>
            thingsAbove.find(things[subject] ?? '', entry.attribute).map((thing) => {
              const number = this.#number(thing);
              things[number] = thing;
              return number;
            }),
          );
    const entries = [...this.#entries.values()].flatMap((attributes) =>
      [...attributes.values()].flatMap((each) =>
        // A word without a meaning may be anything, a name too: it is kept only where it is shown.
        [...each.values()].filter(
          ({ attribute, words: [word = ''], found }) => found?.length !== 0 || isShown(attribute.name, word),
        ),
      ),
    );
    const readings = entries.map((entry) => ({
      attribute: entry.attribute.name,
      sets: entry.sets,
      words: entry.words,
      states: ascending(above(entry)),
      flags: ascending(isSetAside(entry) ? [] : entry.flags),
      makes: ascending(entry.makes),
      unplaced: entry.unplaced,
    }));
    return { things, readings };
  }

  #entry(attribute: string, sets: readonly string[], key: string, words?: readonly string[]): Entry {
    let attributes = this.#entries.get(sets);
    if (attributes === undefined)
      this.#entries.set(sets, (attributes = new Map<string, Map<string, Entry>>()));
    let entries = attributes.get(attribute);
    if (entries === undefined) attributes.set(attribute, (entries = new Map<string, Entry>()));
    let entry = entries.get(key);
    if (entry === undefined) {
      const named = this.#attributeOf(attribute);
      entry = {
        attribute: named,
        sets,
        words: words ?? [key],
        states: [],
        flags: [],
        makes: [],
        unplaced: 0,
      };
      entries.set(key, entry);
    }
    return entry;
  }

  #add(entry: Entry, role: ReadingRole, subjects: readonly Subject[]): void {
    let placed = false;
    for (const { termType, value } of subjects) {
      // A blank node gets its name when all is lifted.
      if (termType !== 'NamedNode') continue;
      placed = true;
      const numbers = entry[role];
      const number = this.#number(value);
      // Rows about one thing follow one another.
      if (numbers.at(-1) !== number) numbers.push(number);
    }
    if (!placed) entry.unplaced++;
  }

  #number(subject: string): number {
    if (subject === this.#lastSubject) return this.#lastNumber;
    let number = this.#subjects.get(subject);
    if (number === undefined) this.#subjects.set(subject, (number = this.#subjects.size));
    this.#lastSubject = subject;
    this.#lastNumber = number;
    return number;
  }
}

function isValueOf({ catalogue, record }: LiftAttribute, predicate: string): boolean {
  return (
    catalogue?.path.at(-1)?.property.value === predicate || record?.path.at(-1)?.property.value === predicate
  );
}

function hasOneStep({ catalogue, record }: LiftAttribute): boolean {
  return (catalogue?.path.length ?? 1) === 1 && (record?.path.length ?? 1) === 1;
}

/** In ascending order, each once; nearly always they come so. */
function ascending(numbers: readonly number[]): Int32Array {
  const sorted = Int32Array.from(numbers);
  if (numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0))) return sorted;
  return sorted.sort().filter((number, at, all) => at === 0 || number !== all[at - 1]);
}

/**
 * A value that was reviewed, lies outside the attribute and made nothing: who has it is not kept. A hospital's list of
 * diagnoses is mostly other diseases than cancer, of which a record says nothing.
 */
function isSetAside({ found = [], states }: Entry): boolean {
  return states.length === 0 && found.length > 0 && found.every((value) => value === mer.NotInScheme.value);
}
