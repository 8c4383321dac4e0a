import { rdfs } from '../../../rdf/vocabulary.ts';
import { foundIn, nameOf } from '../foreign-ontology.ts';
import type { ForeignOntology } from '../foreign-ontology.ts';
import type { ImportFinding } from '../import-finding.ts';
import { toCurie } from '../../../rdf/prefixes.ts';

/** A class whose members need another member of it as a value: a slip, for it says nothing of the class. */
export function* checkRestrictions(ontology: ForeignOntology): Iterable<ImportFinding> {
  for (const { iri, restrictions } of ontology.classes.values()) {
    for (const { property, filler } of restrictions) {
      if (filler !== iri) continue;
      const name = toCurie(ontology.prefixes, property);
      const message = `${nameOf(ontology, iri)} is restricted to itself by ${name}.`;
      yield foundIn(ontology, 'self-restriction', message, iri, rdfs.subClassOf.value);
    }
  }
}
