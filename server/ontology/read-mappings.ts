import type { MappingSets } from '../rdf/sssom.ts';
import type { Quad } from '../rdf/terms.ts';
import { namedNode, quad } from '../rdf/terms.ts';
import { skos } from '../rdf/vocabulary.ts';
import { CodeEquivalences } from './code-equivalences.ts';
import type { CodeSystem } from './code-system.ts';

/** What the mapping sets add to the ontology. */
export interface Mappings {
  readonly quads: readonly Quad[];
  /** Codes of two other systems that are said to mean the same. */
  readonly equivalences: CodeEquivalences;
}

/**
 * The mapping rows that speak of our concepts, and those that say of two codes of other systems that they mean the
 * same, as statements. A source's own mapping has the source's words and codes as subjects and ours as objects: it
 * holds for that source only, and stays out.
 */
export function readMappings(
  sets: MappingSets,
  concepts: ReadonlyMap<string, unknown>,
  systems: readonly CodeSystem[],
): Mappings {
  const foreign = systems.filter(({ classScheme }) => classScheme === undefined);
  const isForeign = (iri: string): boolean =>
    !concepts.has(iri) && foreign.some(({ namespace }) => iri.startsWith(namespace));
  const quads: Quad[] = [];
  const equivalences = new CodeEquivalences();
  for (const set of sets.values()) {
    for (const { subjectIri, predicateIri, objectIri, literal, negated, noTermFound } of set.rows) {
      if (subjectIri === undefined || literal || negated || noTermFound) continue;
      if (!concepts.has(subjectIri)) {
        if (predicateIri !== skos.exactMatch.value || !isForeign(subjectIri) || !isForeign(objectIri))
          continue;
        equivalences.join(subjectIri, objectIri);
      }
      quads.push(quad(namedNode(subjectIri), namedNode(predicateIri), namedNode(objectIri)));
    }
  }
  return { quads, equivalences };
}
