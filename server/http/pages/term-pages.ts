import { decide } from '../../access/decide.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { ProtectedCount } from '../../cohort/reply.ts';
import { MeridianError } from '../../errors.ts';
import type { Attribute } from '../../ontology/attribute.ts';
import type { Concept } from '../../ontology/concept.ts';
import type { TermUses } from '../../ontology/terms/term-uses.ts';
import type { FoundTerm, Term } from '../../ontology/terms/term.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import type { Call } from '../route.ts';
import { renderConceptPage } from './concept-page.ts';
import { renderNamespacePage } from './namespace-page.ts';
import { renderOntologyPage } from './ontology-page.ts';
import type { PageNode } from './page-node.ts';
import { readTheme, type Theme } from './page-setting.ts';
import type { PatientsAnswer, TermCounts } from './term-figures.ts';
import type { TermHit } from './term-results.ts';
import { renderUnknownTermPage } from './unknown-term-page.ts';

export interface TermPagesParts {
  readonly node: PageNode;
  readonly terms: Terms;
  readonly catalogue: Pick<Catalogue, 'search'>;
  readonly uses: TermUses;
  readonly mappingRows: number;
  /** Counts patients at this node, through the disclosure gate; throws where the question is refused. */
  readonly countPatients: (attribute: string, code: string) => ProtectedCount | undefined;
}

/** How many hits of a search are shown. */
const mostHits = 40;

/** The pages about the ontology, made from what it holds and what this node has of it. */
export class TermPages {
  readonly #parts: TermPagesParts;

  constructor(parts: TermPagesParts) {
    this.#parts = parts;
  }

  /** What a search for a term finds here, as far as the caller may know. */
  counts(call: Call, { concept }: Term): TermCounts | undefined {
    if (concept === undefined) return undefined;
    const attributes = this.#parts.terms.ontology.attributes.filter(
      ({ scheme }) => scheme?.equals(concept.scheme) === true,
    );
    const recorded = attributes.find(({ record }) => record !== undefined);
    return {
      datasets: attributes
        .filter(({ catalogue }) => catalogue !== undefined)
        .map((attribute) => ({ attribute, total: this.#datasets(attribute, concept) })),
      ...(recorded === undefined ? {} : { patients: this.#patients(call, recorded, concept) }),
    };
  }

  term(call: Call, found: FoundTerm): string {
    const { node, terms, uses } = this.#parts;
    const counts = this.counts(call, found.term);
    return renderConceptPage({
      node,
      terms,
      uses,
      found,
      ...(counts === undefined ? {} : { counts }),
      ...setting(call),
    });
  }

  unknown(call: Call, code: string, near: readonly Term[]): string {
    const { node, terms } = this.#parts;
    return renderUnknownTermPage({ node, terms, code, near, ...setting(call) });
  }

  namespace(call: Call, path: string, namespace: string): string {
    const { node, terms } = this.#parts;
    return renderNamespacePage({ node, terms, path, namespace, ...setting(call) });
  }

  ontology(call: Call): string {
    const { node, terms, mappingRows } = this.#parts;
    const wanted = setting(call);
    const text = (call.url.searchParams.get('q') ?? '').trim().slice(0, 200);
    const search = text === '' ? {} : { search: { text, hits: this.#search(text, wanted.language) } };
    return renderOntologyPage({ node, terms, mappingRows, ...search, ...wanted });
  }

  /** Concepts by name and code, typing mistakes forgiven; after them what else has these words in its name. */
  #search(text: string, language: string): readonly TermHit[] {
    const { terms } = this.#parts;
    const named = terms.find(text)?.term;
    const concepts = terms.ontology
      .search(text, { language, limit: mostHits })
      .flatMap(({ concept, name }): TermHit[] => {
        const term = terms.term(concept.iri.value);
        return term === undefined ? [] : [{ term, name }];
      });
    const hits = [
      ...(named === undefined ? [] : [{ term: named }]),
      ...concepts.filter(({ term }) => term !== named),
      ...terms
        .search(text, mostHits)
        .filter((term) => term !== named)
        .map((term): TermHit => ({ term })),
    ];
    return hits.slice(0, mostHits);
  }

  #datasets({ name }: Attribute, { curie }: Concept): number {
    return this.#parts.catalogue.search({
      text: '',
      filters: [{ attribute: name, values: [curie], excluded: [] }],
      language: 'en',
      limit: 1,
      offset: 0,
    }).total;
  }

  #patients({ actor }: Call, { name }: Attribute, { curie }: Concept): PatientsAnswer {
    if (this.#parts.node.role === 'hub') return { state: 'at-nodes' };
    if (!decide(actor, 'count-cohort').allowed) return { state: 'protected' };
    try {
      const count = this.#parts.countPatients(name, curie);
      return count === undefined ? { state: 'protected' } : { state: 'counted', count };
    } catch (error) {
      if (error instanceof MeridianError) return { state: 'refused', why: error.message };
      throw error;
    }
  }
}

function setting(call: Call): { readonly language: string; readonly theme: Theme } {
  const { searchParams } = call.url;
  return { language: searchParams.get('lang') ?? 'en', theme: readTheme(searchParams.get('theme')) };
}
