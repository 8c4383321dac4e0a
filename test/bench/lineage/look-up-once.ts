/**
 * Look-ups in a process of their own: `node look-up-once.ts FILE` reads subjects, one a line, from standard input, looks
 * each up in a record that is opened for it, then all in one that stays open, and prints milliseconds as JSON.
 */
import { text } from 'node:stream/consumers';
import { SqliteSubmissionRecord } from '../../../server/publish/sqlite-submission-record.ts';
import { traceSubject } from '../../../server/publish/trace-subject.ts';

const [file = ''] = process.argv.slice(2);
const subjects = (await text(process.stdin)).trim().split('\n');
const submission = { provider: 'north', name: 'main', version: 1 };
const predicate = 'http://example.org/ns#value';

function lookUp(record: SqliteSubmissionRecord, subject: string): number {
  const start = performance.now();
  const lineage = record.lineage(submission, subject);
  const [statement] = lineage === undefined ? [] : traceSubject(lineage, { predicate });
  const milliseconds = performance.now() - start;
  if (statement?.cells[0]?.row === undefined) throw new Error(`Nothing is known of ${subject}.`);
  return milliseconds;
}

const cold = subjects.map((subject) => {
  const record = new SqliteSubmissionRecord(file);
  const milliseconds = lookUp(record, subject);
  record.close();
  return milliseconds;
});
const open = new SqliteSubmissionRecord(file);
const warm = subjects.map((subject) => lookUp(open, subject));
open.close();
console.log(JSON.stringify({ first: cold[0], cold: cold.slice(1), warm }));
