import type { Query } from '@traqula/rules-sparql-1-2';
import { MeridianError } from '../errors.ts';

/** The graphs that a query names in FROM and FROM NAMED, as absolute IRIs. */
export interface QueryDataset {
  readonly defaultGraphs: readonly string[];
  readonly namedGraphs: readonly string[];
}

/**
 * The dataset that a query describes (SPARQL 1.1, section 13.2); undefined where it has no FROM at all. The store
 * takes its graphs from elsewhere and does not read FROM, so that a query never reaches a graph that its caller may
 * not read: whoever runs one intersects this with what is allowed.
 */
export function queryDataset(query: Query, baseIri: string): QueryDataset | undefined {
  const { clauses } = query.datasets;
  if (clauses.length === 0) return undefined;
  const iriOf = iriReader(query, baseIri);
  const graphs = (type: 'default' | 'named'): string[] =>
    clauses.filter(({ clauseType }) => clauseType === type).map(({ value }) => iriOf(value));
  return { defaultGraphs: graphs('default'), namedGraphs: graphs('named') };
}

/** An IRI of the syntax tree: written out, or with a prefix of the query. */
export interface WrittenIri {
  readonly value: string;
  readonly prefix?: string;
}

/** Reads IRIs of a query as absolute ones, by its own BASE and PREFIX declarations (SPARQL 1.1, section 4.1.1). */
export function iriReader(query: Query, baseIri: string): (term: WrittenIri) => string {
  let base = baseIri;
  const prefixes = new Map<string, string>();
  for (const declaration of query.context) {
    if (declaration.subType === 'base') base = resolve(declaration.value.value, base);
    if (declaration.subType === 'prefix')
      prefixes.set(declaration.key, resolve(declaration.value.value, base));
  }
  return ({ value, prefix }) =>
    prefix === undefined ? resolve(value, base) : `${prefixes.get(prefix) ?? ''}${value}`;
}

function resolve(iri: string, base: string): string {
  // An absolute IRI stays as it is written: URL would change its case and escapes.
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(iri)) return iri;
  const url = URL.parse(iri, base);
  if (url !== null) return url.href;
  throw new MeridianError('bad-query', `<${iri}> cannot be resolved against <${base}>.`);
}
