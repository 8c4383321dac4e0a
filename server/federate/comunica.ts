import type { QueryEngine } from '@comunica/query-sparql';
import type { MetadataValidationState } from '@comunica/utils-metadata';
import type { BindingsFactory } from '@comunica/utils-bindings-factory';
import type { wrap } from 'asynciterator';
import { DataFactory } from 'n3';

/** What is used of Comunica, once it is loaded. */
export interface Comunica {
  readonly engine: QueryEngine;
  readonly bindings: BindingsFactory;
  readonly wrap: typeof wrap;
  readonly ValidationState: typeof MetadataValidationState;
}

/** The context entry that gives an engine its sources as they are, without asking what they might be. */
export const querySources = '@comunica/bus-query-operation:querySources';

let loading: Promise<Comunica> | undefined;

/**
 * Comunica, loaded on first use: it takes about a second and 100 MB, which a node that is no hub never spends. One
 * engine serves all queries; what belongs to a query is in its context and its source.
 */
export function loadComunica(): Promise<Comunica> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Comunica> {
  const [{ QueryEngine }, { BindingsFactory }, { MetadataValidationState: ValidationState }, { wrap }] =
    await Promise.all([
      import('@comunica/query-sparql'),
      import('@comunica/utils-bindings-factory'),
      import('@comunica/utils-metadata'),
      import('asynciterator'),
    ]);
  return { engine: new QueryEngine(), bindings: new BindingsFactory(DataFactory, {}), wrap, ValidationState };
}
