import { QueryEngine } from '@comunica/query-sparql';
import type { Term } from '../../../server/rdf/terms.ts';

/** Comunica over SPARQL endpoints as it comes. One engine for all queries: what it learns of the sources it keeps. */
export class PlainComunica {
  readonly #engine = new QueryEngine();
  readonly #sources: [{ type: 'sparql'; value: string }, ...{ type: 'sparql'; value: string }[]];

  constructor(first: string, ...more: readonly string[]) {
    const source = (value: string): { type: 'sparql'; value: string } => ({ type: 'sparql', value });
    this.#sources = [source(first), ...more.map(source)];
  }

  /** The solutions by name of variable. */
  async rows(query: string): Promise<readonly ReadonlyMap<string, Term>[]> {
    const stream = await this.#engine.queryBindings(query, { sources: this.#sources });
    const rows = await stream.toArray();
    return rows.map((row) => new Map([...row].map(([variable, term]) => [variable.value, term] as const)));
  }
}
