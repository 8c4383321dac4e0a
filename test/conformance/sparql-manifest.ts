import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Parser, Store } from 'n3';
import { isBlankNode, namedNode } from '../../server/rdf/terms.ts';
import type { Term } from '../../server/rdf/terms.ts';
import { rdf, rdfs } from '../../server/rdf/vocabulary.ts';

const mf = 'http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#';
const qt = 'http://www.w3.org/2001/sw/DataAccess/tests/test-query#';
const ut = 'http://www.w3.org/2009/sparql/tests/test-update#';

/** Where the suite stands on the web: what its relative IRIs are resolved against. */
const suiteIri = 'https://w3c.github.io/rdf-tests/sparql/';

/** A file of the suite and the IRI that it has on the web. */
export interface SuiteFile {
  readonly file: string;
  readonly iri: string;
}

/** Graphs that a test starts from, or that an update must lead to. */
export interface Dataset {
  readonly default: readonly SuiteFile[];
  /** Name of the graph to its content. */
  readonly named: readonly { readonly name: string; readonly content: SuiteFile }[];
}

export interface SparqlTest {
  /** `aggregates/agg01`. */
  readonly id: string;
  /** Local name of the class of the test: `QueryEvaluationTest`. */
  readonly type: string;
  readonly request: SuiteFile;
  readonly data: Dataset;
  /** Of an evaluation of a query. */
  readonly result: SuiteFile | undefined;
  /** Of an evaluation of an update. */
  readonly after: Dataset;
  /** Duplicates may be left out (REDUCED). */
  readonly lax: boolean;
}

/** The tests of a manifest of the suite and of all it includes; `path` is relative to the folder of the suite. */
export function* readManifest(folder: string, path: string): Iterable<SparqlTest> {
  const iri = suiteIri + path;
  const graph = new Store(new Parser({ baseIRI: iri }).parse(readFileSync(join(folder, path), 'utf8')));
  const one = (subject: Term, property: string): Term | undefined =>
    graph.getObjects(subject, namedNode(property), null)[0];
  const list = (head: Term | undefined): Term[] => {
    const items: Term[] = [];
    for (let at = head; at !== undefined && !at.equals(rdf.nil); at = one(at, rdf.rest.value)) {
      const first = one(at, rdf.first.value);
      if (first !== undefined) items.push(first);
    }
    return items;
  };
  const suiteFile = (term: Term): SuiteFile => ({
    iri: term.value,
    file: join(folder, decodeURIComponent(term.value.slice(suiteIri.length))),
  });
  const dataset = (node: Term | undefined, vocabulary: string): Dataset => {
    if (node === undefined || !isBlankNode(node)) return { default: [], named: [] };
    return {
      default: graph.getObjects(node, namedNode(`${vocabulary}data`), null).map(suiteFile),
      named: graph.getObjects(node, namedNode(`${vocabulary}graphData`), null).map((each) => {
        const content = one(each, `${ut}graph`) ?? one(each, `${qt}graph`);
        const label = one(each, rdfs.label.value)?.value;
        return content === undefined
          ? { name: each.value, content: suiteFile(each) }
          : { name: label ?? content.value, content: suiteFile(content) };
      }),
    };
  };

  for (const manifest of graph.getSubjects(rdf.type, namedNode(`${mf}Manifest`), null)) {
    for (const included of list(one(manifest, `${mf}include`))) {
      yield* readManifest(folder, included.value.slice(suiteIri.length));
    }
    for (const entry of list(one(manifest, `${mf}entries`))) {
      const action = one(entry, `${mf}action`);
      if (action === undefined) continue;
      const request = isBlankNode(action)
        ? (one(action, `${qt}query`) ?? one(action, `${ut}request`))
        : action;
      if (request === undefined) continue;
      const result = one(entry, `${mf}result`);
      const type = one(entry, rdf.type.value)?.value.slice(mf.length) ?? 'QueryEvaluationTest';
      const isUpdate = type === 'UpdateEvaluationTest';
      yield {
        id: `${basename(dirname(path))}/${/[^#/]*$/.exec(entry.value)?.[0] ?? ''}`,
        type,
        request: suiteFile(request),
        data: dataset(action, isUpdate ? ut : qt),
        result: result === undefined || isBlankNode(result) ? undefined : suiteFile(result),
        after: dataset(result, ut),
        lax: one(entry, `${mf}resultCardinality`)?.value === `${mf}LaxCardinality`,
      };
    }
  }
}
