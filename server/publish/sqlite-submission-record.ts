import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { MeridianError } from '../errors.ts';
import type { UnmappedValue } from '../lift/lifter.ts';
import type { Report } from '../validate/validator.ts';
import { inTransaction, openRecordDatabase } from './open-record-database.ts';
import type { AcceptedContent, StoredSubmission, Submission, SubmissionRecord } from './submission.ts';

type Part = 'catalogue' | 'record' | 'lineage' | 'report' | 'unmapped' | 'readings';
type Row = Record<string, SQLOutputValue>;
type SubmissionName = Pick<Submission, 'provider' | 'name' | 'version'>;

const zstdLevel = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };

const statements = {
  nextVersion:
    'SELECT coalesce(max(version), 0) + 1 AS version FROM submission WHERE provider = ? AND name = ?',
  insert: 'INSERT INTO submission (provider, name, version, description) VALUES (?, ?, ?, ?)',
  insertContent: 'INSERT INTO content (submission, part, compressed, sha256) VALUES (?, ?, ?, ?)',
  insertReadings: 'INSERT INTO readings (submission, compressed, sha256) VALUES (?, ?, ?)',
  // Only those of what is current are ever asked for, and they are large.
  dropReadings:
    'DELETE FROM readings WHERE submission IN (SELECT id FROM submission WHERE provider = ? AND name = ?)',
  makeCurrent: `INSERT INTO current (provider, name, submission) VALUES (?, ?, ?)
    ON CONFLICT (provider, name) DO UPDATE SET submission = excluded.submission`,
  current: `SELECT s.id, s.version, s.description FROM current c JOIN submission s ON s.id = c.submission
    ORDER BY s.provider, s.name`,
  version: 'SELECT id, version, description FROM submission WHERE provider = ? AND name = ? AND version = ?',
  newest:
    'SELECT id, version, description FROM submission WHERE provider = ? AND name = ? ORDER BY version DESC LIMIT 1',
  versions:
    'SELECT id, version, description FROM submission WHERE provider = ? AND name = ? ORDER BY version DESC',
  content: 'SELECT part, compressed, sha256 FROM content WHERE submission = ?',
  readings: `SELECT 'readings' AS part, r.compressed, r.sha256 FROM readings r JOIN submission s ON s.id = r.submission
    WHERE s.provider = ? AND s.name = ? AND s.version = ?`,
  withdraw: 'DELETE FROM current WHERE provider = ? AND name = ? RETURNING submission',
  noteWithdrawal: 'INSERT INTO withdrawal (submission, at) VALUES (?, ?)',
} as const;

/** The submission record in one SQLite file. Synchronous: a commit takes well under a millisecond plus one disk flush. */
export class SqliteSubmissionRecord implements SubmissionRecord {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #prepared = new Map<keyof typeof statements, StatementSync>();

  /** Opens or makes the file; its folder must exist. */
  constructor(file: string) {
    this.#file = file;
    this.#database = openRecordDatabase(file);
  }

  accept(stored: AcceptedContent): Submission {
    const { provider, name } = stored.submission;
    // Compressing is the slow part, and needs no lock.
    const parts = [
      pack('catalogue', stored.catalogue),
      pack('record', stored.record),
      pack('lineage', stored.lineage),
      pack('report', toJson(stored.report)),
      pack('unmapped', toJson(stored.unmapped)),
    ];
    const readings = stored.readings === undefined ? undefined : pack('readings', stored.readings);
    return inTransaction(this.#database, () => {
      const version = Number(this.#prepare('nextVersion').get(provider, name)?.['version']);
      const { lastInsertRowid: id } = this.#prepare('insert').run(
        provider,
        name,
        version,
        JSON.stringify(stored.submission),
      );
      for (const { part, compressed, sha256 } of parts) {
        this.#prepare('insertContent').run(id, part, compressed, sha256);
      }
      this.#prepare('dropReadings').run(provider, name);
      if (readings !== undefined) {
        this.#prepare('insertReadings').run(id, readings.compressed, readings.sha256);
      }
      this.#prepare('makeCurrent').run(provider, name, id);
      return { ...stored.submission, version };
    });
  }

  current(): readonly Submission[] {
    return this.#prepare('current').all().map(toSubmission);
  }

  read(provider: string, name: string, version?: number): StoredSubmission | undefined {
    const row =
      version === undefined
        ? this.#prepare('newest').get(provider, name)
        : this.#prepare('version').get(provider, name, version);
    if (row === undefined) return undefined;
    const submission = toSubmission(row);
    const parts = new Map<string, Uint8Array>();
    for (const each of this.#prepare('content').all(Number(row['id']))) {
      parts.set(String(each['part']), this.#unpack(each, submission));
    }
    const part = (name: Part): Uint8Array => {
      const bytes = parts.get(name);
      if (bytes === undefined) throw this.#damaged(name, submission);
      return bytes;
    };
    return {
      submission,
      catalogue: part('catalogue'),
      record: part('record'),
      lineage: part('lineage'),
      report: fromJson(part('report')) as Report,
      unmapped: fromJson(part('unmapped')) as readonly UnmappedValue[],
    };
  }

  readings({ provider, name, version }: SubmissionName): Uint8Array | undefined {
    const row = this.#prepare('readings').get(provider, name, version);
    return row === undefined ? undefined : this.#unpack(row, { provider, name, version });
  }

  versions(provider: string, name: string): readonly Submission[] {
    return this.#prepare('versions').all(provider, name).map(toSubmission);
  }

  withdraw(provider: string, name: string): boolean {
    return inTransaction(this.#database, () => {
      const row = this.#prepare('withdraw').get(provider, name);
      if (row === undefined) return false;
      this.#prepare('dropReadings').run(provider, name);
      this.#prepare('noteWithdrawal').run(Number(row['submission']), new Date().toISOString());
      return true;
    });
  }

  close(): void {
    this.#database.close();
  }

  #prepare(name: keyof typeof statements): StatementSync {
    let statement = this.#prepared.get(name);
    if (statement === undefined) {
      statement = this.#database.prepare(statements[name]);
      this.#prepared.set(name, statement);
    }
    return statement;
  }

  /** Decompresses and compares with the hash that was stored: a bad disk must not change what a provider said. */
  #unpack(row: Row, submission: SubmissionName): Uint8Array {
    const { part, compressed, sha256: expected } = row;
    if (!(compressed instanceof Uint8Array) || !(expected instanceof Uint8Array)) {
      throw this.#damaged(String(part), submission);
    }
    let bytes: Uint8Array;
    try {
      bytes = zstdDecompressSync(compressed);
    } catch (cause) {
      throw this.#damaged(String(part), submission, cause);
    }
    if (!sha256(bytes).equals(expected)) throw this.#damaged(String(part), submission);
    return bytes;
  }

  #damaged(part: string, submission: SubmissionName, cause?: unknown): MeridianError {
    const { provider, name, version } = submission;
    return new MeridianError(
      'internal',
      `The stored ${part} of ${provider}/${name}, version ${version}, is damaged.`,
      {
        place: { file: this.#file },
        advice: 'Restore the record from a backup, or publish the submission again.',
        cause,
      },
    );
  }
}

function pack(part: Part, bytes: Uint8Array): { part: Part; compressed: Uint8Array; sha256: Buffer } {
  return { part, compressed: zstdCompressSync(bytes, zstdLevel), sha256: sha256(bytes) };
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function toJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function fromJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}

function toSubmission(row: Row): Submission {
  const description = JSON.parse(String(row['description'])) as Omit<Submission, 'version'>;
  return { ...description, version: Number(row['version']) };
}
