import { shared } from '../support/shared.ts';
import { suites as graphql } from './graphql.ts';
import { suites as idc } from './idc.ts';
import { suites as owl } from './owl.ts';
import { suites as rml } from './rml.ts';
import { suites as shacl } from './shacl.ts';
import { suites as sparql } from './sparql.ts';

/** How one case of a suite went. */
export interface CaseOutcome {
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly reason?: string;
}

export interface Suite {
  readonly name: string;
  readonly run: () => AsyncIterable<CaseOutcome>;
  /** Folder below the shared one that it reads; none where it comes with a package. */
  readonly needs?: string;
  /** It runs only when it is asked for by name: it needs tools and addresses that `npm test` does without. */
  readonly onRequest?: true;
}

const table = (suites: Readonly<Record<string, Suite['run']>>, needs?: string): Suite[] =>
  Object.entries(suites).map(([name, run]) => ({ name, run, ...(needs === undefined ? {} : { needs }) }));

/** Every suite, in the order in which they run. */
export const suiteTable: readonly Suite[] = [
  ...table(rml, 'suites/rml'),
  ...table(shacl, 'suites/shacl'),
  ...table(sparql, 'suites/sparql'),
  ...table(graphql),
  ...[...table(owl), ...table(idc)].map((suite) => ({ ...suite, onRequest: true }) as const),
];

/** Where a suite's data would be, if they are absent. */
export function missing({ needs }: Suite): string | undefined {
  return needs === undefined || shared(needs) !== undefined ? undefined : needs;
}
