import type { FailureMessage } from './failure-message.ts';
import type { Prepared, PrepareRequest } from './prepare.ts';

/** What the thread is started with. */
export interface PrepareThreadData {
  /** URL of a module that exports `createTools(options): Promise<PrepareTools>`. */
  readonly toolsModule: string;
  /** Handed to `createTools`; must survive structured clone. */
  readonly options: unknown;
}

export interface PrepareThreadRequest {
  readonly id: number;
  readonly request: PrepareRequest;
}

export type PreparedMessage = Omit<Prepared, 'failures'> & { readonly failures: readonly FailureMessage[] };

export type PrepareThreadReply =
  | { readonly id: number; readonly prepared: PreparedMessage }
  | { readonly id: number; readonly failure: FailureMessage };
