import { MeridianError } from '../../errors.ts';
import type { Place } from '../../errors.ts';
import { isLiteral, isNamedNode } from '../../rdf/terms.ts';
import type { NamedNode } from '../../rdf/terms.ts';
import { rdf, xsd } from '../../rdf/vocabulary.ts';
import type { MadeTerm } from '../rml/compile-term-map.ts';
import type { TermType } from '../rml/mapping.ts';

/**
 * What is looked at when a statement about a patient is made: words of a source come only where the ontology allows
 * them, and look as it says; a number is one. {@link requireAllowedWords} has seen to everything else.
 */
export class RecordGate {
  readonly #patterns: ReadonlyMap<string, RegExp>;

  constructor(patterns: ReadonlyMap<string, RegExp>) {
    this.#patterns = patterns;
  }

  /** False where no object of this predicate needs to be looked at. */
  looksAt(predicate: NamedNode, objects: TermType): boolean {
    return objects === 'literal' || this.#patterns.has(predicate.value);
  }

  /** Whether words of a source may come with this property. */
  takesWords(property: string): boolean {
    return this.#patterns.has(property);
  }

  /** Whether the statement may be made; where not, its object tells more than its property is for. */
  allows(predicate: NamedNode, object: MadeTerm): boolean {
    const pattern = this.#patterns.get(predicate.value);
    if (pattern !== undefined && (isLiteral(object) || isNamedNode(object)))
      return pattern.test(object.value);
    if (!isLiteral(object)) return true;
    return forms.get(object.datatype.value)?.test(object.value) ?? texts.has(object.datatype.value);
  }
}

/** What is said of a statement that was not made: where its record stands, never what the value is. */
export function withheld(predicate: NamedNode, place: Place): MeridianError {
  return new MeridianError(
    'unreadable-source',
    `A value was left out: <${predicate.value}> takes no word that looks like it.`,
    { place, advice: 'Correct the value, or map it to what the property is for.' },
  );
}

/** What is said of a link that was not made, because it tells who somebody is. */
export function withheldLink(predicate: Pick<NamedNode, 'value'>, place: Place): MeridianError {
  return new MeridianError(
    'unreadable-source',
    `A link was left out: <${predicate.value}> would lead to something that is called after a patient.`,
    {
      place,
      advice: 'Give the number of the dataset where the source has the identifier or name of a patient.',
    },
  );
}

/** Texts are constants or results of functions: the mapping was held to that. */
const texts: ReadonlySet<string> = new Set([xsd.string.value, rdf.langString.value]);

/**
 * The datatypes in which numbers of a source may stand, and dates: their lexical forms (XSD 1.1 part 2), short. Seven
 * digits before the point are enough for what is counted and measured, and too few for telephones and insurances. Any
 * other datatype is refused.
 */
const forms: ReadonlyMap<string, RegExp> = new Map([
  [xsd.integer.value, /^[+-]?\d{1,7}$/],
  [xsd.nonNegativeInteger.value, /^\+?\d{1,7}$/],
  [xsd.decimal.value, /^[+-]?(?:\d{1,7}(?:\.\d{0,12})?|\.\d{1,12})$/],
  [xsd.double.value, /^(?:[+-]?(?:\d{1,7}(?:\.\d{0,12})?|\.\d{1,12})(?:[eE][+-]?\d{1,3})?|INF|-INF|NaN)$/],
  [xsd.boolean.value, /^(?:true|false|0|1)$/],
  [xsd.date.value, /^\d{4}-\d{2}-\d{2}$/],
  [xsd.gYear.value, /^\d{4}$/],
]);
