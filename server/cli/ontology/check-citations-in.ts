import { checkCitations, type CitationCheck } from '../../ontology/sources/check-citations.ts';
import { citationsOf, citationsOfConcepts } from '../../ontology/sources/citation.ts';
import { readCitedSources } from '../../ontology/sources/cited-source.ts';
import type { Workshop } from '../workshop.ts';

/** Draws rows and concepts of the project at random, and looks their codes up in a folder of copies of the sources. */
export async function checkCitationsIn(
  workshop: Workshop,
  folder: string,
  { sample, seed }: { readonly sample: number; readonly seed: number },
): Promise<CitationCheck> {
  const [ontology, sets] = [await workshop.ontology(), await workshop.mappingSets()];
  const sources = readCitedSources(ontology.quads);
  const knows = (source: string, prefix: string): boolean => sources.of(source)?.knows.has(prefix) === true;
  const citations = [
    ...citationsOf(sets.values(), ontology.prefixes),
    ...citationsOfConcepts(ontology, knows),
  ];
  return checkCitations(citations, { sources, folder, sample, seed });
}
