import type { Ontology } from '../ontology/ontology.ts';
import { recordTerms } from '../ontology/record-terms.ts';
import { isNamedNode } from '../rdf/terms.ts';
import { eucaim, mer } from '../rdf/vocabulary.ts';
import table from './catalogue-plane.json' with { type: 'json' };

/** What may stand on the public plane, and what belongs to others; see `catalogue-plane.json`. */
export interface CatalogueRules {
  /** Whether the things of a class are things about patients, and never public. */
  isRecordClass(iri: string): boolean;
  /** Whether only such things have a property. */
  isRecordProperty(iri: string): boolean;
  /** Whether a property tells of a patient, unless it stands at what collects many; see `isCollection`. */
  isAggregateProperty(iri: string): boolean;
  /** Whether things of a class collect many, of which properties as these tell what all of them have. */
  isCollection(iri: string): boolean;
  /** Whether a property says of a person what no catalogue has to tell. */
  isPersonalProperty(iri: string): boolean;
  /** Whether a property or class is the ontology's alone: the federation asks one node only for what it says. */
  isOntologyOnly(iri: string): boolean;
  /** Whether an IRI is one that pseudonyms have, at the node with this base (without a slash at the end). */
  isRecordIri(iri: string, base: string): boolean;
  /** Whether things of a class may stand in a catalogue by themselves. */
  standsAlone(iri: string): boolean;
  /** Whether an IRI is the ontology's, or that of a vocabulary or code system: no provider may say what it means. */
  isOntologyTerm(iri: string): boolean;
}

const standAlone = new Set([...iris(table.entries), ...iris(table.companions)]);
const personalClasses = new Set(iris(table.persons.classes));
const personalProperties = new Set(iris(table.persons.properties));
const aggregateProperties = new Set(iris(table.aggregates.properties));
const collections = new Set(iris(table.aggregates.classes));
const recordKinds = new Set(table.recordKinds);

function iris(names: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(names).flatMap(([namespace, local]) => local.map((name) => namespace + name));
}

/**
 * The rules under an ontology: its record classes and the properties with one as their domain, what it keeps to its
 * plane, and the namespaces of its prefix table, all of which are vocabularies and code systems.
 */
export function createCatalogueRules({
  quads,
  prefixes,
}: Pick<Ontology, 'quads' | 'prefixes'>): CatalogueRules {
  const terms = recordTerms(quads);
  const described = new Set(quads.flatMap(({ subject }) => (isNamedNode(subject) ? [subject.value] : [])));
  const only = new Set(
    quads.flatMap(({ subject, predicate, object }) =>
      subject.equals(mer.OntologyPlane) && predicate.equals(mer.onlyHere) ? [object.value] : [],
    ),
  );
  const vocabularies = [...new Set(prefixes.values())];
  const isOfPersons = (iri: string): boolean =>
    table.persons.namespaces.some((namespace) => iri.startsWith(namespace));
  return {
    // A thing whose class is one of EUCAIM's is about a patient, whatever branch the class is of.
    isRecordClass: (iri) =>
      terms.has(iri) || iri.startsWith(eucaim.namespace) || personalClasses.has(iri) || isOfPersons(iri),
    isRecordProperty: (iri) => terms.has(iri),
    isAggregateProperty: (iri) => aggregateProperties.has(iri),
    isCollection: (iri) => collections.has(iri),
    isPersonalProperty: (iri) => personalProperties.has(iri) || isOfPersons(iri),
    isOntologyOnly: (iri) => only.has(iri),
    isRecordIri: (iri, base) => {
      const minted = `${base}/id/`;
      if (!iri.startsWith(minted)) return false;
      const [, kind = '', ...rest] = iri.slice(minted.length).split('/');
      return rest.length > 0 && recordKinds.has(kind);
    },
    standsAlone: (iri) => standAlone.has(iri),
    isOntologyTerm: (iri) =>
      described.has(iri) || vocabularies.some((namespace) => iri.startsWith(namespace)),
  };
}
