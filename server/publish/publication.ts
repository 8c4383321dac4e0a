import type { MeridianError } from '../errors.ts';
import type { PrivacyPolicy } from '../lift/privacy/privacy-policy.ts';
import type { Ontology } from '../ontology/ontology.ts';
import type { Store } from '../store/store.ts';
import type { Report } from '../validate/validator.ts';
import type { LiftNote, Preparer } from './prepare.ts';
import type { Submission, SubmissionRecord } from './submission.ts';
import type { ArchiveLimits } from './unpack-archive.ts';

/** What a publisher works with. */
export interface PublisherParts {
  /** `http://127.0.0.1:8081`, without a slash at the end. */
  readonly base: string;
  /** Secret of the node, for pseudonyms and date shifts. */
  readonly key: Uint8Array;
  readonly providers: readonly {
    readonly id: string;
    readonly title: string;
    readonly privacy?: PrivacyPolicy;
  }[];
  /** For deliveries that name none. */
  readonly defaultProfile: string;
  readonly limits: ArchiveLimits;
  readonly ontology: Pick<Ontology, 'release' | 'hash' | 'quads'>;
  readonly record: SubmissionRecord;
  readonly store: Store;
  readonly preparer: Preparer;
  /** Told when an index could not follow the record; it is tried again until it does. */
  readonly onIndexFailure: (submission: string, error: unknown) => void;
  /** Milliseconds before the first new try; doubles up to a minute. */
  readonly retryDelay?: number;
}

export interface PublishRequest {
  readonly provider: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Wins over the one that the delivery asks for. */
  readonly profile?: string;
}

export type PublishResult =
  | {
      readonly outcome: 'created' | 'replaced' | 'unchanged';
      readonly submission: Submission;
      readonly report: Report;
      /** False where it is committed and an index has yet to follow. */
      readonly indexed: boolean;
      readonly notes: readonly LiftNote[];
    }
  | {
      readonly outcome: 'rejected';
      /** Absent where the files could not be read, so that there was nothing to check. */
      readonly report: Report | undefined;
      readonly failures: readonly MeridianError[];
      readonly notes: readonly LiftNote[];
    };
