import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckedOntology, OntologyFinding } from '../../ontology/ontology-finding.ts';
import type { QueryLibrary } from '../../query/query-library.ts';
import { toNTriples } from '../../rdf/n-triples.ts';
import { namedNode } from '../../rdf/terms.ts';
import type { NamedNode } from '../../rdf/terms.ts';
import { OxigraphWorkerStore } from '../../store/oxigraph-worker-store.ts';
import { checkAnswers } from './check-answers.ts';
import { readFixture } from './read-fixture.ts';
import { runQualityQueries } from './run-quality-queries.ts';

/** Asks one query of some graphs; the answer is SPARQL Query Results as TSV. */
export type AskTable = (text: string, graphs: readonly NamedNode[]) => Promise<string>;

export interface AskOptions {
  readonly ontology: CheckedOntology;
  readonly library: QueryLibrary;
  /** The folder that the library was read from, with the expected answers and the fixture. */
  readonly folder: string;
}

/**
 * What the queries say of the ontology: what a quality query finds in it, and where a competency question has another
 * answer on the fixture than the one that was worked out by hand. The ontology need not be one that is saved.
 */
export async function askOntology({
  ontology,
  library,
  folder,
}: AskOptions): Promise<readonly OntologyFinding[]> {
  const store = await OxigraphWorkerStore.open();
  try {
    const terms = namedNode(pathToFileURL(join(folder, 'ontology')).href);
    const things = namedNode(pathToFileURL(join(folder, 'fixture')).href);
    await store.replaceGraphs([
      { graph: terms, triples: toNTriples(ontology.quads) },
      { graph: things, triples: toNTriples(await readFixture(folder)) },
    ]);
    const ask: AskTable = async (text, graphs) => {
      const query = {
        text,
        defaultGraphs: graphs,
        namedGraphs: graphs,
        mediaType: 'text/tab-separated-values',
      };
      return new TextDecoder().decode(await store.query(query));
    };
    return [
      ...(await runQualityQueries({ ontology, library, folder }, (text) => ask(text, [terms]))),
      ...(await checkAnswers({ library, folder }, (text) => ask(text, [terms, things]))),
    ];
  } finally {
    await store.close();
  }
}
