/**
 * Stores a submission in a process of its own: `node store-once.ts FILE ROWS joins|rows` makes the record and prints its
 * sizes, and subjects to look for, as JSON.
 */
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import { Random } from '../../../server/cli/demo/random.ts';
import { lineageToBytes } from '../../../server/publish/lineage-bytes.ts';
import { SqliteSubmissionRecord } from '../../../server/publish/sqlite-submission-record.ts';
import { lineageAsJson } from '../../support/lineage-parts.ts';
import { seed } from '../support/bench.ts';
import { measuredSubmission } from './measured-submission.ts';

const [file = '', rows, kind] = process.argv.slice(2);
const random = new Random(seed);
const { record, lineage, subjects, triples } = measuredSubmission(Number(rows), random, kind === 'joins');
const catalogue = new Uint8Array();
const start = performance.now();
const bytes = lineageToBytes(lineage, { catalogue, record });
const packing = performance.now() - start;
const store = new SqliteSubmissionRecord(file);
store.accept({
  submission: {
    provider: 'north',
    name: 'main',
    accepted: '2026-01-01T00:00:00Z',
    profile: 'none',
    sources: ['omop'],
    ontologyRelease: '',
    ontologyHash: '',
    contentHash: createHash('sha256').update(record).digest('hex'),
    counts: { catalogueTriples: 0, recordTriples: triples, datasets: 0, patients: 0, studies: 0, series: 0 },
    mappingSets: {},
  },
  catalogue,
  record,
  lineage: bytes,
  report: { profile: 'none', conforms: true, findings: [], focusNodes: 0, milliseconds: 0 },
  unmapped: [],
  hidden: [],
});
store.close();
const database = new DatabaseSync(file);
const size = (condition: string): number =>
  Number(
    database
      .prepare(
        `SELECT sum(length(compressed)) AS bytes FROM (SELECT part, compressed FROM content UNION ALL SELECT part, compressed FROM block) WHERE ${condition}`,
      )
      .get()?.['bytes'],
  );
const json = zstdCompressSync(lineageAsJson(lineage)).length;
console.log(
  JSON.stringify({
    triples,
    all: size('true'),
    lineage: size("part = 'lineage'"),
    json,
    packing,
    subjects: Array.from({ length: 300 }, () => random.pick(subjects)),
  }),
);
database.close();
