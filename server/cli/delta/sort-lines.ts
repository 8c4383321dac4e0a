import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Characters that are sorted at once, 32 million: what is more is put down in files and merged. */
const heldCharacters = 1 << 25;

/** Distinct lines in order of their UTF-16 units, of any number, in flat memory. */
export async function* sortLines(
  lines: AsyncIterable<string> | Iterable<string>,
  held = heldCharacters,
): AsyncGenerator<string> {
  let folder: string | undefined;
  const runs: string[] = [];
  try {
    let [batch, size]: [string[], number] = [[], 0];
    for await (const line of lines) {
      batch.push(line);
      size += line.length;
      if (size < held) continue;
      folder ??= await mkdtemp(join(tmpdir(), 'meridian-sort-'));
      const run = join(folder, String(runs.length));
      await pipeline(Readable.from(distinct(batch.sort(), '\n')), createWriteStream(run));
      runs.push(run);
      [batch, size] = [[], 0];
    }
    batch.sort();
    if (runs.length === 0) yield* distinct(batch);
    else yield* merge([...runs.map(linesOf), iterate(batch)]);
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** The lines of a text file in UTF-8, without their ends. */
export function linesOf(file: string): AsyncIterator<string> {
  return createInterface({ input: createReadStream(file), crlfDelay: Infinity })[Symbol.asyncIterator]();
}

function* distinct(sorted: readonly string[], end = ''): Generator<string> {
  for (const [index, line] of sorted.entries()) if (line !== sorted[index - 1]) yield line + end;
}

function iterate(lines: readonly string[]): AsyncIterator<string> {
  const iterator = lines[Symbol.iterator]();
  return { next: () => Promise.resolve(iterator.next()) };
}

/** There are few runs, so that looking at the head of each is enough. */
async function* merge(runs: readonly AsyncIterator<string>[]): AsyncGenerator<string> {
  const heads = await Promise.all(runs.map((run) => run.next()));
  let last: string | undefined;
  for (;;) {
    let least = -1;
    for (const [index, head] of heads.entries()) {
      if (head.done === true) continue;
      const other = heads[least];
      if (other === undefined || other.done === true || head.value < other.value) least = index;
    }
    const [head, run] = [heads[least], runs[least]];
    if (head === undefined || run === undefined || head.done === true) return;
    if (head.value !== last) yield head.value;
    last = head.value;
    heads[least] = await run.next();
  }
}
