import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { defaultGraph as engineDefaultGraph, namedNode as engineNamedNode, Store } from 'oxigraph';
import { isomorphic } from 'rdf-isomorphic';
import { Parser } from 'n3';
import { MeridianError } from '../../server/errors.ts';
import { guard, guardQuery } from '../../server/query/guard.ts';
import { queryDataset } from '../../server/query/query-dataset.ts';
import { fromNTriples, toNTriples } from '../../server/rdf/n-triples.ts';
import { mediaTypeOfFile } from '../../server/rdf/media-types.ts';
import { parseRdf } from '../../server/rdf/parse-rdf.ts';
import { namedNode, quad } from '../../server/rdf/terms.ts';
import type { Quad } from '../../server/rdf/terms.ts';
import { OxigraphWorkerStore } from '../../server/store/oxigraph-worker-store.ts';
import { shared } from '../support/shared.ts';
import { skips } from './skips.ts';
import { readManifest } from './sparql-manifest.ts';
import type { Dataset, SparqlTest, SuiteFile } from './sparql-manifest.ts';
import { difference, fromJson, readExpected } from './sparql-results.ts';
import type { Result } from './sparql-results.ts';

/** How one case of a suite went. */
interface CaseOutcome {
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly reason?: string;
}

/**
 * The W3C test suites of SPARQL 1.0 and 1.1, run as the server runs queries: read by the guard, asked of the store in
 * its worker with the graphs given beside the text. Updates run on the engine itself.
 */
export const suites: Readonly<Record<string, () => AsyncIterable<CaseOutcome>>> = {
  'sparql-10-query': () => run('sparql-10-query', ['sparql10/manifest.ttl']),
  'sparql-11-query': () => run('sparql-11-query', ['sparql11/manifest-sparql11-query.ttl']),
  'sparql-11-update': () => run('sparql-11-update', ['sparql11/manifest-sparql11-update.ttl']),
  'sparql-11-results': () => run('sparql-11-results', ['sparql11/manifest-sparql11-results.ttl']),
};

async function* run(suite: string, manifests: readonly string[]): AsyncIterable<CaseOutcome> {
  const folder = shared('suites/sparql');
  if (folder === undefined) {
    yield { id: suite, outcome: 'skipped', reason: 'the suite is absent' };
    return;
  }
  const store = await OxigraphWorkerStore.open();
  try {
    for (const manifest of manifests) {
      for (const test of readManifest(folder, manifest)) {
        const reason = await faultOf(test, store);
        const known = skips.find((skip) => skip.suite === suite && skip.ids.test(test.id))?.reason;
        if (reason === undefined) yield { id: test.id, outcome: 'passed' };
        else if (known !== undefined) yield { id: test.id, outcome: 'skipped', reason: known };
        else yield { id: test.id, outcome: 'failed', reason };
      }
    }
  } finally {
    await store.close();
  }
}

/** Undefined where the test passes; else what went wrong. */
async function faultOf(test: SparqlTest, store: OxigraphWorkerStore): Promise<string | undefined> {
  try {
    switch (test.type) {
      case 'QueryEvaluationTest':
        return await queryFault(test, store);
      case 'CSVResultFormatTest':
        return await csvFault(test, store);
      case 'UpdateEvaluationTest':
        return await updateFault(test);
      case 'PositiveSyntaxTest':
      case 'PositiveSyntaxTest11':
      case 'PositiveUpdateSyntaxTest11': {
        const error = await syntaxError(test, store);
        return error === undefined ? undefined : `refused: ${error.message}`;
      }
      case 'NegativeSyntaxTest':
      case 'NegativeSyntaxTest11':
      case 'NegativeUpdateSyntaxTest11':
        return (await syntaxError(test, store)) === undefined ? 'taken' : undefined;
      default:
        return `a ${test.type} is not known here`;
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What both parsers that a text meets on its way, the guard's and the engine's, have against it. */
async function syntaxError(test: SparqlTest, store: OxigraphWorkerStore): Promise<MeridianError | undefined> {
  const text = readFileSync(test.request.file, 'utf8');
  try {
    // SERVICE and LOAD are read, and then refused: that is no error of syntax.
    guard(text);
  } catch (error) {
    if (!(error instanceof MeridianError)) throw error;
    if (error.code !== 'unsupported-query') return error;
  }
  try {
    if (test.type.includes('Update')) new Store().update(text, { base_iri: test.request.iri });
    else await ask(test, text, store, { default: [], named: [] });
  } catch (error) {
    if (error instanceof MeridianError) return error.code === 'bad-query' ? error : undefined;
    const message = error instanceof Error ? error.message : String(error);
    // An update that runs into something else than its syntax was read.
    return /not supported|http-client|not available|does not exist/i.test(message)
      ? undefined
      : new MeridianError('bad-query', message);
  }
  return undefined;
}

async function queryFault(test: SparqlTest, store: OxigraphWorkerStore): Promise<string | undefined> {
  if (test.result === undefined) return 'no result is given';
  const text = readFileSync(test.request.file, 'utf8');
  const actual = await ask(test, text, store, test.data);
  return difference(actual, await readExpected(test.result), test.lax);
}

async function csvFault(test: SparqlTest, store: OxigraphWorkerStore): Promise<string | undefined> {
  if (test.result === undefined) return 'no result is given';
  const text = readFileSync(test.request.file, 'utf8');
  const graphs = await load(test.data, store);
  const bytes = await store.query({ text, ...graphs, mediaType: 'text/csv', baseIri: test.request.iri });
  // Rows come in any order, and so do the columns of SELECT *; blank nodes have any name.
  const lines = (csv: string): string => {
    const rows = parseCsv(csv.replace(/_:\w+/g, '_:b'), { columns: true, relax_column_count: true });
    return rows
      .map((row) => JSON.stringify(Object.entries(row as object).sort()))
      .sort()
      .join('\n');
  };
  const [actual, expected] = [
    lines(new TextDecoder().decode(bytes)),
    lines(readFileSync(test.result.file, 'utf8')),
  ];
  return actual === expected ? undefined : `${actual}\ninstead of\n${expected}`;
}

interface Graphs {
  readonly defaultGraphs: ReturnType<typeof namedNode>[];
  readonly namedGraphs: ReturnType<typeof namedNode>[];
}

/** Asks as the server does: the form from the guard, and the graphs of FROM handed over beside the text. */
async function ask(
  test: SparqlTest,
  text: string,
  store: OxigraphWorkerStore,
  data: Dataset,
): Promise<Result> {
  const { form, syntax } = guardQuery(text);
  const from = queryDataset(syntax, test.request.iri);
  const graphs = from === undefined ? await load(data, store) : await loadNamed(from, test, store);
  const asGraph = form === 'CONSTRUCT' || form === 'DESCRIBE';
  const mediaType = asGraph ? 'application/n-triples' : 'application/sparql-results+json';
  const bytes = await store.query({ text, ...graphs, mediaType, baseIri: test.request.iri });
  return asGraph ? { kind: 'graph', quads: fromNTriples(bytes) } : fromJson(new TextDecoder().decode(bytes));
}

async function load(data: Dataset, store: OxigraphWorkerStore): Promise<Graphs> {
  const defaults = data.default.map((content) => ({ name: `urn:default:${content.iri}`, content }));
  await put([...defaults, ...data.named], store);
  return {
    defaultGraphs: defaults.map(({ name }) => namedNode(name)),
    namedGraphs: data.named.map(({ name }) => namedNode(name)),
  };
}

/** The graphs of FROM and FROM NAMED are files beside the query. */
async function loadNamed(
  from: { readonly defaultGraphs: readonly string[]; readonly namedGraphs: readonly string[] },
  test: SparqlTest,
  store: OxigraphWorkerStore,
): Promise<Graphs> {
  const fileOf = (iri: string): SuiteFile => ({
    iri,
    file: `${dirname(test.request.file)}/${iri.slice(iri.lastIndexOf('/') + 1)}`,
  });
  await put(
    [...new Set([...from.defaultGraphs, ...from.namedGraphs])].map((name) => ({
      name,
      content: fileOf(name),
    })),
    store,
  );
  return {
    defaultGraphs: from.defaultGraphs.map((each) => namedNode(each)),
    namedGraphs: from.namedGraphs.map((each) => namedNode(each)),
  };
}

async function put(graphs: Dataset['named'], store: OxigraphWorkerStore): Promise<void> {
  const replacements = await Promise.all(
    graphs.map(async ({ name, content }) => ({
      graph: namedNode(name),
      triples: toNTriples(await readRdf(content)),
    })),
  );
  await store.replaceGraphs(replacements);
}

/** Tests of syntax name graphs in FROM that are not there. */
async function readRdf({ file, iri }: SuiteFile): Promise<readonly Quad[]> {
  if (!existsSync(file)) return [];
  const mediaType = mediaTypeOfFile(file) ?? 'text/turtle';
  return (await parseRdf(readFileSync(file), { mediaType, baseIri: iri })).quads;
}

/** Runs an update on the engine and compares all graphs with those expected. */
async function updateFault(test: SparqlTest): Promise<string | undefined> {
  const store = new Store();
  for (const { graph, quads } of await graphsOf(test.data)) {
    store.load(new TextDecoder().decode(toNTriples(quads)), {
      format: 'application/n-triples',
      to_graph_name: graph === undefined ? engineDefaultGraph() : engineNamedNode(graph),
    });
  }
  store.update(readFileSync(test.request.file, 'utf8'), { base_iri: test.request.iri });
  const actual: Quad[] = new Parser({ format: 'application/n-quads' }).parse(
    store.dump({ format: 'application/n-quads' }),
  );
  const expected = (await graphsOf(test.after)).flatMap(({ graph, quads }) =>
    graph === undefined
      ? quads
      : quads.map(({ subject, predicate, object }) => quad(subject, predicate, object, namedNode(graph))),
  );
  return isomorphic(actual, expected)
    ? undefined
    : `${actual.length} statements, not the ${expected.length} expected`;
}

function graphsOf(data: Dataset): Promise<{ graph: string | undefined; quads: readonly Quad[] }[]> {
  const all = [...data.default.map((content) => ({ name: undefined, content })), ...data.named];
  return Promise.all(all.map(async ({ name, content }) => ({ graph: name, quads: await readRdf(content) })));
}
