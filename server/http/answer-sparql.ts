import { readableGraphs, type OwnedGraph } from '../access/readable-graphs.ts';
import { guardQuery } from '../query/guard.ts';
import { queryDataset } from '../query/query-dataset.ts';
import { refuseRecordTerms, type RecordTerms } from '../query/refuse-record-terms.ts';
import type { NamedNode } from '../rdf/terms.ts';
import type { Store } from '../store/store.ts';
import { negotiate } from './reply.ts';
import type { Call, Reply } from './route.ts';
import { graphMediaTypes, resultFormat, resultMediaTypes, type ProtocolQuery } from './sparql-protocol.ts';

export interface SparqlSource {
  readonly base: string;
  readonly store: Store;
  /** Every graph of the store with its owner; what the caller may read of them is decided here. */
  readonly graphs: () => Iterable<OwnedGraph>;
  /** Classes and properties by which a query asks for patient records. */
  readonly recordTerms: RecordTerms;
  /** Milliseconds that a query of someone without a role may run. */
  readonly anonymousDeadline: number;
}

/**
 * Answers a query over the graphs that the caller may read, as one default graph. Graphs named by the request or by
 * FROM narrow that; they never widen it, and a graph that may not be read is as good as empty.
 */
export async function answerSparql(call: Call, query: ProtocolQuery, source: SparqlSource): Promise<Reply> {
  const { form, syntax } = guardQuery(query.text);
  const isRows = form === 'SELECT' || form === 'ASK';
  const mediaType = negotiate(call, isRows ? resultMediaTypes : graphMediaTypes);
  const graphs = [...source.graphs()];
  const readable = readableGraphs(call.actor, graphs);
  const seesRecords = graphs.some(({ plane, graph }) => plane === 'record' && readable.includes(graph));
  if (!seesRecords) refuseRecordTerms(query.text, syntax, `${source.base}/`, source.recordTerms);
  const { defaultGraphs, namedGraphs } = chooseGraphs(
    readable,
    query,
    queryDataset(syntax, `${source.base}/`),
  );
  const body = await source.store.query({
    text: query.text,
    defaultGraphs,
    namedGraphs,
    mediaType: resultFormat(mediaType),
    baseIri: `${source.base}/`,
    ...(call.actor.role === 'anonymous' ? { deadline: source.anonymousDeadline } : {}),
  });
  return { mediaType, headers: { vary: 'accept, authorization' }, body };
}

/** The dataset of the protocol wins over the one in the query (SPARQL 1.1 Protocol, section 2.1.4). */
function chooseGraphs(
  readable: readonly NamedNode[],
  protocol: ProtocolQuery,
  inQuery: { readonly defaultGraphs: readonly string[]; readonly namedGraphs: readonly string[] } | undefined,
): { defaultGraphs: readonly NamedNode[]; namedGraphs: readonly NamedNode[] } {
  const asked = protocol.defaultGraphs.length + protocol.namedGraphs.length > 0 ? protocol : inQuery;
  if (asked === undefined) return { defaultGraphs: readable, namedGraphs: readable };
  const among = (names: readonly string[]): NamedNode[] =>
    readable.filter(({ value }) => names.includes(value));
  return { defaultGraphs: among(asked.defaultGraphs), namedGraphs: among(asked.namedGraphs) };
}
