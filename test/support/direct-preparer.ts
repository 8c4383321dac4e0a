import { prepare } from '../../server/publish/prepare.ts';
import type { Prepared, Preparer, PrepareRequest, PrepareTools } from '../../server/publish/prepare.ts';

/** Prepares deliveries in this thread: so that tests need no worker. */
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
