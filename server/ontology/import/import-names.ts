import { literal } from '../../rdf/terms.ts';
import type { Literal } from '../../rdf/terms.ts';
import type { ForeignClass } from './foreign-ontology.ts';
import type { ShippedTerms } from './shipped-terms.ts';

/** The names that an import gives a class. */
export interface ImportedNames {
  /** One a language. */
  readonly labels: readonly Literal[];
  readonly others: readonly Literal[];
}

/**
 * Names of a class: labels of a new one; of a class that the ontology has, whatever it is not called there yet, as
 * other names. Texts without a language are English.
 */
export function importedNames(
  { iri, labels, otherNames }: ForeignClass,
  shipped: ShippedTerms,
): ImportedNames {
  const known = shipped.has(iri);
  const preferred: Literal[] = [];
  const others: Literal[] = [];
  for (const [language, text] of labels) {
    // A label without a language that stands beside an English one is one more name.
    const isOther = known || (language === '' && labels.has('en'));
    (isOther ? others : preferred).push(english(text, language));
  }
  others.push(...otherNames.map(({ value, language }) => english(value, language)));
  const told = new Set(preferred.map(({ value }) => value));
  return {
    labels: preferred,
    others: others.filter(({ value }) => {
      if (told.has(value) || shipped.hasName(iri, value)) return false;
      told.add(value);
      return true;
    }),
  };
}

function english(text: string, language: string): Literal {
  return literal(text, language === '' ? 'en' : language);
}
