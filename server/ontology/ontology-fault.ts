import { MeridianError, type ErrorOptions, type Place } from '../errors.ts';
import type { FindingKind } from './finding-kinds.ts';

/** A term, or a property of it, that cannot be read. */
export interface FaultyTerm {
  readonly iri: string;
  readonly predicate?: string;
}

export interface OntologyFaultOptions extends ErrorOptions {
  /** What is at fault, where readers know no lines: whoever holds the files makes a place of it. */
  readonly about?: FaultyTerm;
}

/** 'bad-ontology', with the kind of finding that the check reports it as. */
export class OntologyFault extends MeridianError {
  readonly kind: FindingKind;
  readonly about: FaultyTerm | undefined;

  constructor(kind: FindingKind, message: string, { about, ...options }: OntologyFaultOptions = {}) {
    super('bad-ontology', message, options);
    this.kind = kind;
    this.about = about;
  }

  /** Message and advice, as a finding has them. */
  get explanation(): string {
    return this.advice === undefined ? this.message : `${this.message} ${this.advice}`;
  }

  /** The same fault at the place of what it is about; itself where that is not known. */
  placed(placeOf: (iri: string, predicate?: string) => Place | undefined): OntologyFault {
    if (this.place !== undefined || this.about === undefined) return this;
    const place = placeOf(this.about.iri, this.about.predicate);
    if (place === undefined) return this;
    return new OntologyFault(this.kind, this.message, {
      place,
      about: this.about,
      ...(this.advice === undefined ? {} : { advice: this.advice }),
      cause: this.cause ?? this,
    });
  }
}
