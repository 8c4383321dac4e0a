import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import { MeridianError } from '../../../server/errors.ts';
import type { Lineage } from '../../../server/lift/lifter.ts';
import { lineageToBytes } from '../../../server/publish/lineage-bytes.ts';
import { recordMigrations } from '../../../server/publish/record-migrations.ts';
import { SqliteSubmissionRecord } from '../../../server/publish/sqlite-submission-record.ts';
import { lineageAsJson } from '../../support/lineage-parts.ts';
import { bytes, dataset, submission, temporaryFolder } from './small-data.ts';

const rows: Lineage = {
  origins: new Map(
    ['urn:a', 'urn:b'].map((subject, row) => [subject, [{ file: 'a.csv', row, map: 'm' }]] as const),
  ),
  rules: [],
};

describe('SqliteSubmissionRecord', () => {
  it('gives back what it accepted, after it was closed and opened again', (test) => {
    const file = join(temporaryFolder(test), 'record.sqlite');
    const stored = submission('north', 'main', '<urn:a> <urn:b> "ü 前列腺 \u{1F9E0}" .\n');
    const first = new SqliteSubmissionRecord(file);
    const accepted = first.accept(stored);
    first.close();
    const second = new SqliteSubmissionRecord(file);
    const read = second.read('north', 'main');
    const unmapped = [second.unmapped(accepted), second.unmapped({ ...accepted, version: 99 })];
    second.close();
    assert.deepEqual(accepted, { ...stored.submission, version: 1 });
    assert.deepEqual(read?.submission, accepted);
    for (const part of ['catalogue', 'record', 'lineage'] as const) {
      assert.equal(Buffer.compare(read[part], stored[part]), 0, part);
    }
    assert.deepEqual(read.report, stored.report);
    assert.deepEqual(
      [read.unmapped, read.hidden, read.uncounted],
      [stored.unmapped, stored.hidden, undefined],
    );
    assert.deepEqual(unmapped, [{ unmapped: stored.unmapped, hidden: stored.hidden }, undefined]);
  });

  it('counts versions per submission and keeps all of them readable', (test) => {
    const record = new SqliteSubmissionRecord(join(temporaryFolder(test), 'record.sqlite'));
    test.after(() => {
      record.close();
    });
    for (const text of ['one', 'two', 'three']) record.accept(submission('north', 'main', text));
    record.accept(submission('north', 'other', 'first'));
    const text = (version?: number): string | undefined => {
      const read = record.read('north', 'main', version);
      return read === undefined ? undefined : new TextDecoder().decode(read.catalogue);
    };
    assert.deepEqual([1, 2, 3, undefined, 4].map(text), ['one', 'two', 'three', 'three', undefined]);
    assert.deepEqual(
      record.versions('north', 'main').map(({ version }) => version),
      [3, 2, 1],
    );
    assert.deepEqual(
      record.current().map(({ name, version }) => `${name} ${version}`),
      ['main 3', 'other 1'],
    );
  });

  it('numbers on after a withdrawal, and keeps withdrawn versions readable', (test) => {
    const record = new SqliteSubmissionRecord(join(temporaryFolder(test), 'record.sqlite'));
    test.after(() => {
      record.close();
    });
    record.accept(submission('north', 'main', 'one'));
    assert.equal(record.withdraw('north', 'main'), true);
    assert.equal(record.withdraw('north', 'main'), false);
    assert.equal(record.withdraw('south', 'main'), false);
    assert.deepEqual(record.current(), []);
    assert.equal(record.read('north', 'main', 1)?.submission.version, 1);
    assert.equal(record.accept(submission('north', 'main', 'two')).version, 2);
    assert.equal(record.current().length, 1);
  });

  it('refuses content that the disk has changed', (test) => {
    const file = join(temporaryFolder(test), 'record.sqlite');
    const record = new SqliteSubmissionRecord(file);
    test.after(() => {
      record.close();
    });
    record.accept(submission('north', 'main', 'one'));
    record.accept(submission('north', 'other', 'two'));
    const disk = new DatabaseSync(file);
    disk.exec(
      "UPDATE block SET compressed = (SELECT compressed FROM block WHERE submission = 2 AND part = 'catalogue') WHERE submission = 1 AND part = 'catalogue'",
    );
    disk.exec("UPDATE content SET compressed = x'00' WHERE submission = 2 AND part = 'lineage'");
    disk.close();
    const damaged = (error: unknown): boolean =>
      error instanceof MeridianError && error.message.includes('damaged');
    assert.throws(() => record.read('north', 'main'), damaged);
    assert.throws(() => record.read('north', 'other'), damaged);
  });

  it('finds the lineage of a subject in what it stored, and refuses a block that the disk has changed', (test) => {
    const file = join(temporaryFolder(test), 'record.sqlite');
    const record = new SqliteSubmissionRecord(file);
    test.after(() => {
      record.close();
    });
    const stored = submission('north', 'main', dataset('urn:a', 'One') + dataset('urn:b', 'Two'));
    const lineage = lineageToBytes(rows, stored);
    const accepted = record.accept({ ...stored, lineage });
    assert.deepEqual(record.lineage(accepted, 'urn:b')?.origins, rows.origins.get('urn:b'));
    assert.equal(record.lineage(accepted, 'urn:c'), undefined);
    assert.equal(record.lineage({ ...accepted, version: 2 }, 'urn:b'), undefined);
    assert.equal(Buffer.compare(record.read('north', 'main')?.lineage ?? lineage.subarray(1), lineage), 0);
    const disk = new DatabaseSync(file);
    for (const part of ['lineage', 'catalogue']) {
      // The last byte of a frame is of its checksum.
      disk.exec(
        `UPDATE block SET compressed = CAST(substr(compressed, 1, length(compressed) - 1) || x'00' AS BLOB) WHERE part = '${part}'`,
      );
      assert.throws(() => record.lineage(accepted, 'urn:b'), /is damaged/);
    }
    disk.close();
  });

  it('reads the submissions and the lineage of a file that an earlier release wrote', (test) => {
    const file = join(temporaryFolder(test), 'record.sqlite');
    const stored = submission('north', 'main', dataset('urn:a', 'One') + dataset('urn:b', 'Two'));
    const old = new DatabaseSync(file);
    old.exec('CREATE TABLE schema_version (version INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT');
    for (const [index, migration] of recordMigrations.slice(0, 2).entries()) {
      old.exec(migration);
      old.exec(`INSERT INTO schema_version VALUES (${index + 1}, '2026-01-01')`);
    }
    const description = JSON.stringify(stored.submission);
    old.prepare("INSERT INTO submission VALUES (1, 'north', 'main', 1, ?)").run(description);
    old.exec("INSERT INTO current VALUES ('north', 'main', 1)");
    const json = (value: unknown): Uint8Array => bytes(JSON.stringify(value));
    const parts = {
      catalogue: stored.catalogue,
      record: stored.record,
      lineage: lineageAsJson(rows),
      report: json(stored.report),
      unmapped: json(stored.unmapped),
    };
    for (const [part, content] of Object.entries(parts)) {
      old
        .prepare('INSERT INTO content VALUES (1, ?, ?, ?)')
        .run(part, zstdCompressSync(content), createHash('sha256').update(content).digest());
    }
    old.close();
    const record = new SqliteSubmissionRecord(file);
    test.after(() => {
      record.close();
    });
    const [current] = record.current();
    assert.ok(current !== undefined);
    assert.equal(Buffer.compare(record.read('north', 'main')?.catalogue ?? bytes(''), stored.catalogue), 0);
    const found = record.lineage(current, 'urn:b');
    assert.deepEqual(found?.origins, rows.origins.get('urn:b'));
    assert.equal(new TextDecoder().decode(found?.catalogue), dataset('urn:b', 'Two'));
    assert.deepEqual(record.unmapped(current), { unmapped: [], hidden: [], uncounted: 1 });
    assert.equal(record.accept(stored).version, 2);
  });

  it('refuses a file of a newer release', (test) => {
    const file = join(temporaryFolder(test), 'record.sqlite');
    new SqliteSubmissionRecord(file).close();
    const disk = new DatabaseSync(file);
    disk.exec("INSERT INTO schema_version VALUES (999, '2099-01-01')");
    disk.close();
    assert.throws(() => new SqliteSubmissionRecord(file), /newer release/);
  });

  it('says which file it could not open', (test) => {
    const file = join(temporaryFolder(test), 'absent', 'record.sqlite');
    assert.throws(
      () => new SqliteSubmissionRecord(file),
      (error) => error instanceof MeridianError && error.place?.file === file,
    );
  });

  it('has a submission on disk when accept returns, whatever happens to the process', (test) => {
    const file = join(temporaryFolder(test), 'record.sqlite');
    const killed = spawnSync(process.execPath, [join(import.meta.dirname, 'killed-after-accept.ts'), file]);
    assert.equal(killed.signal, 'SIGKILL', killed.stderr.toString());
    const record = new SqliteSubmissionRecord(file);
    test.after(() => {
      record.close();
    });
    assert.equal(record.current().length, 20);
    assert.equal(new TextDecoder().decode(record.read('north', 's19')?.catalogue), 'content 19');
  });

  it('commits hundreds of small submissions a second', (test) => {
    const record = new SqliteSubmissionRecord(join(temporaryFolder(test), 'record.sqlite'));
    test.after(() => {
      record.close();
    });
    const stored = submission('north', 'main', 'x'.repeat(28_000));
    const start = performance.now();
    for (let i = 0; i < 100; i++) record.accept(stored);
    const perSecond = 100_000 / (performance.now() - start);
    test.diagnostic(`${Math.round(perSecond)} commits a second`);
    assert.ok(perSecond > 50);
  });
});
