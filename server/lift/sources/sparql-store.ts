import oxigraph from 'oxigraph';
import { MeridianError } from '../../errors.ts';
import { toNTriples } from '../../rdf/n-triples.ts';
import type { Quad } from '../../rdf/terms.ts';
import { mappingNamespace } from '../../rdf/vocabulary.ts';

/** The rows of a mapping set as statements; undefined where there is no such set. */
export type MappingStatements = (set: string) => readonly Quad[] | undefined;

const setIri = new RegExp(`<${mappingNamespace}([^<>/]+)>`, 'g');

/**
 * Puts the mapping sets that a query names into the graphs of their names. Throws 'bad-mapping' for one that is not
 * there. A set is small, and a statement that is there stays one: it may be asked for again.
 */
export function loadMappingSets(store: oxigraph.Store, query: string, mappings: MappingStatements): void {
  for (const name of new Set([...query.matchAll(setIri)].map(([, each = '']) => each))) {
    const statements = mappings(name);
    if (statements === undefined) {
      throw new MeridianError('bad-mapping', `There is no mapping set "${name}".`);
    }
    const graph = oxigraph.namedNode(mappingNamespace + name);
    store.load(toNTriples(statements), { format: 'nt', lenient: true, to_graph_name: graph });
  }
}

/** Runs a SELECT. Throws 'bad-mapping' for a query that cannot be read, or is none. */
export function selected(store: oxigraph.Store, query: string): Iterable<ReadonlyMap<string, oxigraph.Term>> {
  const result = run(store, query);
  if (Array.isArray(result) && result.every((row) => row instanceof Map)) return result;
  throw new MeridianError('bad-mapping', 'The iterator over RDF must be a SPARQL SELECT.');
}

/** Runs a CONSTRUCT. Throws 'bad-mapping' for a query that cannot be read, or is none. */
export function constructed(store: oxigraph.Store, query: string): readonly oxigraph.Quad[] {
  const result = run(store, query);
  if (Array.isArray(result) && result.every((row) => !(row instanceof Map))) return result as oxigraph.Quad[];
  throw new MeridianError('bad-mapping', 'The rule must give statements.');
}

function run(store: oxigraph.Store, query: string): unknown {
  try {
    return store.query(query);
  } catch (error) {
    const message = `The SPARQL query of the mapping cannot be run: ${String(error)}`;
    throw new MeridianError('bad-mapping', message, { cause: error });
  }
}
