import type { Ontology } from '../ontology/ontology.ts';
import { recordTerms } from '../ontology/record-terms.ts';
import { isNamedNode } from '../rdf/terms.ts';
import { eucaim } from '../rdf/vocabulary.ts';
import table from './catalogue-plane.json' with { type: 'json' };

/** What may stand on the public plane, and what belongs to others; see `catalogue-plane.json`. */
export interface CatalogueRules {
  /** Whether the things of a class are things about patients, and never public. */
  isRecordClass(iri: string): boolean;
  /** Whether only such things have a property. */
  isRecordProperty(iri: string): boolean;
  /** Whether an IRI is one that pseudonyms have, at the node with this base (without a slash at the end). */
  isRecordIri(iri: string, base: string): boolean;
  /** Whether things of a class may stand in a catalogue by themselves. */
  standsAlone(iri: string): boolean;
  /** Whether the ontology says something about an IRI: no provider may add to that. */
  isOntologyTerm(iri: string): boolean;
}

const standAlone = new Set(
  [table.entries, table.companions].flatMap((namespaces) =>
    Object.entries(namespaces).flatMap(([namespace, names]) => names.map((name) => namespace + name)),
  ),
);
const recordKinds = new Set(table.recordKinds);

/** The rules under an ontology: its record classes and the properties with one as their domain. */
export function createCatalogueRules({ quads }: Pick<Ontology, 'quads'>): CatalogueRules {
  const terms = recordTerms(quads);
  const described = new Set(quads.flatMap(({ subject }) => (isNamedNode(subject) ? [subject.value] : [])));
  return {
    // Every class of EUCAIM is about patients: markers and procedures too, which the ontology has not as classes.
    isRecordClass: (iri) => terms.has(iri) || iri.startsWith(eucaim.namespace),
    isRecordProperty: (iri) => terms.has(iri),
    isRecordIri: (iri, base) => {
      const minted = `${base}/id/`;
      if (!iri.startsWith(minted)) return false;
      const [, kind = '', ...rest] = iri.slice(minted.length).split('/');
      return rest.length > 0 && recordKinds.has(kind);
    },
    standsAlone: (iri) => standAlone.has(iri),
    isOntologyTerm: (iri) => described.has(iri),
  };
}
