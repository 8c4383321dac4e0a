import { MeridianError } from '../errors.ts';
import type { Reading, ReadingRole, Readings } from '../lift/readings.ts';

/** What stands before the numbers, as JSON: the readings without their things, and how many bytes each list has. */
interface Head {
  readonly version: 1;
  readonly readings: readonly HeadRow[];
  /** Bytes of the IRIs of all things, one a line. */
  readonly things: number;
}

/** Attribute, sets, words, unplaced records, and the bytes of the lists of states, flags and makes. */
type HeadRow = readonly [string, readonly string[], readonly string[], number, number, number, number];

const roles: readonly ReadingRole[] = ['states', 'flags', 'makes'];
/** In place of a length: the marks are of the things that have the value, as they nearly always are. */
const sameAsStates = -1;

/**
 * The readings of a submission as they are kept: a line of JSON, the IRIs of the things, one a line, and the lists of
 * things as differences in seven bits a byte. Several sources are put together.
 */
export function readingsToBytes(all: readonly Readings[]): Uint8Array {
  const encoder = new TextEncoder();
  const rows: HeadRow[] = [];
  const lists: Uint8Array[] = [];
  const things = new Map<string, number>();
  for (const { readings, things: own } of all) {
    const numbers = numberThings(own, things);
    for (const reading of readings) {
      const [states, flags, makes] = roles.map((role) => pack(numbers(reading[role])));
      if (states === undefined || flags === undefined || makes === undefined) continue;
      const same = Buffer.compare(states, flags) === 0;
      lists.push(states, ...(same ? [] : [flags]), makes);
      rows.push([
        reading.attribute,
        reading.sets,
        reading.words,
        reading.unplaced,
        states.length,
        same ? sameAsStates : flags.length,
        makes.length,
      ]);
    }
  }
  const lines = encoder.encode([...things.keys()].join('\n'));
  const head: Head = { version: 1, readings: rows, things: lines.length };
  return new Uint8Array(Buffer.concat([encoder.encode(`${JSON.stringify(head)}\n`), lines, ...lists]));
}

/** The readings again; lists and IRIs are read when they are asked for. Throws `internal` for what is none. */
export function readingsFromBytes(bytes: Uint8Array): Readings {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = whole.indexOf('\n');
  const head = end < 0 ? undefined : readHead(whole.toString('utf8', 0, end));
  if (head === undefined) throw new MeridianError('internal', 'Stored readings cannot be read.');
  const lines = whole.subarray(end + 1, end + 1 + head.things);
  let offset = end + 1 + head.things;
  const take = (length: number): Uint8Array => whole.subarray(offset, (offset += length));
  const readings = head.readings.map(([attribute, sets, words, unplaced, states, flags, makes]): Reading => {
    const packed = { states: take(states) };
    const marked = flags === sameAsStates ? packed.states : take(flags);
    return new PackedReading(
      { attribute, sets, words, unplaced },
      { ...packed, flags: marked, makes: take(makes) },
    );
  });
  let things: readonly string[] | undefined;
  const all = (): readonly string[] => (things ??= lines.toString('utf8').split('\n'));
  return {
    readings,
    things: {
      get length() {
        return all().length;
      },
      at: (number) => all().at(number),
    },
  };
}

/** Undefined for what is no head, or one of another version. */
function readHead(line: string): Head | undefined {
  try {
    const head = JSON.parse(line) as (Omit<Head, 'version'> & { readonly version?: number }) | null;
    return head?.version === 1 ? { ...head, version: 1 } : undefined;
  } catch {
    return undefined;
  }
}

class PackedReading implements Reading {
  readonly attribute: string;
  readonly sets: readonly string[];
  readonly words: readonly string[];
  readonly unplaced: number;
  readonly #packed: Readonly<Record<ReadingRole, Uint8Array>>;

  constructor(
    said: Pick<Reading, 'attribute' | 'sets' | 'words' | 'unplaced'>,
    packed: Readonly<Record<ReadingRole, Uint8Array>>,
  ) {
    this.attribute = said.attribute;
    this.sets = said.sets;
    this.words = said.words;
    this.unplaced = said.unplaced;
    this.#packed = packed;
  }

  get states(): Int32Array {
    return unpack(this.#packed.states);
  }

  get flags(): Int32Array {
    return unpack(this.#packed.flags);
  }

  get makes(): Int32Array {
    return unpack(this.#packed.makes);
  }
}

/** Adds the things of a source to those of the others; what two sources speak of is one. Gives the new numbers. */
function numberThings(
  own: Readings['things'],
  things: Map<string, number>,
): (list: Int32Array) => Int32Array {
  const numbers = Int32Array.from({ length: own.length }, (_, number) => {
    const iri = own.at(number) ?? '';
    const known = things.get(iri) ?? things.size;
    things.set(iri, known);
    return known;
  });
  return (list) => list.map((number) => numbers[number] ?? 0).sort();
}

/** Ascending numbers as differences, seven bits a byte, the lowest first; the highest bit says that more follow. */
function pack(numbers: Int32Array): Uint8Array {
  const bytes: number[] = [];
  let last = 0;
  for (const number of numbers) {
    let difference = number - last;
    last = number;
    while (difference > 0x7f) {
      bytes.push((difference & 0x7f) | 0x80);
      difference >>>= 7;
    }
    bytes.push(difference);
  }
  return Uint8Array.from(bytes);
}

function unpack(bytes: Uint8Array): Int32Array {
  const numbers = new Int32Array(bytes.reduce((count, byte) => count + (byte < 0x80 ? 1 : 0), 0));
  let [at, last, value, bits] = [0, 0, 0, 0];
  for (const byte of bytes) {
    value |= (byte & 0x7f) << bits;
    bits += 7;
    if (byte >= 0x80) continue;
    last += value;
    numbers[at++] = last;
    [value, bits] = [0, 0];
  }
  return numbers;
}
