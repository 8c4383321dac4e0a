import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { isBlankKey, keyOf } from './ontology-graph.ts';

/**
 * What is said of terms of our own namespaces is said of terms that exist. A statement about a mistyped one (a
 * translation, a parent) would be lost without a word.
 */
export function* checkOwnTerms(context: CheckContext): Iterable<OntologyFinding> {
  const seen = new Set<string>();
  for (const { subject, predicate } of context.ontology.quads) {
    const iri = keyOf(subject);
    if (seen.has(iri) || isBlankKey(iri)) continue;
    seen.add(iri);
    if (!context.isOwn(iri) || context.graph.declares(iri)) continue;
    const message = `${context.name(iri)} has ${context.name(predicate.value)}, and nothing says what it is. Correct the code, or declare the term.`;
    yield context.at('term-undeclared', message, iri, predicate.value);
  }
}
