import type { CatalogueImpact } from '../../catalogue/catalogue-impact.ts';
import type { CohortChange } from '../../cohort/cohort-impact.ts';
import type { OntologyFinding } from '../../ontology/ontology-finding.ts';
import type { MappingSetChange } from '../../ontology/release/diff/compare-mapping-sets.ts';
import type { ChangedTerm, TermName } from '../../ontology/release/diff/ontology-difference.ts';

/** Something that an edit may change and that is not known here, and why. */
export interface UnknownPart {
  readonly submission?: string;
  readonly attribute?: string;
  readonly node?: string;
  readonly why: string;
}

/** What an edit would change at a node, as `POST /ontology/impact` answers. */
export interface TriedEdit extends CatalogueImpact {
  readonly outcome: 'tried';
  /** Release of the ontology that it was held against. */
  readonly release: string;
  readonly files: readonly {
    readonly path: string;
    readonly state: 'added' | 'changed' | 'removed' | 'same';
  }[];
  readonly terms: {
    readonly added: readonly TermName[];
    readonly removed: readonly TermName[];
    readonly changed: readonly ChangedTerm[];
  };
  readonly mappingSets: readonly MappingSetChange[];
  /** Attributes that are declared otherwise. */
  readonly attributes: readonly string[];
  /** Changed mapping sets and the submissions that were read with them. */
  readonly affected: readonly { readonly set: string; readonly submissions: readonly string[] }[];
  /** Warnings that are new with the edit. */
  readonly findings: readonly OntologyFinding[];
  readonly cohorts: readonly CohortChange[];
  readonly unknown: readonly UnknownPart[];
  readonly milliseconds: number;
}
