import { toCurie, type PrefixTable } from '../../rdf/prefixes.ts';
import type { Ontology } from '../ontology.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CodeUse } from './code-use.ts';
import type { ListedCode, VocabularyList } from './vocabulary-list.ts';

/**
 * Uses of codes that a newer edition of their vocabulary no longer has, each with what may stand there instead: the
 * replacement that the list names, or the codes of the list with the same label. A code belongs to the vocabulary
 * when it lies in a namespace of the list and means a concept of ours; properties are none.
 */
export function findDrift(
  ontology: Ontology,
  list: VocabularyList,
  uses: Iterable<CodeUse>,
): readonly OntologyFinding[] {
  const namespaces = new Set([...list.keys()].map((iri) => namespaceOf(iri, ontology.prefixes)));
  const byLabel = new Map<string, string[]>();
  for (const [iri, { label, deprecated }] of list) {
    if (label === undefined || deprecated) continue;
    const key = label.toLowerCase();
    byLabel.set(key, [...(byLabel.get(key) ?? []), iri]);
  }
  const findings: OntologyFinding[] = [];
  const seen = new Set<string>();
  for (const { iri, place } of uses) {
    const listed = list.get(iri);
    if (!namespaces.has(namespaceOf(iri, ontology.prefixes)) || listed?.deprecated === false) continue;
    const concept = ontology.concept(iri);
    const use = `${iri} ${place.file ?? ''} ${String(place.line)}`;
    if (concept === undefined || seen.has(use)) continue;
    seen.add(use);
    const names = [...concept.labels.values(), ...concept.synonyms];
    const proposals = replacements(listed, names, byLabel).filter((each) => each !== iri);
    findings.push({
      kind: 'dead-code',
      severity: 'violation',
      message: `${concept.iri.value === iri ? concept.curie : toCurie(ontology.prefixes, iri)} (${concept.labels.get('en') ?? ''}) ${listed === undefined ? 'is not in the list' : 'is deprecated in the list'}. ${advice(proposals, ontology, list)}`,
      place,
    });
  }
  return findings;
}

function replacements(
  listed: ListedCode | undefined,
  names: readonly string[],
  byLabel: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (listed?.replacedBy !== undefined) return [listed.replacedBy];
  return [...new Set(names.flatMap((name) => byLabel.get(name.toLowerCase()) ?? []))];
}

function advice(proposals: readonly string[], ontology: Ontology, list: VocabularyList): string {
  if (proposals.length === 0)
    return 'Nothing in the list has its label; choose another code, or keep the term as ours.';
  const named = proposals.map((iri) => {
    const label = list.get(iri)?.label;
    return `${toCurie(ontology.prefixes, iri)}${label === undefined ? '' : ` (${label})`}`;
  });
  return `Use ${named.join(' or ')}.`;
}

/** The longest namespace of the table that an IRI begins with: a code may hold slashes, as `8140/3` does. */
function namespaceOf(iri: string, prefixes: PrefixTable): string {
  const known = [...prefixes.values()].filter((each) => iri.startsWith(each) && iri.length > each.length);
  const [longest] = known.sort((one, other) => other.length - one.length);
  return longest ?? iri.replace(/[^#/]*$/, '');
}
