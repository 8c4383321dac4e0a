import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { MeridianError } from '../errors.ts';
import type { Report } from '../validate/validator.ts';
import { findLineage } from './find-lineage.ts';
import { splitLineage } from './lineage-head.ts';
import { inTransaction, openRecordDatabase } from './open-record-database.ts';
import { subjectBlocks } from './subject-blocks.ts';
import type {
  AcceptedContent,
  StoredSubmission,
  SubjectLineage,
  Submission,
  SubmissionRecord,
} from './submission.ts';
import type { SubmissionUnmapped } from './unmapped-part.ts';
import { readUnmapped, writeUnmapped } from './unmapped-part.ts';

type Part = 'catalogue' | 'record' | 'lineage' | 'report' | 'unmapped' | 'readings';
type Row = Record<string, SQLOutputValue>;
type SubmissionName = Pick<Submission, 'provider' | 'name' | 'version'>;

const zstdLevel = {
  params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
};

const statements = {
  nextVersion:
    'SELECT coalesce(max(version), 0) + 1 AS version FROM submission WHERE provider = ? AND name = ?',
  insert: 'INSERT INTO submission (provider, name, version, description) VALUES (?, ?, ?, ?)',
  insertContent: 'INSERT INTO content (submission, part, compressed, sha256) VALUES (?, ?, ?, ?)',
  insertBlock: 'INSERT INTO block (submission, part, number, compressed) VALUES (?, ?, ?, ?)',
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
  part: 'SELECT part, compressed, sha256 FROM content WHERE submission = ? AND part = ?',
  block: 'SELECT compressed FROM block WHERE submission = ? AND part = ? AND number = ?',
  blocks: 'SELECT compressed FROM block WHERE submission = ? AND part = ? ORDER BY number',
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
      packBlocks('catalogue', nothing, cut(stored.catalogue), stored.catalogue),
      packBlocks('record', nothing, cut(stored.record), stored.record),
      packLineage(stored.lineage),
      pack('report', toJson(stored.report)),
      pack('unmapped', writeUnmapped(stored)),
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
      for (const { part, compressed, sha256, blocks } of parts) {
        this.#prepare('insertContent').run(id, part, compressed, sha256);
        for (const [number, block] of blocks.entries()) {
          this.#prepare('insertBlock').run(id, part, number, block);
        }
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
    const id = Number(row['id']);
    for (const each of this.#prepare('content').all(id)) {
      const blocks = this.#prepare('blocks').all(id, String(each['part']));
      parts.set(String(each['part']), this.#unpack(each, submission, blocks));
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
      ...readUnmapped(part('unmapped')),
    };
  }

  readings({ provider, name, version }: SubmissionName): Uint8Array | undefined {
    const row = this.#prepare('readings').get(provider, name, version);
    return row === undefined ? undefined : this.#unpack(row, { provider, name, version });
  }

  unmapped({ provider, name, version }: SubmissionName): SubmissionUnmapped | undefined {
    const row = this.#prepare('version').get(provider, name, version);
    if (row === undefined) return undefined;
    const content = this.#prepare('part').get(Number(row['id']), 'unmapped') ?? { part: 'unmapped' };
    return readUnmapped(this.#unpack(content, { provider, name, version }));
  }

  lineage({ provider, name, version }: SubmissionName, subject: string): SubjectLineage | undefined {
    const row = this.#prepare('version').get(provider, name, version);
    if (row === undefined) return undefined;
    const [id, submission] = [Number(row['id']), { provider, name, version }];
    const block = (part: Part, number: number): Uint8Array =>
      this.#decompress(this.#prepare('block').get(id, part, number)?.['compressed'], part, submission);
    const content = (part: Part): Row => this.#prepare('part').get(id, part) ?? {};
    return findLineage(
      {
        head: () => this.#decompress(content('lineage')['compressed'], 'lineage', submission),
        section: (number) => block('lineage', number),
        block,
        whole: (plane) => this.#unpack(content(plane), submission),
      },
      subject,
    );
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
  #unpack(row: Row, submission: SubmissionName, blocks: readonly Row[] = []): Uint8Array {
    const { sha256: expected } = row;
    const part = String(row['part']);
    const pieces = [row, ...blocks].map((each) => this.#decompress(each['compressed'], part, submission));
    const [only = nothing] = pieces;
    const bytes = pieces.length === 1 ? only : new Uint8Array(Buffer.concat(pieces));
    if (!(expected instanceof Uint8Array) || !sha256(bytes).equals(expected)) {
      throw this.#damaged(part, submission);
    }
    return bytes;
  }

  /** A piece read alone is held to its own checksum: that of the whole would need the whole. */
  #decompress(compressed: SQLOutputValue | undefined, part: string, submission: SubmissionName): Uint8Array {
    if (!(compressed instanceof Uint8Array)) throw this.#damaged(part, submission);
    try {
      return zstdDecompressSync(compressed);
    } catch (cause) {
      throw this.#damaged(part, submission, cause);
    }
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

interface Packed {
  readonly part: Part;
  readonly compressed: Uint8Array;
  readonly sha256: Buffer;
  readonly blocks: readonly Uint8Array[];
}

const nothing = new Uint8Array();

function pack(part: Part, bytes: Uint8Array): Packed {
  return packBlocks(part, bytes, [], bytes);
}

/** A part in pieces; the hash is of all of it. */
function packBlocks(part: Part, head: Uint8Array, blocks: readonly Uint8Array[], whole: Uint8Array): Packed {
  return {
    part,
    compressed: zstdCompressSync(head, zstdLevel),
    sha256: sha256(whole),
    blocks: blocks.map((block) => zstdCompressSync(block, zstdLevel)),
  };
}

function packLineage(lineage: Uint8Array): Packed {
  const { head, sections } = splitLineage(lineage);
  return packBlocks('lineage', head, sections, lineage);
}

function cut(triples: Uint8Array): Uint8Array[] {
  return subjectBlocks(triples).map(({ start, end }) => triples.subarray(start, end));
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
