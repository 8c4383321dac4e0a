import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Ontology } from '../../ontology/ontology.ts';
import { MeridianError } from '../../errors.ts';
import type { Call } from '../route.ts';
import type { NodeView } from '../routes/hub-routes.ts';
import { renderDatasetPage } from './dataset-page.ts';
import { renderHomePage } from './home-page.ts';
import type { NodeRow, PageNode } from './page-node.ts';
import { readTheme, type Theme } from './page-setting.ts';
import { readPageQuestion } from './page-question.ts';
import { waysOut } from './ways-out.ts';

export interface PagesParts {
  readonly node: PageNode;
  readonly catalogue: Catalogue;
  readonly ontology: Ontology;
  /** Of a hub. */
  readonly nodes?: () => Promise<readonly NodeView[]>;
}

/** A node that answers, and took longer than this to say so, is slow. */
const slowAfter = 1000;

/** The pages of a node, made from what it holds and what the address asks. */
export class Pages {
  readonly #parts: PagesParts;

  constructor(parts: PagesParts) {
    this.#parts = parts;
  }

  readonly catalogue = async (call: Call): Promise<string> => {
    const { node, catalogue, ontology, nodes } = this.#parts;
    const { question, notUnderstood } = readPageQuestion(call.url.searchParams, ontology);
    const answer = catalogue.search(question);
    return renderHomePage({
      node,
      totals: catalogue.totals(),
      question,
      answer,
      facets: catalogue.facets(question),
      ontology,
      ...(nodes === undefined
        ? {}
        : { nodes: (await nodes()).map((view) => this.#row(view, question.language)) }),
      ways: waysOut(catalogue, question),
      notUnderstood,
      ...setting(call),
    });
  };

  readonly dataset = (call: Call, id: string): Promise<string> => {
    const { node, catalogue, ontology } = this.#parts;
    const { language, theme } = setting(call);
    const dataset = catalogue.dataset(id, language);
    if (dataset === undefined) throw new MeridianError('not-found', `There is no dataset ${id}.`);
    return Promise.resolve(renderDatasetPage({ node, dataset, ontology, language, theme }));
  };

  #row(view: NodeView, language: string): NodeRow {
    const { id, title, url, state, ms, release, harvested, error } = view;
    const datasets = this.#parts.catalogue.search({
      text: '',
      filters: [{ attribute: 'provider', values: [id], excluded: [] }],
      language,
      limit: 1,
      offset: 0,
    }).total;
    return {
      id,
      title,
      url,
      state: state !== 'answered' ? 'down' : ms > slowAfter ? 'slow' : 'ok',
      datasets,
      ...(release === undefined ? {} : { release }),
      ...(harvested === undefined ? {} : { asOf: harvested }),
      ...(error === undefined ? {} : { note: error }),
    };
  }
}

function setting(call: Call): { readonly language: string; readonly theme: Theme } {
  const { searchParams } = call.url;
  return { language: searchParams.get('lang') ?? 'en', theme: readTheme(searchParams.get('theme')) };
}
