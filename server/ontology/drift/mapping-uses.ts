import { loadMappingSet } from '../../rdf/sssom.ts';
import type { CodeUse } from './code-use.ts';

/** The subjects and objects of a mapping set, with the lines of their rows. */
export function mappingUses(file: string): readonly CodeUse[] {
  return loadMappingSet(file).rows.flatMap(({ line, subjectIri, objectIri, noTermFound }) => {
    const iris = [subjectIri, noTermFound ? undefined : objectIri].filter((iri) => iri !== undefined);
    return iris.map((iri): CodeUse => ({ iri, place: { file, line } }));
  });
}
