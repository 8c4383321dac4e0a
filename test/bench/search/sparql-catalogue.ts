import { Store } from 'oxigraph';
import { ValueFolding } from '../../../server/catalogue/value-folding.ts';
import type { SearchQuestion } from '../../../server/catalogue/catalogue.ts';
import type { Attribute } from '../../../server/ontology/attribute.ts';
import type { Ontology } from '../../../server/ontology/ontology.ts';
import { toNTriples } from '../../../server/rdf/n-triples.ts';
import { namedNode, quad, type Quad, type Term } from '../../../server/rdf/terms.ts';
import { dct } from '../../../server/rdf/vocabulary.ts';
import { numberIn } from '../support/number-in.ts';
import { contextOf, iri, pathOf, type Hierarchy } from './context-pattern.ts';

type Rows = readonly ReadonlyMap<string, Term>[];

/** What both sides answer: only what both can say the same way. */
export interface CatalogueAnswer {
  readonly total: number;
  /** Titles of the first page, in order of titles; undefined where the order is by weight of words. */
  readonly titles: readonly string[] | undefined;
  readonly facets: Readonly<Record<string, FacetAnswer>>;
}

export interface FacetAnswer {
  /** CURIE or identifier to datasets. */
  readonly counts: ReadonlyMap<string, number>;
  readonly unknown: number;
  readonly range?: { readonly low: number; readonly high: number };
}

/** Leads from a value to every row of a facet that counts it; written into the store before. */
const countsFor = namedNode('http://example.org/countsFor');

/**
 * A catalogue that answers with SPARQL alone, with what helps it prepared: which rows a value counts for is in the
 * store as one statement each, so that no query walks a hierarchy.
 */
export class SparqlCatalogue {
  readonly #store = new Store();
  readonly #hierarchy: Hierarchy;

  constructor(quads: readonly Quad[], ontology: Ontology) {
    this.#hierarchy = { ontology, folding: new ValueFolding(ontology) };
    const used = new Set(quads.map(({ object }) => object.value));
    const links = ontology.attributes.flatMap(({ scheme }) =>
      (scheme === undefined ? [] : ontology.conceptsOf(scheme.value)).flatMap((concept) =>
        [...this.#hierarchy.folding.reach(concept)]
          .filter((iri) => used.has(iri))
          .map((iri) => quad(namedNode(iri), countsFor, concept.iri)),
      ),
    );
    this.#store.load(toNTriples([...quads, ...links]), { format: 'application/n-triples' });
  }

  get size(): number {
    return this.#store.size;
  }

  answer(question: SearchQuestion): CatalogueAnswer {
    const context = contextOf(question, this.#hierarchy);
    return {
      total: numberIn(this.#store, `SELECT (COUNT(*) AS ?n) { ${context} }`),
      titles: question.text === '' ? this.#page(context, question) : undefined,
      facets: Object.fromEntries(
        this.#hierarchy.ontology.attributes.map((attribute) => [
          attribute.name,
          this.#facet(attribute, question),
        ]),
      ),
    };
  }

  #page(context: string, { limit, offset }: SearchQuestion): readonly string[] {
    return this.#rows(
      `SELECT ?title { ${context} ?d ${iri(dct.title)} ?title } ORDER BY ?title LIMIT ${limit} OFFSET ${offset}`,
    ).map((row) => row.get('title')?.value ?? '');
  }

  #facet(attribute: Attribute, question: SearchQuestion): FacetAnswer {
    const context = contextOf(question, this.#hierarchy, attribute.name);
    const total = numberIn(this.#store, `SELECT (COUNT(*) AS ?n) { ${context} }`);
    if (attribute.facetKind === 'range') return this.#range(attribute, context, total);
    const path = pathOf(attribute.catalogue?.path);
    const having = numberIn(
      this.#store,
      `SELECT (COUNT(DISTINCT ?d) AS ?n) { ${context} ?d ${path} ?v . ${attribute.scheme === undefined ? '' : `?v ${iri(countsFor)} ?a`} }`,
    );
    const values =
      attribute.scheme === undefined ? `?d ${path} ?a` : `?d ${path} ?v . ?v ${iri(countsFor)} ?a`;
    const rows = this.#rows(`SELECT ?a (COUNT(DISTINCT ?d) AS ?n) { ${context} ${values} } GROUP BY ?a`);
    return {
      counts: new Map(
        rows.map((row) => [this.#code(row.get('a')?.value ?? ''), Number(row.get('n')?.value)]),
      ),
      unknown: total - having,
    };
  }

  #range(attribute: Attribute, context: string, total: number): FacetAnswer {
    const { lowerPath, upperPath } = attribute.catalogue ?? {};
    const [row] = this.#rows(
      `SELECT (MIN(?low) AS ?from) (MAX(?high) AS ?to) (COUNT(DISTINCT ?d) AS ?n) { ${context} ?d ${pathOf(lowerPath)} ?low ; ${pathOf(upperPath)} ?high }`,
    );
    const having = Number(row?.get('n')?.value);
    const range = { low: Number(row?.get('from')?.value), high: Number(row?.get('to')?.value) };
    return { counts: new Map(), unknown: total - having, ...(having === 0 ? {} : { range }) };
  }

  #rows(query: string): Rows {
    return this.#store.query(query) as Rows;
  }

  /** As a facet writes it. */
  #code(value: string): string {
    return this.#hierarchy.ontology.concept(value)?.curie ?? value.slice(value.lastIndexOf('/') + 1);
  }
}
