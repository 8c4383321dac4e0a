import type { Place } from '../../errors.ts';

/** A place of the project that names a code. */
export interface CodeUse {
  readonly iri: string;
  readonly place: Place;
}
