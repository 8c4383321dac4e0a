import { ByteReader, ByteWriter } from './packed-bytes.ts';
import { readNumbers, writeNumbers } from './packed-numbers.ts';
import type { Origin } from '../lift/lifter.ts';

/** An origin in numbers: which triples map of which group of origins (a pair), and which of the group. */
export interface PackedOrigin {
  readonly pair: number;
  readonly position: number;
  readonly byPredicate?: NonNullable<Origin['byPredicate']>;
}

/**
 * The origins of the subjects of a block, in their order. Most subjects are made alike: the pairs that one is made of
 * are its shape, and the block has each shape once, the shape of each subject, the positions of each pair, and at the
 * end, as JSON, what RDF tells of single predicates.
 */
export function writeLineageBlock(subjects: readonly (readonly PackedOrigin[])[]): Uint8Array {
  const shapes = new Map<string, { number: number; pairs: readonly number[] }>();
  const positions = new Map<number, number[]>();
  const exact: [number, NonNullable<Origin['byPredicate']>][] = [];
  let count = 0;
  const shapeOf = subjects.map((origins) => {
    const pairs = origins.map(({ pair }) => pair);
    const key = pairs.join(' ');
    let shape = shapes.get(key);
    if (shape === undefined) shapes.set(key, (shape = { number: shapes.size, pairs }));
    for (const { pair, position, byPredicate } of origins) {
      const others = positions.get(pair);
      if (others === undefined) positions.set(pair, [position]);
      else others.push(position);
      if (byPredicate !== undefined) exact.push([count, byPredicate]);
      count++;
    }
    return shape.number;
  });
  const writer = new ByteWriter();
  writer.number(subjects.length);
  writer.number(shapes.size);
  for (const { pairs } of shapes.values()) {
    writer.number(pairs.length);
    for (const pair of pairs) writer.number(pair);
  }
  writeNumbers(shapeOf, writer);
  for (const pair of inOrder(positions.keys())) writeNumbers(positions.get(pair) ?? [], writer);
  const json = new TextEncoder().encode(exact.length === 0 ? '' : JSON.stringify(exact));
  writer.number(json.length);
  writer.bytes(json);
  return writer.finish();
}

/** The origins of one subject of a block, by its number among the subjects. */
export function readLineageBlock(bytes: Uint8Array, subject: number): PackedOrigin[] {
  const reader = new ByteReader(bytes);
  const subjects = reader.number();
  const shapes = Array.from({ length: reader.number() }, () =>
    Array.from({ length: reader.number() }, () => reader.number()),
  );
  const shapeOf = readNumbers(subjects, reader);
  const counts = new Map<number, number>();
  const before = new Map<number, number>();
  let [count, firstOrigin] = [0, 0];
  for (const [number, shape] of shapeOf.entries()) {
    if (number === subject) {
      firstOrigin = count;
      for (const [pair, so] of counts) before.set(pair, so);
    }
    for (const pair of shapes[shape] ?? []) counts.set(pair, (counts.get(pair) ?? 0) + 1);
    count += shapes[shape]?.length ?? 0;
  }
  const positions = new Map<number, readonly number[]>();
  for (const pair of inOrder(counts.keys())) positions.set(pair, readNumbers(counts.get(pair) ?? 0, reader));
  const json = reader.bytes(reader.number());
  const exact =
    json.length === 0
      ? []
      : (JSON.parse(new TextDecoder().decode(json)) as [number, NonNullable<Origin['byPredicate']>][]);
  return (shapes[shapeOf[subject] ?? -1] ?? []).map((pair, index) => {
    const at = before.get(pair) ?? 0;
    before.set(pair, at + 1);
    const byPredicate = exact.find(([origin]) => origin === firstOrigin + index)?.[1];
    return {
      pair,
      position: positions.get(pair)?.[at] ?? 0,
      ...(byPredicate === undefined ? {} : { byPredicate }),
    };
  });
}

function inOrder(numbers: Iterable<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}
