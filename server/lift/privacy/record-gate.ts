import { MeridianError } from '../../errors.ts';
import type { Place } from '../../errors.ts';
import { isLiteral, isNamedNode } from '../../rdf/terms.ts';
import type { NamedNode } from '../../rdf/terms.ts';
import { xsd } from '../../rdf/vocabulary.ts';
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

  /** Whether the statement may be made; where not, its object tells more than its property is for. */
  allows(predicate: NamedNode, object: MadeTerm): boolean {
    const pattern = this.#patterns.get(predicate.value);
    if (pattern !== undefined && (isLiteral(object) || isNamedNode(object)))
      return pattern.test(object.value);
    if (!isLiteral(object)) return true;
    // Literals of other datatypes are constants or results of functions: the mapping was held to that.
    return forms.get(object.datatype.value)?.test(object.value) ?? true;
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

/** The datatypes in which numbers of a source may stand, and dates: their lexical forms (XSD 1.1 part 2), short. */
const forms: ReadonlyMap<string, RegExp> = new Map([
  [xsd.integer.value, /^[+-]?\d{1,18}$/],
  [xsd.nonNegativeInteger.value, /^\+?\d{1,18}$/],
  [xsd.decimal.value, /^[+-]?(?:\d{1,18}(?:\.\d{0,12})?|\.\d{1,12})$/],
  [xsd.double.value, /^(?:[+-]?(?:\d{1,18}(?:\.\d{0,12})?|\.\d{1,12})(?:[eE][+-]?\d{1,3})?|INF|-INF|NaN)$/],
  [xsd.boolean.value, /^(?:true|false|0|1)$/],
  [xsd.date.value, /^\d{4}-\d{2}-\d{2}$/],
  [xsd.gYear.value, /^\d{4}$/],
]);
