import type { PrefixTable } from '../rdf/prefixes.ts';
import { finding, type OntologyFinding } from './ontology-finding.ts';

/** A prefix that is there names what it names: codes in sources, questions and mapping sets are written with it. */
export function otherNamespaces(
  before: PrefixTable,
  after: PrefixTable,
  file: string,
): readonly OntologyFinding[] {
  return [...before]
    .filter(([prefix, namespace]) => after.get(prefix) !== namespace)
    .map(([prefix, namespace]) =>
      finding('prefix-unreadable', `The prefix "${prefix}" has to stay ${namespace}.`, { file }),
    );
}
