import type { Lifter } from '../lift/lifter.ts';
import type { CheckedOntology } from '../ontology/ontology-finding.ts';
import type { MappingSets } from '../rdf/sssom.ts';
import type { QueryLibrary } from '../query/query-library.ts';
import type { Validator } from '../validate/validator.ts';

/** The data folders of the project. */
export interface DataFolders {
  readonly ontology: string;
  readonly shapes: string;
  readonly mappings: string;
  readonly sssom: string;
  readonly queries: string;
}

/** What the commands work with, each made when it is first asked for: `validate` needs no query library. */
export interface Workshop {
  readonly folders: DataFolders;
  ontology(): Promise<CheckedOntology>;
  mappingSets(): Promise<MappingSets>;
  lifter(): Promise<Lifter>;
  validator(): Promise<Validator>;
  queries(): Promise<QueryLibrary>;
}

/** What a command does with its results: standard output, and the exit code of the process. */
export interface Terminal {
  /** Writes to standard output as it is. */
  write(text: string): void;
  /** The same of bytes, which may be used again when the promise is fulfilled; without it, `write` is used. */
  writeBytes?(bytes: Uint8Array): Promise<void>;
  exit(code: 0 | 1 | 2 | 3): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
