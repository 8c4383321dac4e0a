/** What becomes of the values of an attribute at the things of a submission; things are IRIs of any level. */
export interface ThingsChanged {
  /** Thing to the values that it loses and gains: canonical concepts, or `mer:NotInScheme`. */
  readonly values: ReadonlyMap<
    string,
    { readonly lost: ReadonlySet<string>; readonly gained: ReadonlySet<string> }
  >;
  /** Thing to whether it is marked as having a value without a meaning, where that changes. */
  readonly marks: ReadonlyMap<string, boolean>;
  /** Things that would not exist. */
  readonly gone: ReadonlySet<string>;
  /** Thing to the values of things that would be made beside it, of which no more is known. */
  readonly appearing: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What an edit of the ontology does to the records of a node. */
export interface RecordEdit {
  /** Value that occurs to the concept it then is; undefined for one that is none any more. Others stay. */
  readonly renamed: ReadonlyMap<string, string | undefined>;
  /** Submission (`provider/name`) to attribute name to what changes there. */
  readonly submissions: ReadonlyMap<string, ReadonlyMap<string, ThingsChanged>>;
}
