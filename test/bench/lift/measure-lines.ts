import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createWriteStream, openSync, readFileSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Random } from '../../../server/cli/demo/random.ts';
import { seed, type Bench } from '../support/bench.ts';
import { writeNumber } from '../support/spread.ts';
import { linesByEngine } from './lines-by-engine.ts';
import { linesByHand } from './lines-by-hand.ts';
import { installMorph, linesByMorph } from './lines-by-morph.ts';
import { measurementPieces } from './measurement-table.ts';

type Lines = (file: string, write: (lines: Uint8Array) => void) => Promise<void>;

const [sample, rows, manyRows] = [20_000, 1_000_000, 5_000_000];

/** Tables to N-Quads: the byte path beside a loop over strings, to the same sink, and beside Morph-KGC. */
export async function measureLines(bench: Bench): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'meridian-bench-'));
  try {
    const file = await tableFile(folder, rows);
    const small = await tableFile(folder, sample);
    const expected = await sortedLines(linesByEngine, small);
    assert.deepEqual(await sortedLines(linesByHand, small), expected, 'the loop writes other lines');

    const sink = openSync('/dev/null', 'w');
    const length = async (lines: Lines): Promise<number> => {
      let bytes = 0;
      await lines(file, (each) => (bytes += writeSync(sink, each)));
      return bytes;
    };
    const times = await bench.compare(
      'to N-Quads, 1M rows, in bytes',
      { ours: () => length(linesByEngine), peer: () => length(linesByHand) },
      { rounds: 3 },
    );
    const quads = await countLines(file);
    bench.input(
      `${rows.toLocaleString('en')} rows to ${quads.toLocaleString('en')} quads, written to /dev/null`,
    );
    bench.note(`to N-Quads: ours ${writeNumber(quads / times.ours.median)}k quads/s`);
    for (const [way, table] of [
      ['engine', file],
      ['engine', await tableFile(folder, manyRows)],
      ['hand', file],
    ] as const) {
      const { peak, milliseconds } = once(way, table);
      bench.note(
        `to N-Quads, ${way}, ${table.endsWith(`${manyRows}.csv`) ? '5M' : '1M'} rows, alone in a process: peak RSS ${writeNumber(peak / 1e6)} MB, ${writeNumber(milliseconds)} ms`,
      );
    }
    compareWithMorph(bench, folder, { small, expected, file, ours: times.ours.median });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function compareWithMorph(
  bench: Bench,
  folder: string,
  { small, expected, file, ours }: { small: string; expected: readonly string[]; file: string; ours: number },
): void {
  let python: string;
  try {
    python = installMorph(folder);
  } catch (error) {
    bench.note(
      `Morph-KGC was left out: it could not be installed (${error instanceof Error ? error.name : 'error'}).`,
    );
    return;
  }
  const { output } = linesByMorph(python, folder, small);
  assert.deepEqual(linesOf(readFileSync(output, 'utf8')), expected, 'Morph-KGC writes other lines');
  const { milliseconds } = linesByMorph(python, folder, file);
  bench.note(
    `Morph-KGC 2.10.0, one process, the same mapping and file, once: ${writeNumber(milliseconds)} ms, ${writeNumber(milliseconds / ours)} times ours`,
  );
}

async function tableFile(folder: string, count: number): Promise<string> {
  const path = join(folder, `MEASUREMENT-${count}.csv`);
  await pipeline(Readable.from(measurementPieces(count, new Random(seed))), createWriteStream(path));
  return path;
}

async function sortedLines(lines: Lines, file: string): Promise<string[]> {
  const pieces: Uint8Array[] = [];
  await lines(file, (each) => void pieces.push(Buffer.from(each)));
  return linesOf(Buffer.concat(pieces).toString());
}

/** Sorted; spaces before the last dot do not count. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/\s*\.\s*$/, ' .'))
    .sort();
}

async function countLines(file: string): Promise<number> {
  let count = 0;
  await linesByEngine(file, (lines) => {
    for (const byte of lines) if (byte === 10) count++;
  });
  return count;
}

function once(way: string, file: string): { peak: number; milliseconds: number } {
  const script = join(import.meta.dirname, 'lines-once.ts');
  const output = execFileSync(process.execPath, ['--no-warnings', script, way, file], { encoding: 'utf8' });
  return JSON.parse(output) as { peak: number; milliseconds: number };
}
