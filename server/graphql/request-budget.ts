import { MeridianError } from '../errors.ts';

/** How many concepts one request may visit: a whole vocabulary twice over, but no walk up and down without end. */
const conceptsPerRequest = 20_000;

/**
 * What one request may still spend. Depth and size of a query are bounded before it runs; what a small query can
 * unfold into (the narrower concepts of the narrower concepts …) is bounded here, while it runs.
 */
export class RequestBudget {
  #concepts = conceptsPerRequest;

  /** Throws `too-large` once the request has visited more concepts than it may. */
  spendConcepts(count: number): void {
    this.#concepts -= count;
    if (this.#concepts < 0) {
      throw new MeridianError('too-large', `The query visits more than ${conceptsPerRequest} concepts.`, {
        advice: 'Ask for fewer levels of broader and narrower at once.',
      });
    }
  }
}

/** What every resolver is given besides its arguments. */
export interface GraphqlContext {
  readonly budget: RequestBudget;
}
