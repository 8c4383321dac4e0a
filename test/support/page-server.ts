import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveAsset } from '../../server/http/pages/assets.ts';
import { renderDatasetPage } from '../../server/http/pages/dataset-page.ts';
import { renderHomePage } from '../../server/http/pages/home-page.ts';
import type { NodeRow, PageNode } from '../../server/http/pages/page-node.ts';
import { readTheme } from '../../server/http/pages/page-setting.ts';
import { renderProblemPage } from '../../server/http/pages/problem-page.ts';
import { readPageQuestion } from '../../server/http/pages/page-question.ts';
import { TermPages } from '../../server/http/pages/term-pages.ts';
import { waysOut } from '../../server/http/pages/ways-out.ts';
import type { Call } from '../../server/http/route.ts';
import { TermUses } from '../../server/ontology/terms/term-uses.ts';
import { Terms } from '../../server/ontology/terms/terms.ts';
import { projectFolders } from '../../server/folders.ts';
import { loadMappingSets } from '../../server/rdf/sssom.ts';
import { mer } from '../../server/rdf/vocabulary.ts';
import { repositoryOntology } from './ontology.ts';
import { sampleCatalogue } from './sample-catalogue.ts';
import { sampleOntology } from './sample-ontology.ts';

/** The policy of the real server: a page that breaks it fails here too. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const nodes: readonly NodeRow[] = [
  {
    id: 'north',
    title: 'North',
    url: 'http://north.example.org',
    state: 'ok',
    datasets: 3,
    release: '2026.1',
    asOf: '2026-11-18T14:02:00Z',
  },
  {
    id: 'south',
    title: 'South',
    url: 'http://south.example.org',
    state: 'slow',
    datasets: 4,
    release: '2026.1',
    asOf: '2026-11-18T14:01:00Z',
    note: 'Answered in 2.9 s',
  },
  {
    id: 'east',
    title: 'East',
    url: 'http://east.example.org',
    state: 'down',
    datasets: 4,
    asOf: '2026-11-18T09:40:00Z',
    note: 'Connection refused',
  },
];

/**
 * A server of our pages over the sample catalogue, without anything else of the application. The pages about the
 * ontology are those of the real one.
 */
export async function startPageServer(): Promise<{ readonly base: string; close(): Promise<void> }> {
  const ontology = sampleOntology();
  const catalogue = sampleCatalogue(ontology);
  const terms = new Terms(await repositoryOntology());
  const folders = projectFolders();
  const mappingSets = loadMappingSets(folders.sssom);
  const uses = new TermUses({ folders, prefixes: ontology.prefixes, mappingSets });
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const node: PageNode = {
      id: 'hub',
      title: 'Sample cancer imaging hub',
      role: 'hub',
      base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      release: ontology.release,
    };
    const setting = {
      language: url.searchParams.get('lang') ?? 'en',
      theme: readTheme(url.searchParams.get('theme')),
    };
    const page = (status: number, body: string): void => {
      response.writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': pagePolicy,
      });
      response.end(body);
    };
    const [, place = '', id = ''] = url.pathname.split('/').map(decodeURIComponent);
    if (place === 'assets') {
      const asset = serveAsset(id);
      response.writeHead(asset === undefined ? 404 : 200, asset && { 'content-type': asset.mediaType });
      response.end(asset?.body);
      return;
    }
    if (place === '' || place === 'catalog') {
      const { question, notUnderstood } = readPageQuestion(url.searchParams, ontology);
      page(
        200,
        renderHomePage({
          node,
          nodes,
          totals: catalogue.totals(),
          question,
          answer: catalogue.search(question),
          facets: catalogue.facets(question),
          ways: waysOut(catalogue, question),
          notUnderstood,
          ontology,
          ...setting,
        }),
      );
      return;
    }
    const dataset = place === 'datasets' ? catalogue.dataset(id, setting.language) : undefined;
    if (dataset !== undefined) {
      page(200, renderDatasetPage({ node, dataset, ontology, ...setting }));
      return;
    }
    const pages = new TermPages({
      node,
      terms,
      catalogue,
      uses,
      mappingRows: 1,
      countPatients: () => undefined,
    });
    const call = readerCall(url);
    if (place === 'ontology') {
      page(200, pages.ontology(call));
      return;
    }
    if (place === 'ns') {
      page(200, pages.namespace(call, '/ns', mer.namespace));
      return;
    }
    if (place === 'concepts') {
      const found = terms.find(id);
      if (found === undefined) page(404, pages.unknown(call, id, terms.near(id)));
      else page(200, pages.term(call, found));
      return;
    }
    page(
      404,
      renderProblemPage(
        {
          type: 'https://w3id.org/meridian/problem#not-found',
          title: 'There is nothing at this address',
          status: 404,
          detail: `There is nothing at ${url.pathname}.`,
          advice: 'GET /openapi.json lists every address.',
        },
        setting,
      ),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}

/** A request of somebody without a token. */
function readerCall(url: URL): Call {
  return {
    id: 'page',
    method: 'GET',
    actor: { role: 'anonymous', id: 'anonymous' },
    params: {},
    url,
    headers: {},
    body: new Uint8Array(),
    mediaType: '',
    accepts: ([first]) => first,
  };
}
