import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { Random } from '../../../server/cli/demo/random.ts';
import { findJsonLineage } from '../../../server/publish/find-json-lineage.ts';
import { findLineage } from '../../../server/publish/find-lineage.ts';
import { lineageToBytes } from '../../../server/publish/lineage-bytes.ts';
import { lineageAsJson, lineageParts } from '../../support/lineage-parts.ts';
import { liftByEngine } from '../lift/lift-by-engine.ts';
import { measurementTable } from '../lift/measurement-table.ts';
import { seed, type Bench, type BenchArea } from '../support/bench.ts';
import { writeNumber } from '../support/spread.ts';
import { measuredSubmission } from './measured-submission.ts';

const rows = 100_000;

export const lineageArea: BenchArea = {
  name: 'lineage',
  title: 'from a statement back to its cell',
  ours: 'lineage in blocks of subjects, as it is stored; noting it in columns while lifting',
  peer: 'one JSON document of all subjects, compressed; no lineage at all while lifting',
  async run(bench) {
    await compareLookUps(bench);
    const table = measurementTable(rows / 2, new Random(seed));
    const lift = (noted: boolean) => async (): Promise<number> => {
      const quads = await liftByEngine(table, { bare: false, noted });
      return quads.length;
    };
    await bench.compare('lifting', { ours: lift(true), peer: lift(false) }, { rounds: 5 });
    const folder = mkdtempSync(join(tmpdir(), 'meridian-bench-'));
    try {
      for (const kind of ['rows', 'joins'] as const) store(bench, join(folder, `${kind}.sqlite`), kind);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** In memory, for a ratio: a tenth of the subjects, since the peer reads all of them each time. */
async function compareLookUps(bench: Bench): Promise<void> {
  const { record, lineage, subjects } = measuredSubmission(rows / 10, new Random(seed), true);
  const planes = { catalogue: new Uint8Array(), record };
  const parts = lineageParts({ ...planes, lineage: lineageToBytes(lineage, planes) });
  const json = zstdCompressSync(lineageAsJson(lineage));
  const subject = subjects[1234] ?? '';
  await bench.compare('look-up', {
    ours: () => findLineage(parts, subject)?.origins,
    peer: () => findJsonLineage(zstdDecompressSync(json), subject)?.origins,
  });
}

function store(bench: Bench, file: string, kind: 'rows' | 'joins'): void {
  const script = (name: string) => ['--no-warnings', join(import.meta.dirname, name)];
  const stored = JSON.parse(
    execFileSync(process.execPath, [...script('store-once.ts'), file, String(rows), kind], {
      encoding: 'utf8',
    }),
  ) as Record<'triples' | 'all' | 'lineage' | 'json' | 'packing', number> & { subjects: string[] };
  const { triples, all, lineage, json, packing, subjects } = stored;
  const percent = (part: number): string => `${writeNumber((100 * part) / all)} %`;
  if (kind === 'rows') {
    bench.input(`${rows.toLocaleString('en')} subjects, ${triples.toLocaleString('en')} triples`);
  }
  const times = JSON.parse(
    execFileSync(process.execPath, [...script('look-up-once.ts'), file], {
      input: subjects.join('\n'),
      encoding: 'utf8',
    }),
  ) as { first: number; cold: number[]; warm: number[] };
  const at = (all: readonly number[], share: number): string =>
    writeNumber(all.toSorted((a, b) => a - b)[Math.floor(share * all.length)] ?? NaN);
  const label = kind === 'rows' ? 'a row a subject' : 'with a joined row';
  assert.ok(lineage < all);
  bench.note(
    `${label}: lineage ${writeNumber(lineage / 1e3)} kB of ${writeNumber(all / 1e6)} MB stored, ${percent(lineage)} (as JSON ${percent(json)}); packed in ${writeNumber(packing)} ms`,
  );
  bench.note(
    `${label}: look-up of a statement, file opened for it ${at(times.cold, 0.5)} ms (p99 ${at(times.cold, 0.99)}), file open ${at(times.warm, 0.5)} ms (p99 ${at(times.warm, 0.99)}), first of the process ${writeNumber(times.first)} ms`,
  );
}
