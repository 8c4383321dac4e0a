import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { SqliteSubmissionRecord } from '../../../server/publish/sqlite-submission-record.ts';
import { submission, temporaryFolder } from './small-data.ts';

describe('SqliteSubmissionRecord', () => {
  it('gives back what it accepted, after it was closed and opened again', (test) => {
    const file = join(temporaryFolder(test), 'record.sqlite');
    const stored = submission('north', 'main', '<urn:a> <urn:b> "ü 前列腺 \u{1F9E0}" .\n');
    const first = new SqliteSubmissionRecord(file);
    const accepted = first.accept(stored);
    first.close();
    const second = new SqliteSubmissionRecord(file);
    const read = second.read('north', 'main');
    second.close();
    assert.deepEqual(accepted, { ...stored.submission, version: 1 });
    assert.deepEqual(read?.submission, accepted);
    for (const part of ['catalogue', 'record', 'lineage'] as const) {
      assert.equal(Buffer.compare(read[part], stored[part]), 0, part);
    }
    assert.deepEqual(read.report, stored.report);
    assert.deepEqual(read.unmapped, stored.unmapped);
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
      "UPDATE content SET compressed = (SELECT compressed FROM content WHERE submission = 2 AND part = 'catalogue') WHERE submission = 1 AND part = 'catalogue'",
    );
    disk.exec("UPDATE content SET compressed = x'00' WHERE submission = 2 AND part = 'lineage'");
    disk.close();
    const damaged = (error: unknown): boolean =>
      error instanceof MeridianError && error.message.includes('damaged');
    assert.throws(() => record.read('north', 'main'), damaged);
    assert.throws(() => record.read('north', 'other'), damaged);
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
