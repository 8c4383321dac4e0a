import { toNTriplesTerm } from '../rdf/n-triples.ts';
import { dcat, rdf } from '../rdf/vocabulary.ts';

const ending = ` ${toNTriplesTerm(rdf.type)} ${toNTriplesTerm(dcat.Dataset)} .`;

/** The datasets that a stored catalogue graph describes, read off its lines without parsing all of them. */
export function datasetsOfCatalogue(triples: Uint8Array): string[] {
  return new TextDecoder()
    .decode(triples)
    .split('\n')
    .filter((line) => line.startsWith('<') && line.endsWith(ending))
    .map((line) => line.slice(1, line.indexOf('>')));
}
