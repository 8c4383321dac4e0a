import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Readings } from '../../../server/lift/readings.ts';
import { readingsFromBytes, readingsToBytes } from '../../../server/publish/readings-bytes.ts';
import { recordMigrations } from '../../../server/publish/record-migrations.ts';
import type { Submission } from '../../../server/publish/submission.ts';
import { SqliteSubmissionRecord } from '../../../server/publish/sqlite-submission-record.ts';
import { bytes, submission, temporaryFolder } from './small-data.ts';

const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 3 });
const things = fc.uniqueArray(
  fc.integer({ min: 0, max: 300 }).map((number) => `http://example.org/id/ü/${number}`),
  { minLength: 1, maxLength: 300 },
);
const readings: fc.Arbitrary<Readings> = things.chain((own) => {
  const list = fc.subarray([...own.keys()]).map((numbers) => Int32Array.from(numbers).sort());
  const reading = fc.record({
    attribute: fc.constantFrom('sex', 'modality'),
    sets: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    words,
    states: list,
    flags: list,
    makes: list,
    unplaced: fc.nat(),
  });
  return fc.record({ things: fc.constant(own), readings: fc.array(reading, { maxLength: 6 }) });
});

/** Readings with their things by name: numbers are of no account. */
function named({ readings: all, things: own }: Readings): unknown {
  const names = (numbers: Int32Array): (string | undefined)[] =>
    [...numbers].map((number) => own.at(number)).sort();
  return all.map((reading) => ({
    attribute: reading.attribute,
    sets: reading.sets,
    words: reading.words,
    unplaced: reading.unplaced,
    states: names(reading.states),
    flags: names(reading.flags),
    makes: names(reading.makes),
  }));
}

describe('readings as they are kept', () => {
  it('are the same when they are read again, those of several sources together', () => {
    fc.assert(
      fc.property(readings, readings, (one, other) => {
        const read = readingsFromBytes(readingsToBytes([one, other]));
        assert.deepEqual(named(read), [named(one), named(other)].flat());
        const all = Array.from({ length: read.things.length }, (_, number) => read.things.at(number));
        assert.equal(new Set(all).size, all.length, 'what two sources speak of is one thing');
      }),
    );
  });

  it('stand in the record beside the version, and not with submissions of before', (test) => {
    const file = join(temporaryFolder(test), 'record.sqlite');
    const old = new DatabaseSync(file);
    old.exec(
      `CREATE TABLE schema_version (version INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT; ${recordMigrations[0] ?? ''}`,
    );
    old.exec("INSERT INTO schema_version VALUES (1, '2026-01-01')");
    old.close();
    const record = new SqliteSubmissionRecord(file);
    test.after(() => {
      record.close();
    });
    const first = record.accept(submission('north', 'main', 'one'));
    const second = record.accept({ ...submission('north', 'main', 'two'), readings: bytes('read') });
    assert.equal(record.readings(first), undefined);
    assert.deepEqual(Buffer.from(record.readings(second) ?? []).toString(), 'read');
    assert.equal(record.readings({ provider: 'south', name: 'main', version: 1 }), undefined);
    const disk = new DatabaseSync(file);
    disk.exec("UPDATE readings SET sha256 = x'00'");
    disk.close();
    assert.throws(() => record.readings(second), /damaged/);
  });

  it('are kept of what is current', (test) => {
    const record = new SqliteSubmissionRecord(join(temporaryFolder(test), 'record.sqlite'));
    test.after(() => {
      record.close();
    });
    const accept = (name: string): Submission =>
      record.accept({ ...submission('north', name, 'one'), readings: bytes('read') });
    const [first, second, other] = [accept('main'), accept('main'), accept('other')];
    assert.deepEqual(
      [first, second, other].map((each) => record.readings(each) !== undefined),
      [false, true, true],
    );
    record.withdraw('north', 'main');
    assert.deepEqual(
      [first, second, other].map((each) => record.readings(each) !== undefined),
      [false, false, true],
    );
  });

  it('are refused where they are none', () => {
    for (const text of ['', '{', '{\n', 'null\n', '[]\n', '{"version":2}\n', '{"version":1'])
      assert.throws(() => readingsFromBytes(bytes(text)), /cannot be read/);
  });
});
