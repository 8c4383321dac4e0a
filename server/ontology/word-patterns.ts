import { MeridianError } from '../errors.ts';
import type { Quad } from '../rdf/terms.ts';
import { mer } from '../rdf/vocabulary.ts';

/**
 * The properties that may carry words of a source about a patient, and what such a word, or the IRI made of it, looks
 * like (`mer:wordPattern`). Throws 'bad-ontology' for a pattern that is no regular expression or is not held at both
 * ends, so that it would let more through than it says.
 */
export function wordPatterns(quads: readonly Quad[]): ReadonlyMap<string, RegExp> {
  return new Map(
    quads
      .filter(({ predicate }) => predicate.equals(mer.wordPattern))
      .map(({ subject, object }) => [subject.value, compiled(object.value, subject.value)]),
  );
}

function compiled(pattern: string, property: string): RegExp {
  let expression: RegExp | undefined;
  try {
    expression = new RegExp(pattern, 'u');
  } catch {
    // Said below, with the property.
  }
  if (expression === undefined || !pattern.startsWith('^') || !pattern.endsWith('$')) {
    throw new MeridianError(
      'bad-ontology',
      `The mer:wordPattern of <${property}> is no pattern from ^ to $.`,
      {
        advice: 'Write a regular expression that fits the whole word, and bounds its length.',
      },
    );
  }
  return expression;
}
