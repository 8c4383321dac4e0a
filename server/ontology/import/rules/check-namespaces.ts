import { foundIn } from '../foreign-ontology.ts';
import type { ForeignOntology } from '../foreign-ontology.ts';
import type { ImportFinding } from '../import-finding.ts';

/** Addresses of known vocabularies: one that the file writes differently, or that others write differently. */
export function* checkNamespaces(ontology: ForeignOntology): Iterable<ImportFinding> {
  for (const { alias, namespace, focusNode, property } of ontology.aliases) {
    const message = `Names stand under ${alias}; they are read as ${namespace}.`;
    yield foundIn(ontology, 'namespace-alias', message, focusNode, property);
  }
  for (const { namespace, alsoWritten } of ontology.systems) {
    const others = alsoWritten.filter((written) => /^https?:/.test(written));
    const [first] = [...ontology.classes.keys()].filter((iri) => iri.startsWith(namespace));
    if (others.length === 0 || first === undefined) continue;
    const message = `Other documents write ${others.join(' or ')} for ${namespace}; all are read as one.`;
    yield foundIn(ontology, 'namespace-note', message, first);
  }
}
