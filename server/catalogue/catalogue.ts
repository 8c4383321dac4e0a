/** A value of an attribute on a dataset, ready to be shown. */
export interface ValueView {
  /** CURIE of a concept, or the identifier of a provider. */
  readonly code: string;
  readonly label: string;
}

/** A dataset as lists and pages show it. */
export interface DatasetView {
  /** Short identifier of `/datasets/{id}`, unique in this node. */
  readonly id: string;
  readonly iri: string;
  readonly title: string;
  readonly description: string;
  readonly provider: ValueView;
  readonly version?: string;
  readonly keywords: readonly string[];
  readonly patients?: number;
  readonly studies?: number;
  readonly issued?: string;
  readonly modified?: string;
  readonly accessRights?: string;
  /** Attribute name to its concept values. */
  readonly values: Readonly<Record<string, readonly ValueView[]>>;
  /** Attribute name to its range. */
  readonly ranges: Readonly<Record<string, { readonly low?: number; readonly high?: number }>>;
}

/** One filter: the dataset has one of these values (or descendants), and none of the excluded ones. */
export interface Filter {
  readonly attribute: string;
  /** CURIEs as the caller wrote them; `unknown` stands for no value. */
  readonly values: readonly string[];
  readonly excluded: readonly string[];
  /** Ends of a range, both included. */
  readonly range?: { readonly from?: number; readonly to?: number };
}

export interface SearchQuestion {
  readonly text: string;
  readonly filters: readonly Filter[];
  readonly language: string;
  readonly limit: number;
  readonly offset: number;
}

/** One value of a facet. Counts are contextual: under all the other filters, roll-up without counting twice. */
export interface FacetValue extends ValueView {
  readonly count: number;
  readonly selected: boolean;
  /** Steps below the facet's roots that are shown. */
  readonly depth: number;
}

export interface Facet {
  readonly attribute: string;
  readonly label: string;
  readonly kind: 'hierarchy' | 'list' | 'range';
  readonly values: readonly FacetValue[];
  /** Datasets in this context without any value. */
  readonly unknown: number;
  /** For ranges: the ends over all datasets in this context. */
  readonly range?: { readonly low: number; readonly high: number };
}

export interface SearchAnswer {
  readonly total: number;
  readonly items: readonly DatasetView[];
}

/** Search over the catalogue plane (port). */
export interface Catalogue {
  search(question: SearchQuestion): SearchAnswer;
  facets(question: SearchQuestion): readonly Facet[];
  dataset(id: string, language: string): DatasetView | undefined;
  /** Totals over the node, for the front page. */
  totals(): {
    readonly datasets: number;
    readonly patients: number;
    readonly studies: number;
    readonly providers: number;
  };
}
