import type { ByteReader, ByteWriter } from './packed-bytes.ts';

/** Says that the numbers are written as differences, each from the one before. */
const differences = 0x80;

/**
 * Writes whole numbers of at most 32 bits, each in as many bits as the distance of the largest from the smallest
 * takes; or the differences between neighbours, where those take less. Rows in their order take no bits at all, rows in
 * any order hardly more than there is to tell.
 */
export function writeNumbers(numbers: readonly number[], writer: ByteWriter): void {
  const [first] = numbers;
  if (first === undefined) return;
  const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0));
  const [plain, stepped] = [frameOf(numbers), frameOf(steps)];
  const smaller = stepped.width <= 32 && stepped.width < plain.width;
  const { width, least } = smaller ? stepped : plain;
  writer.byte(smaller ? width | differences : width);
  if (smaller) writer.signed(first);
  writer.signed(least);
  writeBits(
    (smaller ? steps : numbers).map((number) => number - least),
    width,
    writer,
  );
}

/** Reads as many numbers as were written. */
export function readNumbers(count: number, reader: ByteReader): number[] {
  if (count === 0) return [];
  const mode = reader.byte();
  const width = mode & 0x7f;
  if (mode < differences) {
    const least = reader.signed();
    return readBits(count, width, reader).map((number) => number + least);
  }
  let last = reader.signed();
  const least = reader.signed();
  const steps = readBits(count - 1, width, reader);
  return [last, ...steps.map((step) => (last += step + least))];
}

function frameOf(numbers: readonly number[]): { readonly width: number; readonly least: number } {
  let [least, most] = [numbers[0] ?? 0, numbers[0] ?? 0];
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > most) most = number;
  }
  let width = 0;
  for (let range = most - least; range > 0; range = Math.floor(range / 2)) width++;
  return { width, least };
}

function writeBits(numbers: readonly number[], width: number, writer: ByteWriter): void {
  if (width === 0) return;
  let [byte, used] = [0, 0];
  for (const number of numbers) {
    let rest = number;
    for (let left = width; left > 0;) {
      const taken = Math.min(left, 8 - used);
      const part = 2 ** taken;
      byte |= (rest % part) << used;
      rest = Math.floor(rest / part);
      left -= taken;
      used += taken;
      if (used < 8) continue;
      writer.byte(byte);
      [byte, used] = [0, 0];
    }
  }
  if (used > 0) writer.byte(byte);
}

function readBits(count: number, width: number, reader: ByteReader): number[] {
  const numbers: number[] = [];
  let [byte, left] = [0, 0];
  for (let index = 0; index < count; index++) {
    let [number, factor] = [0, 1];
    for (let wanted = width; wanted > 0;) {
      if (left === 0) [byte, left] = [reader.byte(), 8];
      const taken = Math.min(wanted, left);
      const part = 2 ** taken;
      number += (byte % part) * factor;
      factor *= part;
      byte = Math.floor(byte / part);
      left -= taken;
      wanted -= taken;
    }
    numbers.push(number);
  }
  return numbers;
}
