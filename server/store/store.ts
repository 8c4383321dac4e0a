import type { NamedNode } from '../rdf/terms.ts';

/** A query as the store takes it: the text, the graphs it may see, and how the answer is written. */
export interface StoreQuery {
  readonly text: string;
  /** What the default graph of the query is the union of. Wins over FROM in the text. */
  readonly defaultGraphs: readonly NamedNode[];
  /** What GRAPH ?g ranges over. Wins over FROM NAMED in the text. */
  readonly namedGraphs: readonly NamedNode[];
  /** Media type of the answer: a SPARQL results format for SELECT and ASK, an RDF format for CONSTRUCT and DESCRIBE. */
  readonly mediaType: string;
  /** Against which relative IRIs in the text are resolved. */
  readonly baseIri?: string;
  /** Milliseconds after which the query is given up with code `timeout`. */
  readonly deadline?: number;
}

/** Triples that a graph loses and gains, as N-Triples without blank nodes, UTF-8. */
export interface GraphChange {
  readonly removed: Uint8Array;
  readonly added: Uint8Array;
}

/** A graph whose whole content is replaced. Empty bytes remove it. */
export interface GraphReplacement {
  readonly graph: NamedNode;
  /** The triples as N-Triples, UTF-8. */
  readonly triples: Uint8Array;
  /**
   * How to get there from what the graph should hold now: much less to load where little has changed. A store that
   * finds something else there, or does not work so, loads {@link triples}.
   */
  readonly change?: GraphChange;
}

/** The index that answers SPARQL (port). It can always be rebuilt from the submission record. */
export interface Store {
  /** The serialised answer. Throws `bad-query` for a text that does not parse, `timeout` past the deadline. */
  query(query: StoreQuery): Promise<Uint8Array>;
  /** Replaces all graphs given at once: a reader sees all of them before, or all of them after. */
  replaceGraphs(replacements: readonly GraphReplacement[]): Promise<void>;
  /** The content of one graph as N-Triples; empty where there is no such graph. */
  readGraph(graph: NamedNode): Promise<Uint8Array>;
  /** Number of triples in all graphs; may take a moment on a large store. */
  count(): Promise<number>;
  close(): Promise<void>;
}
