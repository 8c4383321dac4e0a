import type { PrefixTable } from '../../rdf/prefixes.ts';

export interface ReportOptions {
  /** For shorter names of nodes and properties where a format is read by people. */
  readonly prefixes?: PrefixTable;
}
