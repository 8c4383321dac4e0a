import type { ParsedRdf } from '../rdf/parse-rdf.ts';
import type { Quad } from '../rdf/terms.ts';
import { rdf } from '../rdf/vocabulary.ts';

/**
 * The statements of a web page without what it says of itself in passing: its title for social networks, its
 * licence link, the vocabularies it uses. A page that has a class, or that something refers to, is kept: it is then
 * part of the catalogue. Other texts are given back whole.
 */
export function withoutPageRemarks({ quads, page }: ParsedRdf): Quad[] {
  if (page === undefined) return quads;
  const meant = quads.some(
    ({ subject, predicate, object }) =>
      object.value === page || (subject.value === page && predicate.equals(rdf.type)),
  );
  return meant ? quads : quads.filter(({ subject }) => subject.value !== page);
}
