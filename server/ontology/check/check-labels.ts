import type { Literal, NamedNode } from '../../rdf/terms.ts';
import { namedNode } from '../../rdf/terms.ts';
import { mer, owl, rdfs, skos } from '../../rdf/vocabulary.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { isBlankKey } from './ontology-graph.ts';

const alternative = [skos.altLabel, skos.hiddenLabel];

/**
 * Labels (SKOS Reference, section 5): one preferred label a language (S14) that is no other label of the term (S13), and
 * one in English. What is no concept has rdfs:label for its
 * preferred label; of a concept, the class's label may be an alternative one.
 */
export function* checkLabels(context: CheckContext): Iterable<OntologyFinding> {
  const { graph } = context;
  const preferred = [
    skos.prefLabel,
    ...[...graph.statements(rdfs.subPropertyOf)]
      .filter(([, above]) => above.some((each) => each.equals(skos.prefLabel)))
      .map(([property]) => namedNode(property)),
  ];
  for (const iri of graph.instances(skos.Concept)) yield* checkTerm(context, iri, preferred, alternative);
  for (const type of [owl.Class, owl.ObjectProperty, owl.DatatypeProperty]) {
    for (const iri of graph.instances(type)) {
      if (isBlankKey(iri) || context.isDeprecated(iri)) continue;
      yield* checkTerm(context, iri, [rdfs.label], context.isConcept(iri) ? [] : alternative);
    }
  }
  yield* checkShared(context);
}

function* checkTerm(
  context: CheckContext,
  iri: string,
  preferred: readonly NamedNode[],
  others: readonly NamedNode[],
): Iterable<OntologyFinding> {
  const { graph } = context;
  const [main = rdfs.label] = preferred;
  const name = context.name(iri);
  const labels = preferred.flatMap((predicate) => graph.literals(iri, predicate));
  if (!labels.some(({ language, value }) => language === 'en' && value.trim() !== '')) {
    const message = `${name} has no English label. Add ${context.name(main.value)} "…"@en.`;
    yield context.at('label-missing', message, iri, labels.length === 0 ? undefined : main.value);
  }
  const byLanguage = Map.groupBy(labels, ({ language }) => language);
  for (const [language, same] of byLanguage) {
    const values = new Set(same.map(({ value }) => value));
    if (values.size < 2) continue;
    const message = `${name} has the preferred labels ${quoted(values)} in "${language}". Keep one; the others are skos:altLabel.`;
    yield context.at('label-doubled', message, iri, main.value);
  }
  for (const predicate of others) {
    const repeated = graph
      .literals(iri, predicate)
      .filter((other) => labels.some((label) => label.equals(other)));
    if (repeated.length === 0) continue;
    const message = `${name} has its label ${quoted(repeated.map(({ value }) => value))} as ${context.name(predicate.value)} too. Take that away.`;
    yield context.at('label-repeated', message, iri, predicate.value);
  }
}

/** Two concepts of one vocabulary that people cannot tell apart, unless they are searched or shown as one. */
function* checkShared(context: CheckContext): Iterable<OntologyFinding> {
  const { graph } = context;
  const holders = new Map<string, string[]>();
  for (const iri of graph.instances(skos.Concept)) {
    const label = englishLabel(graph.literals(iri, skos.prefLabel))?.toLowerCase();
    for (const scheme of label === undefined ? [] : context.schemesOf(iri)) {
      const key = `${scheme} ${label ?? ''}`;
      const known = holders.get(key);
      if (known === undefined) holders.set(key, [iri]);
      else known.push(iri);
    }
  }
  const joined = (a: string, b: string): boolean =>
    [mer.searchEquivalent, mer.shownAs].some(
      (predicate) => graph.named(a, predicate).includes(b) || graph.named(b, predicate).includes(a),
    ) || graph.named(a, mer.shownAs).some((shown) => graph.named(b, mer.shownAs).includes(shown));
  for (const concepts of holders.values()) {
    const [first, ...others] = concepts.sort();
    for (const other of first === undefined ? [] : others.filter((each) => !joined(first, each))) {
      const message = `${context.name(first ?? '')} and ${context.name(other)} have the same label "${englishLabel(graph.literals(other, skos.prefLabel)) ?? ''}". Join them by mer:searchEquivalent, or tell them apart.`;
      yield context.at('label-shared', message, other, skos.prefLabel.value);
    }
  }
}

export function englishLabel(labels: readonly Literal[]): string | undefined {
  return labels.find(({ language }) => language === 'en')?.value;
}

function quoted(values: Iterable<string>): string {
  return [...values].map((value) => `"${value}"`).join(' and ');
}
