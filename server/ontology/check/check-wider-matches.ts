import { rdfs, skos } from '../../rdf/vocabulary.ts';
import { finding, type OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { mappingLinks, type MappingLink } from './mapping-link.ts';
import { isBlankKey } from './ontology-graph.ts';
import { NamedReachability } from './named-reachability.ts';

/**
 * What wider and narrower matches say together with the hierarchy: of two terms one is the wider, and terms that match
 * exactly match in no other way (SKOS S46).
 */
export function* checkWiderMatches(context: CheckContext): Iterable<OntologyFinding> {
  const links = mappingLinks(context);
  const wider = new NamedReachability(widerEdges(context, links));
  for (const link of links) {
    const edge = edgeOf(link);
    if (edge === undefined || !wider.sameCycle(...edge)) continue;
    const message = `By this mapping ${context.describe(edge[1])} is wider than ${context.describe(edge[0])}, and by others it is narrower. Turn or take away one of them.`;
    yield finding('mapping-cycle', message, link.place());
  }
  const exact = new Set(
    links
      .filter(({ predicate }) => predicate === skos.exactMatch.value)
      .flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`]),
  );
  const others = [skos.broadMatch, skos.narrowMatch, skos.relatedMatch].map(({ value }) => value);
  for (const { from, to, predicate, place } of links) {
    if (!others.includes(predicate) || !exact.has(`${from} ${to}`)) continue;
    const message = `${context.name(from)} and ${context.name(to)} match exactly, and by ${context.name(predicate)} too. Keep one of the two.`;
    yield finding('match-clash', message, place());
  }
}

/** The narrower and the wider term of a match. */
function edgeOf({ from, to, predicate }: MappingLink): readonly [string, string] | undefined {
  if (predicate === skos.broadMatch.value) return [from, to];
  return predicate === skos.narrowMatch.value ? [to, from] : undefined;
}

function widerEdges(
  context: CheckContext,
  links: readonly MappingLink[],
): ReadonlyMap<string, readonly string[]> {
  const edges = new Map<string, string[]>();
  const add = (narrow: string, wide: string): void => {
    if (narrow === wide) return;
    const known = edges.get(narrow);
    if (known === undefined) edges.set(narrow, [wide]);
    else known.push(wide);
  };
  for (const predicate of [skos.broader, rdfs.subClassOf]) {
    for (const [iri] of context.graph.statements(predicate)) {
      if (isBlankKey(iri)) continue;
      for (const parent of context.graph.named(iri, predicate)) add(iri, parent);
    }
  }
  for (const link of links) {
    const edge = edgeOf(link);
    if (edge !== undefined) add(...edge);
  }
  return edges;
}
