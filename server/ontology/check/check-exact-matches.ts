import { mer, skos } from '../../rdf/vocabulary.ts';
import { finding, type OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { CodeGroups, type Clash } from './code-groups.ts';
import { mappingLinks, type MappingLink } from './mapping-link.ts';

/**
 * What exact matches say together. They are symmetric and transitive (SKOS S44, S45), so that codes which match make
 * groups: a group holds one concept of ours. And a tumour code behaves as its branch does.
 */
export function* checkExactMatches(context: CheckContext): Iterable<OntologyFinding> {
  const exact = mappingLinks(context).filter(({ predicate }) => predicate === skos.exactMatch.value);
  const isOurs = (iri: string): boolean => context.isConcept(iri) || context.isClass(iri);
  const groups = new CodeGroups();
  for (const link of exact) {
    const { from, to } = link;
    if (isOurs(from) && isOurs(to)) {
      if (from !== to) yield betweenOurs(context, link);
      continue;
    }
    for (const iri of [from, to]) if (isOurs(iri)) groups.own(iri);
    const clash = groups.join(from, to, isOurs(from));
    // A source may say its code by the other of two equivalent classes (owl:equivalentClass); of us only one has it.
    const equal = clash !== undefined && isOurs(to) && context.classes.sameCycle(clash.known, clash.added);
    if (clash !== undefined && !equal) yield twoOfOurs(context, link, clash);
    yield* checkBehaviour(context, link);
  }
}

function betweenOurs(context: CheckContext, { from, to, place }: MappingLink): OntologyFinding {
  const names = `${context.describe(from)} and ${context.describe(to)}`;
  const pair = context.disjointness.between(from, to);
  if (pair !== undefined) {
    const message = `${names} are said to mean the same, but nothing is both ${context.describe(pair[0])} and ${context.describe(pair[1])}. Use mer:searchEquivalent.`;
    return finding('mapping-across-branches', message, place());
  }
  const wider = [from, to].some((iri) => {
    const other = iri === from ? to : from;
    return context.classes.reaches(iri, other) || context.graph.named(iri, skos.broader).includes(other);
  });
  if (wider) {
    const message = `${names} are said to mean the same, and one is the parent of the other. Take the match away.`;
    return finding('mapping-exact-and-broader', message, place());
  }
  const message = `${names} are said to mean the same, and both are terms of ours. Use mer:searchEquivalent.`;
  return finding('exact-match-between-concepts', message, place());
}

function twoOfOurs(context: CheckContext, { from, to, place }: MappingLink, clash: Clash): OntologyFinding {
  const [one, other] = [context.name(clash.known), context.name(clash.added)];
  if (clash.direct) {
    const code = context.name(clash.added === from ? to : from);
    const message = `${one} and ${other} both claim the code ${code}. Keep one as skos:exactMatch.`;
    return finding('code-claimed-twice', message, place());
  }
  const pair = context.disjointness.between(clash.known, clash.added);
  const why = `By this row ${context.describe(clash.known)} and ${context.describe(clash.added)} mean the same, by way of other codes`;
  return pair === undefined
    ? finding('mapping-chain', `${why}. Make one of the matches skos:closeMatch.`, place())
    : finding(
        'mapping-across-branches',
        `${why}, though they share nothing. Correct one of the matches.`,
        place(),
      );
}

/** ICD-O-3 morphology codes end in their behaviour; a branch says which it has (mer:behaviour). */
function* checkBehaviour(context: CheckContext, { from, to, place }: MappingLink): Iterable<OntologyFinding> {
  const namespace = context.ontology.prefixes.get('ICDO3');
  const [code, term] = namespace !== undefined && from.startsWith(namespace) ? [from, to] : [to, from];
  const digit = /\/(\d)(?:-|$)/.exec(code)?.[1];
  if (namespace === undefined || !code.startsWith(namespace) || digit === undefined) return;
  for (const [branch] of context.graph.statements(mer.behaviour)) {
    const allowed = context.graph.literals(branch, mer.behaviour).map(({ value }) => value);
    if (allowed.includes(digit) || !context.classes.reaches(term, branch)) continue;
    const message = `${context.describe(term)} is below ${context.describe(branch)}, whose codes have the behaviour ${allowed.map((each) => `/${each}`).join(', ')}; ${context.name(code)} has /${digit}. Correct the code, or the parent.`;
    yield finding('mapping-behaviour', message, place());
  }
}
