import { prepare } from './prepare.ts';
import type { Prepared, Preparer, PrepareRequest, PrepareTools } from './prepare.ts';

/** Prepares deliveries in this thread: for tests and for the command line. */
export class DirectPreparer implements Preparer {
  readonly #tools: PrepareTools;

  constructor(tools: PrepareTools) {
    this.#tools = tools;
  }

  prepare(request: PrepareRequest): Promise<Prepared> {
    return prepare(request, this.#tools);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
