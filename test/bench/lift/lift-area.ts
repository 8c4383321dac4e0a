import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Random } from '../../../server/cli/demo/random.ts';
import { toNTriplesTerm } from '../../../server/rdf/n-triples.ts';
import type { Quad } from '../../../server/rdf/terms.ts';
import { seed, type BenchArea } from '../support/bench.ts';
import { writeNumber, type Spread } from '../support/spread.ts';
import { liftByEngine } from './lift-by-engine.ts';
import { liftByHand } from './lift-by-hand.ts';
import { measureLines } from './measure-lines.ts';
import { measurementTable } from './measurement-table.ts';

const rows = 100_000;

export const liftArea: BenchArea = {
  name: 'lift',
  title: 'a table of measurements to triples',
  ours: 'the RML engine: in bytes to N-Quads; record by record, bare and as a delivery is lifted',
  peer: 'loops written for this table: over strings to N-Quads; over csv-parse to triples. Morph-KGC once',
  async run(bench) {
    await measureLines(bench);
    const table = measurementTable(rows, new Random(seed));
    let count = 0;
    const peer = (): Promise<readonly Quad[]> => liftByHand(table);
    const same = (ours: readonly Quad[], other: readonly Quad[]): void => {
      count = sameTriples(ours, other);
    };
    const cases = [
      ['engine, bare', 'bare'],
      ['engine, as a delivery', 'delivery'],
    ] as const;
    for (const [label, way] of cases) {
      const ours = (): Promise<readonly Quad[]> => liftByEngine(table, { bare: way === 'bare' });
      const times = await bench.compare(label, { ours, peer }, { rounds: 3, same });
      const rates = ({ median }: Spread): string =>
        `${writeNumber(rows / median)}k rows/s, ${writeNumber(count / median)}k quads/s`;
      bench.note(`${label}: ours ${rates(times.ours)}; peer ${rates(times.peer)}`);
    }
    bench.input(
      `${rows.toLocaleString('en')} rows of 17 columns, ${writeNumber(table.length / 1e6)} MB; ${count.toLocaleString('en')} triples`,
    );
    for (const [label, way] of [...cases, ['hand-written loop', 'hand'] as const]) {
      const { before, peak, quads } = once(way);
      assert.equal(quads, count);
      bench.note(
        `${label}, alone in a process: peak RSS ${writeNumber(peak / 1e6)} MB, ${writeNumber(before / 1e6)} MB of it before`,
      );
    }
  },
};

/** Throws where the statements differ; gives their number. */
function sameTriples(ours: readonly Quad[], peer: readonly Quad[]): number {
  const line = ({ subject, predicate, object }: Quad): string =>
    `${subject.value} ${predicate.value} ${toNTriplesTerm(object)}`;
  const lines = new Set(ours.map(line));
  assert.equal(lines.size, ours.length, 'our side says something twice');
  assert.equal(ours.length, peer.length, 'the two sides make different numbers of triples');
  const other = peer.find((quad) => !lines.has(line(quad)));
  assert.equal(other, undefined, 'a triple of the peer is not among ours');
  return lines.size;
}

function once(way: string): { before: number; peak: number; quads: number } {
  const script = join(import.meta.dirname, 'lift-once.ts');
  const output = execFileSync(process.execPath, ['--no-warnings', script, way, String(rows)], {
    encoding: 'utf8',
  });
  return JSON.parse(output) as { before: number; peak: number; quads: number };
}
