import { mer } from '../rdf/vocabulary.ts';
import type { ConceptFinder } from './functions/lift-function.ts';
import type { Reading, Readings } from './readings.ts';

/** What changes at the things of a submission for one attribute, where values are read in another way. */
export interface AttributeChange {
  /** Thing to the values that it loses and gains: canonical concepts, or `mer:NotInScheme`. */
  readonly values: ReadonlyMap<string, ValueMove>;
  /** Thing to whether it is marked as having a value without a meaning, where that changes. */
  readonly marks: ReadonlyMap<string, boolean>;
  /** Things that would not exist: they were made because a value meant a concept. */
  readonly gone: ReadonlySet<string>;
  /** Thing to the values of things that would be made beside it, of which no more is known. */
  readonly appearing: ReadonlyMap<string, ReadonlySet<string>>;
  /** True where a value changes its meaning of which it is not known what it would make. */
  readonly unplaced: boolean;
}

export interface ValueMove {
  readonly lost: ReadonlySet<string>;
  readonly gained: ReadonlySet<string>;
}

/** A reading whose meaning is another before and after. */
interface Changed {
  readonly reading: Reading;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * What becomes of the things of a submission where words mean what `after` finds and no longer what `before` found; by
 * the name of the attribute. What a thing has from elsewhere stays; so does what another of its words still means.
 */
export function readingChanges(
  { readings, things }: Readings,
  before: ConceptFinder,
  after: ConceptFinder,
): ReadonlyMap<string, AttributeChange> {
  const changes = new Map<string, AttributeChange>();
  for (const [attribute, own] of Map.groupBy(readings, (reading) => reading.attribute)) {
    const compared = own.map((reading): Changed => ({
      reading,
      before: meaning(reading, before),
      after: meaning(reading, after),
    }));
    const changed = compared.filter((each) => !isSame(each.before, each.after));
    if (changed.length === 0) continue;
    const iri = (number: number): string => things.at(number) ?? '';
    changes.set(attribute, {
      values: valueMoves(compared, changed, iri),
      marks: markChanges(compared, changed, iri),
      gone: goneThings(compared, changed, iri),
      ...appearingThings(changed, iri),
    });
  }
  return changes;
}

/** The first word that means something tells what is meant. */
function meaning({ words, attribute, sets }: Reading, finder: ConceptFinder): readonly string[] {
  for (const word of words) {
    const found = finder.find(word, attribute, sets);
    if (found.length > 0) return found;
  }
  return [];
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value) => b.includes(value));
}

function isConcept(values: readonly string[]): boolean {
  return values.some((value) => value !== mer.NotInScheme.value);
}

type Name = (number: number) => string;

function valueMoves(
  compared: readonly Changed[],
  changed: readonly Changed[],
  iri: Name,
): ReadonlyMap<string, ValueMove> {
  const sums = new Map<number, { before: Set<string>; after: Set<string> }>();
  for (const { reading } of changed)
    for (const thing of reading.states) sums.set(thing, { before: new Set(), after: new Set() });
  if (sums.size === 0) return new Map();
  // Also from words that mean what they meant: a thing may have the value from two of them.
  for (const { reading, before, after } of compared) {
    for (const thing of reading.states) {
      const sum = sums.get(thing);
      for (const value of before) sum?.before.add(value);
      for (const value of after) sum?.after.add(value);
    }
  }
  const moves = new Map<string, ValueMove>();
  // Thousands of things move alike: they share what they lose and gain, which then crosses threads once.
  const shared = new Map<string, ValueMove>();
  for (const [thing, { before, after }] of sums) {
    const key = [...before, '', ...after].join(' ');
    const move = shared.get(key) ?? { lost: before.difference(after), gained: after.difference(before) };
    shared.set(key, move);
    if (move.lost.size + move.gained.size > 0) moves.set(iri(thing), move);
  }
  return moves;
}

function markChanges(
  compared: readonly Changed[],
  changed: readonly Changed[],
  iri: Name,
): ReadonlyMap<string, boolean> {
  const sums = new Map<number, { before: boolean; after: boolean }>();
  for (const { reading } of changed)
    for (const thing of reading.flags) sums.set(thing, { before: false, after: false });
  if (sums.size === 0) return new Map();
  for (const { reading, before, after } of compared) {
    if (before.length > 0 && after.length > 0) continue;
    for (const thing of reading.flags) {
      const sum = sums.get(thing);
      if (sum === undefined) continue;
      sum.before ||= before.length === 0;
      sum.after ||= after.length === 0;
    }
  }
  return new Map(
    [...sums].flatMap(([thing, sum]) => (sum.before === sum.after ? [] : [[iri(thing), sum.after] as const])),
  );
}

/** What is there because a word means a concept is gone where no word of it does any more. */
function goneThings(
  compared: readonly Changed[],
  changed: readonly Changed[],
  iri: Name,
): ReadonlySet<string> {
  const going = new Set<number>();
  for (const { reading, before, after } of changed)
    if (isConcept(before) && !isConcept(after)) for (const thing of reading.makes) going.add(thing);
  if (going.size === 0) return new Set();
  for (const { reading, after } of compared)
    if (isConcept(after)) for (const thing of reading.makes) going.delete(thing);
  return new Set([...going].map(iri));
}

function appearingThings(
  changed: readonly Changed[],
  iri: Name,
): Pick<AttributeChange, 'appearing' | 'unplaced'> {
  const appearing = new Map<string, Set<string>>();
  let unplaced = false;
  for (const { reading, before, after } of changed) {
    if (reading.unplaced === 0 || (!isConcept(before) && !isConcept(after))) continue;
    const marked = reading.flags;
    // A mark says beside what something unread stands; where the word was read and set aside, nothing does.
    if (before.length > 0 || marked.length === 0) unplaced = true;
    else {
      for (const thing of marked) {
        const values = appearing.get(iri(thing)) ?? new Set<string>();
        for (const value of after) values.add(value);
        appearing.set(iri(thing), values);
      }
    }
  }
  return { appearing, unplaced };
}
