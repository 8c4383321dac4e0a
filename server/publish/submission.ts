import type { Report } from '../validate/validator.ts';
import type { ChangeCounts } from './statement-changes.ts';
import type { MappingVersion, Rule, SubjectOrigin } from '../lift/lifter.ts';
import type { SubmissionUnmapped } from './unmapped-part.ts';

/** What a provider's delivery was, as it is remembered with each version. */
export interface Submission {
  readonly provider: string;
  /** Chosen by the provider, stable over versions: `main`, `2026-spring`. */
  readonly name: string;
  /** 1, 2, 3 … within (provider, name). */
  readonly version: number;
  /** RFC 3339, UTC. */
  readonly accepted: string;
  readonly profile: string;
  readonly sources: readonly string[];
  readonly ontologyRelease: string;
  readonly ontologyHash: string;
  /** SHA-256 of the delivered bytes. */
  readonly contentHash: string;
  readonly counts: SubmissionCounts;
  /** Against the version that was current before; absent where there was none, and in what was accepted before this was kept. */
  readonly changes?: Readonly<Record<'catalogue' | 'record', ChangeCounts>>;
  /** Attribute name to mapping set names, for receipts. */
  readonly mappingSets: Readonly<Record<string, readonly string[]>>;
}

export interface SubmissionCounts {
  readonly catalogueTriples: number;
  readonly recordTriples: number;
  readonly datasets: number;
  readonly patients: number;
  readonly studies: number;
  readonly series: number;
}

/** A submission with its content, as the record keeps it. */
export interface StoredSubmission extends SubmissionUnmapped {
  readonly submission: Submission;
  /** N-Triples, UTF-8. */
  readonly catalogue: Uint8Array;
  readonly record: Uint8Array;
  /** See `lineage-bytes.ts`; those accepted before schema 3 are JSON. */
  readonly lineage: Uint8Array;
  readonly report: Report;
}

/** Where a subject of a submission came from, and what the submission says of it. */
export interface SubjectLineage {
  readonly origins: readonly SubjectOrigin[];
  /** Of the triples maps that made it. */
  readonly rules: readonly Rule[];
  readonly mappings: readonly MappingVersion[];
  /** Its statements, N-Triples. */
  readonly catalogue: Uint8Array;
  readonly record: Uint8Array;
}

/** A submission that is to be accepted. */
export interface AcceptedContent extends Omit<StoredSubmission, 'submission'> {
  readonly submission: Omit<Submission, 'version'>;
  /** How its values were read (`readings-bytes.ts`); only what looks ahead needs them. */
  readonly readings?: Uint8Array;
}

/** The truth: what was accepted, committed before it is acknowledged (port). */
export interface SubmissionRecord {
  /**
   * Commits a new version; durable when this returns. The version number is given by the record: the next after
   * the newest of (provider, name), deleted ones included.
   */
  accept(stored: AcceptedContent): Submission;
  /** The newest version of every submission that is not withdrawn. */
  current(): readonly Submission[];
  /** The content of a version; the newest without a number. Undefined where there is none. */
  read(provider: string, name: string, version?: number): StoredSubmission | undefined;
  /** How the values of a current version were read; undefined for others, and where it was accepted before this was kept. */
  readings(submission: Pick<Submission, 'provider' | 'name' | 'version'>): Uint8Array | undefined;
  /** Its values without a meaning, without reading the rest; undefined where there is no such version. */
  unmapped(submission: Pick<Submission, 'provider' | 'name' | 'version'>): SubmissionUnmapped | undefined;
  /** The lineage of one subject of a version, without reading the rest; undefined where nothing is said of it. */
  lineage(
    submission: Pick<Submission, 'provider' | 'name' | 'version'>,
    subject: string,
  ): SubjectLineage | undefined;
  /** All versions, newest first. */
  versions(provider: string, name: string): readonly Submission[];
  /** Withdraws a submission: it is not current any more, its versions stay readable. False where there is none. */
  withdraw(provider: string, name: string): boolean;
  close(): void;
}
