import type { Concept } from '../../ontology/concept.ts';
import type { Ontology } from '../../ontology/ontology.ts';

/** The label in the reader's language, and the language that it really is in. */
export function conceptLabel(
  concept: Concept,
  language: string,
): { readonly text: string; readonly language: string } {
  const own = concept.labels.get(language);
  if (own !== undefined) return { text: own, language };
  return { text: concept.labels.get('en') ?? concept.curie, language: 'en' };
}

/** The label of a code as a filter or a value has it; the code itself where no vocabulary holds it. */
export function codeLabel(code: string, language: string, ontology: Pick<Ontology, 'resolve'>): string {
  const resolution = ontology.resolve(code);
  return resolution.state === 'found' ? conceptLabel(resolution.concept, language).text : code;
}

/**
 * The shortest abbreviation among the names of a concept, else of those that are searched as one with it: `CT`, `MR`.
 */
export function abbreviation(
  code: string,
  ontology: Pick<Ontology, 'resolve' | 'concept'>,
): string | undefined {
  const resolution = ontology.resolve(code);
  if (resolution.state !== 'found') return undefined;
  const { concept } = resolution;
  const others = concept.searchEquivalents.flatMap((iri) => ontology.concept(iri) ?? []);
  return shortest(concept.synonyms) ?? shortest(others.flatMap(({ synonyms }) => synonyms));
}

function shortest(names: readonly string[]): string | undefined {
  return names
    .filter((name) => /^[A-Z]{2,4}([-/][A-Z]{2,4})?$/.test(name))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
}
