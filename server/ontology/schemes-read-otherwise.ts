import type { TurtleOntology } from './turtle-ontology.ts';

/** The schemes whose codes mean other concepts; names and hierarchies of concepts do not count. */
export function schemesReadOtherwise(before: TurtleOntology, after: TurtleOntology): ReadonlySet<string> {
  const [old, now] = [before, after].map(codesOf);
  const schemes = new Set<string>();
  for (const [one, other] of [
    [old, now],
    [now, old],
  ])
    for (const [key, scheme] of one ?? []) if (other?.has(key) !== true) schemes.add(scheme);
  return schemes;
}

/** What codes mean, as text, to the scheme of the concept. */
function codesOf(ontology: TurtleOntology): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const { iri, scheme, exactMatches } of ontology.concepts)
    codes.set([iri.value, scheme.value, ...[...exactMatches].sort()].join(' '), scheme.value);
  for (const [retired, replacement] of ontology.replaced) {
    const scheme = ontology.concept(replacement)?.scheme.value;
    if (scheme !== undefined) codes.set(`${retired} ${replacement} ${scheme}`, scheme);
  }
  return codes;
}
