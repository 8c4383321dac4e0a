import oxigraph from 'oxigraph';
import { MeridianError } from '../../errors.ts';
import { namedNode } from '../../rdf/terms.ts';
import type { Quad } from '../../rdf/terms.ts';
import type { Origin } from '../lifter.ts';
import { toNTriples } from '../../rdf/n-triples.ts';
import { xsd } from '../../rdf/vocabulary.ts';
import type { RecordSource, SourceRecord, Value } from './record-source.ts';
import { noValues, Slots } from './record-source.ts';
import type { MappingStatements } from './sparql-store.ts';
import { loadMappingSets, selected } from './sparql-store.ts';

/** The parsed RDF of a delivery, blank nodes named, and where it speaks of a node. */
export interface RdfDelivery {
  readonly quads: readonly Quad[];
  place(node: string): Origin;
}

/** One solution of the query; its origin is the first of its nodes that the files speak of. */
class Solution implements SourceRecord {
  readonly #bindings: ReadonlyMap<string, oxigraph.Term>;
  readonly #variables: readonly string[];
  readonly #delivery: RdfDelivery;

  constructor(
    bindings: ReadonlyMap<string, oxigraph.Term>,
    variables: readonly string[],
    delivery: RdfDelivery,
  ) {
    this.#bindings = bindings;
    this.#variables = variables;
    this.#delivery = delivery;
  }

  get origin(): Origin {
    let fallback: Origin | undefined;
    for (const term of this.#bindings.values()) {
      if (term.termType !== 'NamedNode') continue;
      const origin = this.#delivery.place(term.value);
      if (origin.line !== undefined || origin.pointer !== undefined) return origin;
      fallback ??= origin;
    }
    return fallback ?? this.#delivery.place('');
  }

  read(slot: number): readonly Value[] {
    const term = this.#bindings.get(this.#variables[slot] ?? '');
    if (term === undefined) return noValues;
    if (term.termType === 'NamedNode') return [{ lexical: term.value, iri: true }];
    if (term.termType !== 'Literal') return [term.value];
    if (term.language !== '') return [{ lexical: term.value, language: term.language }];
    if (term.datatype.value === xsd.string.value) return [term.value];
    return [{ lexical: term.value, datatype: namedNode(term.datatype.value) }];
  }
}

/**
 * The solutions of a SPARQL SELECT over the RDF files of the delivery; references are variable names. All files are
 * one graph, whatever graphs they name. A query may also ask a mapping set, which is the graph of its mapping_set_id:
 * a row is a statement of its subject, predicate and object. Throws 'bad-mapping' for a query that cannot be read, or
 * asks a set that is not there.
 */
export function openRdf(
  query: string | undefined,
  delivery: RdfDelivery | undefined,
  mappings: MappingStatements = () => undefined,
): RecordSource {
  if (query === undefined) {
    throw new MeridianError('bad-mapping', 'A source over RDF needs a SPARQL SELECT as its rml:iterator.');
  }
  // Over nothing, so that a query that cannot be read is found before any data is.
  const empty = new oxigraph.Store();
  loadMappingSets(empty, query, mappings);
  selected(empty, query);
  const slots = new Slots();
  const nameOf = (reference: string): string => reference.replace(/^[?$]/, '');
  return {
    reference: (variable) => slots.of(nameOf(variable)),
    place: (variable) => ({ reference: `?${nameOf(variable)}` }),
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, the embedded store is not
    async *records() {
      if (delivery === undefined) return;
      const store = storeOf(delivery);
      loadMappingSets(store, query, mappings);
      for (const bindings of selected(store, query)) {
        yield new Solution(bindings, slots.expressions, delivery);
      }
    },
  };
}

/** One store per delivery, for all triples maps over it. */
const stores = new WeakMap<RdfDelivery, oxigraph.Store>();

function storeOf(delivery: RdfDelivery): oxigraph.Store {
  let store = stores.get(delivery);
  if (store === undefined) {
    store = new oxigraph.Store();
    store.load(toNTriples(delivery.quads), { format: 'nt', lenient: true });
    stores.set(delivery, store);
  }
  return store;
}
