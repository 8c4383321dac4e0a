import { existsSync } from 'node:fs';
import { MeridianError } from '../../errors.ts';
import { checkCitations, type CitationCheck } from '../../ontology/sources/check-citations.ts';
import { citationsOf, citationsOfConcepts } from '../../ontology/sources/citation.ts';
import { readCitedSources } from '../../ontology/sources/cited-source.ts';
import type { Workshop } from '../workshop.ts';

/**
 * Draws rows and concepts of the project at random, and looks their codes up in a folder of copies of the sources. Throws
 * MeridianError 'unreadable-source' where the folder has none of them: nothing found is not nothing wrong.
 */
export async function checkCitationsIn(
  workshop: Workshop,
  folder: string,
  { sample, seed }: { readonly sample: number; readonly seed: number },
): Promise<CitationCheck> {
  if (!existsSync(folder)) throw noCopies('The folder of sources is not there.', folder);
  const [ontology, sets] = [await workshop.ontology(), await workshop.mappingSets()];
  const sources = readCitedSources(ontology.quads);
  const knows = (source: string, prefix: string): boolean => sources.of(source)?.knows.has(prefix) === true;
  const citations = [
    ...citationsOf(sets.values(), ontology.prefixes),
    ...citationsOfConcepts(ontology, knows),
  ];
  const checked = checkCitations(citations, { sources, folder, sample, seed });
  if (checked.drawn === 0 && sample > 0)
    throw noCopies('No row cites anything that the folder has a copy of.', folder);
  return checked;
}

function noCopies(message: string, folder: string): MeridianError {
  return new MeridianError('unreadable-source', message, {
    place: { file: folder },
    advice: 'Name the folder that mer:copy in ontology/sources.ttl is relative to.',
  });
}
