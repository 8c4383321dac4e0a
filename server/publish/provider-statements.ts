import { literal, quad } from '../rdf/terms.ts';
import type { Quad } from '../rdf/terms.ts';
import { foaf, rdf } from '../rdf/vocabulary.ts';
import { providerIri } from './submission-graphs.ts';

/** What a node itself says of a provider. Stated once, apart from all submissions: the same triple twice counts twice. */
export function providerStatements(
  base: string,
  { id, title }: { readonly id: string; readonly title: string },
): readonly Quad[] {
  const provider = providerIri(base, id);
  return [quad(provider, rdf.type, foaf.Agent), quad(provider, foaf.name, literal(title))];
}
