import type { Quad } from '../../rdf/terms.ts';
import { dct, owl, skos } from '../../rdf/vocabulary.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { keyOf } from './ontology-graph.ts';

/** Deprecated terms (owl:deprecated) name a living replacement (dct:isReplacedBy), and nothing else uses them. */
export function* checkDeprecation(context: CheckContext): Iterable<OntologyFinding> {
  const { graph } = context;
  const deprecated = new Set(
    [...graph.statements(owl.deprecated).keys()].filter((iri) => context.isDeprecated(iri)),
  );
  for (const iri of deprecated) {
    const replacements = graph.named(iri, dct.isReplacedBy);
    if (replacements.length === 0) {
      const message = `${context.name(iri)} is deprecated and names no replacement. Add dct:isReplacedBy.`;
      yield context.at('deprecated-without-replacement', message, iri, owl.deprecated.value);
    }
    for (const replacement of replacements) {
      const alive =
        (context.isClass(replacement) || context.isConcept(replacement)) && !deprecated.has(replacement);
      if (alive) continue;
      const message = `${context.name(iri)} is replaced by ${context.name(replacement)}, which is ${deprecated.has(replacement) ? 'deprecated itself' : 'no term of the ontology'}. Name a living term.`;
      yield context.at('replacement-dead', message, iri, dct.isReplacedBy.value);
    }
    if (context.isConcept(iri)) {
      const message = `${context.name(iri)} is deprecated and still a concept of a vocabulary. Take it out; it resolves to its replacement.`;
      yield context.at('deprecated-used', message, iri, skos.inScheme.value);
    }
  }
  for (const quad of context.ontology.quads) {
    const used = usedTerm(quad);
    const subject = keyOf(quad.subject);
    if (!deprecated.has(used) || deprecated.has(subject) || isMapping(quad)) continue;
    const message = `${context.name(graph.owner(subject).iri)} uses ${context.describe(used)}, which is deprecated. ${context.insteadOf(used)}`;
    yield context.at('deprecated-used', message, subject, quad.predicate.value);
  }
}

function usedTerm({ object }: Quad): string {
  return object.termType === 'NamedNode' ? object.value : '';
}

/** Rows are looked at where their lines are known. */
function isMapping({ predicate }: Quad): boolean {
  return [skos.exactMatch, skos.closeMatch, skos.broadMatch, skos.narrowMatch, skos.relatedMatch].some(
    (each) => each.equals(predicate),
  );
}
