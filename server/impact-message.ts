import type { FacetPlan } from './catalogue/facet-plan.ts';
import type { UnderstoodDefinition } from './cohort/understand-definition.ts';
import type { AttributeChange } from './lift/reading-changes.ts';
import type { EditedFile } from './ontology/edited-file.ts';
import type { OntologyFinding } from './ontology/ontology-finding.ts';
import type { ChangedTerm, TermName } from './ontology/release/diff/ontology-difference.ts';
import type { MappingSetChange } from './ontology/release/diff/compare-mapping-sets.ts';
import type { FileOverlay } from './rdf/file-overlay.ts';
import type { FailureMessage } from './publish/failure-message.ts';

/** The folders of the ontology; absolute. */
export interface MeaningFolders {
  readonly ontology: string;
  readonly sssom: string;
}

/** What the thread that tries edits is started with: the ontology as the node loaded it. */
export interface ImpactThreadData {
  readonly folders: MeaningFolders;
  readonly texts: FileOverlay;
}

/** An edit, and what of the node's data has a meaning that could change. All of it can cross threads. */
export interface EditQuestion {
  readonly files: readonly EditedFile[];
  /** Submission (`provider/name`) to its readings, see `publish/readings-bytes.ts`. */
  readonly readings: ReadonlyMap<string, Uint8Array>;
  /** Attribute name to the concepts that datasets have. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Concepts that records have. */
  readonly recordValues: ReadonlySet<string>;
  /** Saved cohort definitions, as JSON values, by name. */
  readonly definitions: ReadonlyMap<string, unknown>;
}

/** What becomes of the file of an edit. */
export interface EditedPlace {
  readonly path: string;
  readonly state: 'added' | 'changed' | 'removed' | 'same';
}

/** What an edit says: terms and rows that come, go and change. */
export interface EditSummary {
  readonly files: readonly EditedPlace[];
  readonly terms: {
    readonly added: readonly TermName[];
    readonly removed: readonly TermName[];
    readonly changed: readonly ChangedTerm[];
  };
  readonly mappingSets: readonly MappingSetChange[];
  /** Attributes that are declared otherwise, by name. */
  readonly attributes: readonly string[];
}

/** What an edit means, without any number about data. */
export interface EditMeaning {
  readonly outcome: 'understood';
  readonly summary: EditSummary;
  /** Warnings that are new with the edit. */
  readonly findings: readonly OntologyFinding[];
  readonly renamed: ReadonlyMap<string, string | undefined>;
  /** Submission to attribute name to what changes there. */
  readonly changes: ReadonlyMap<string, ReadonlyMap<string, AttributeChange>>;
  /** What of the readings cannot be compared. */
  readonly unread: readonly UnreadPart[];
  /** Schemes in which a code means another concept, or one more or less. */
  readonly schemes: ReadonlySet<string>;
  readonly plans: ReadonlyMap<string, FacetPlan>;
  readonly definitions: readonly UnderstoodDefinition[];
}

/** All readings of a submission, or those of an attribute or a mapping set that one side does not have. */
export interface UnreadPart {
  readonly submission: string;
  readonly attribute?: string;
}

export interface EditRefused {
  readonly outcome: 'refused';
  /** What the edit would make wrong; violations first. */
  readonly findings: readonly OntologyFinding[];
}

export type EditAnswer = (EditMeaning | EditRefused) & {
  /** Hash of the ontology that the edit was held against. */
  readonly hash: string;
};

export type ImpactThreadReply = { readonly answer: EditAnswer } | { readonly failure: FailureMessage };
