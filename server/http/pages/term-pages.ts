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
import { findTerms } from './find-terms.ts';
import { renderNamespacePage } from './namespace-page.ts';
import { renderOntologyPage } from './ontology-page.ts';
import type { PageNode } from './page-node.ts';
import { readTheme, type Theme } from './page-setting.ts';
import { conceptPath } from './term-context.ts';
import type { PatientsCount, PatientsPlace, TermCounts } from './term-figures.ts';
import type { TermSearch } from './term-results.ts';
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

/** The pages about the ontology, made from what it holds and what this node has of it. */
export class TermPages {
  readonly #parts: TermPagesParts;

  constructor(parts: TermPagesParts) {
    this.#parts = parts;
  }

  /** What a search for a term finds here, as far as everybody may know. */
  counts({ concept }: Term): TermCounts | undefined {
    if (concept === undefined) return undefined;
    const recorded = this.#recorded(concept);
    return {
      datasets: this.#attributes(concept)
        .filter(({ catalogue }) => catalogue !== undefined)
        .map((attribute) => ({ attribute, total: this.#datasets(attribute, concept) })),
      ...(recorded === undefined ? {} : { patients: this.#place(concept) }),
    };
  }

  /**
   * The patients of this node that have a concept or something narrower. Throws 'not-found' where no attribute of
   * records takes it, and what the disclosure gate throws.
   */
  patients({ curie, concept }: Term): PatientsCount {
    const recorded = concept === undefined ? undefined : this.#recorded(concept);
    if (concept === undefined || recorded === undefined) {
      throw new MeridianError('not-found', `Patients are not counted by ${curie}.`, {
        advice: 'No attribute of records takes it as a value; /attribute lists them with their vocabularies.',
      });
    }
    if (this.#parts.node.role === 'hub') return { state: 'at-nodes' };
    const count = this.#parts.countPatients(recorded.name, concept.curie);
    if (count === undefined) throw new MeridianError('internal', `Nothing was counted for ${curie}.`);
    return { state: 'counted', ...count };
  }

  term(call: Call, found: FoundTerm): string {
    const { node, terms, uses } = this.#parts;
    const counts = this.counts(found.term);
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

  ontology(call: Call, search = this.search(call)): string {
    const { node, terms, mappingRows } = this.#parts;
    return renderOntologyPage({
      node,
      terms,
      mappingRows,
      ...(search === undefined ? {} : { search }),
      ...setting(call),
    });
  }

  /** What `?q=` finds; undefined where nothing is searched for. */
  search(call: Call): TermSearch | undefined {
    const text = (call.url.searchParams.get('q') ?? '').trim().slice(0, 200);
    return text === '' ? undefined : findTerms(text, setting(call).language, this.#parts.terms);
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

  /** The attributes that take a concept as a value. */
  #attributes({ scheme: own }: Concept): readonly Attribute[] {
    return this.#parts.terms.ontology.attributes.filter(({ scheme }) => scheme?.equals(own) === true);
  }

  /** The first of them that stands in records. */
  #recorded(concept: Concept): Attribute | undefined {
    return this.#attributes(concept).find(({ record }) => record !== undefined);
  }

  #place({ curie }: Concept): PatientsPlace {
    if (this.#parts.node.role === 'hub') return { state: 'at-nodes' };
    return { state: 'protected', address: `${conceptPath(curie)}/patients` };
  }
}

function setting(call: Call): { readonly language: string; readonly theme: Theme } {
  const { searchParams } = call.url;
  return { language: searchParams.get('lang') ?? 'en', theme: readTheme(searchParams.get('theme')) };
}
