import type { NamedNode } from '@rdfjs/types';
import { DataFactory } from 'n3';

/**
 * The typed vocabulary: each namespace is declared once with the local names the code uses, so that a misspelt
 * term fails to compile. `ontology/prefixes.ttl` is the prefix table of the data; a test holds the two equal.
 */
type Vocabulary<Name extends string> = Readonly<Record<Name, NamedNode>> & {
  readonly namespace: string;
};

function vocabulary<const Name extends string>(namespace: string, names: readonly Name[]): Vocabulary<Name> {
  const terms: Record<string, NamedNode | string> = { namespace };
  for (const name of names) terms[name] = DataFactory.namedNode(namespace + name);
  return Object.freeze(terms) as Vocabulary<Name>;
}

export const rdf = vocabulary('http://www.w3.org/1999/02/22-rdf-syntax-ns#', [
  'type',
  'first',
  'rest',
  'nil',
  'langString',
  'Statement',
]);
export const rdfs = vocabulary('http://www.w3.org/2000/01/rdf-schema#', [
  'label',
  'comment',
  'subClassOf',
  'subPropertyOf',
  'seeAlso',
  'domain',
  'range',
]);
export const xsd = vocabulary('http://www.w3.org/2001/XMLSchema#', [
  'string',
  'boolean',
  'integer',
  'decimal',
  'double',
  'date',
  'dateTime',
  'gYear',
  'anyURI',
  'nonNegativeInteger',
  'duration',
  'float',
  'hexBinary',
]);
export const owl = vocabulary('http://www.w3.org/2002/07/owl#', [
  'versionInfo',
  'Ontology',
  'sameAs',
  'Class',
]);
export const skos = vocabulary('http://www.w3.org/2004/02/skos/core#', [
  'Concept',
  'ConceptScheme',
  'prefLabel',
  'altLabel',
  'hiddenLabel',
  'definition',
  'notation',
  'inScheme',
  'topConceptOf',
  'hasTopConcept',
  'broader',
  'narrower',
  'exactMatch',
  'closeMatch',
  'broadMatch',
  'narrowMatch',
  'relatedMatch',
  'scopeNote',
]);
export const dct = vocabulary('http://purl.org/dc/terms/', [
  'title',
  'description',
  'identifier',
  'publisher',
  'issued',
  'modified',
  'type',
  'accessRights',
  'rights',
  'isPartOf',
  'provenance',
  'license',
  'source',
  'language',
  'format',
  'temporal',
  'spatial',
  'hasPart',
]);
export const dcat = vocabulary('http://www.w3.org/ns/dcat#', [
  'Catalog',
  'Dataset',
  'Distribution',
  'DataService',
  'dataset',
  'distribution',
  'contactPoint',
  'keyword',
  'theme',
  'version',
  'accessURL',
  'mediaType',
  'landingPage',
  'startDate',
  'endDate',
  'byteSize',
  'downloadURL',
]);
export const foaf = vocabulary('http://xmlns.com/foaf/0.1/', ['Agent', 'name', 'page', 'Organization']);
export const vcard = vocabulary('http://www.w3.org/2006/vcard/ns#', [
  'Kind',
  'fn',
  'hasEmail',
  'hasURL',
  'Organization',
]);
export const prov = vocabulary('http://www.w3.org/ns/prov#', [
  'wasDerivedFrom',
  'generatedAtTime',
  'wasAttributedTo',
]);
export const odrl = vocabulary('http://www.w3.org/ns/odrl/2/', [
  'hasPolicy',
  'Offer',
  'permission',
  'action',
]);
export const voidVocabulary = vocabulary('http://rdfs.org/ns/void#', [
  'Dataset',
  'sparqlEndpoint',
  'triples',
]);
export const sh = vocabulary('http://www.w3.org/ns/shacl#', [
  'NodeShape',
  'PropertyShape',
  'declare',
  'prefix',
  'namespace',
  'prefixes',
  'targetClass',
  'targetNode',
  'property',
  'path',
  'message',
  'severity',
  'Violation',
  'Warning',
  'Info',
  'ValidationReport',
  'ValidationResult',
  'conforms',
  'result',
  'focusNode',
  'resultPath',
  'value',
  'resultMessage',
  'resultSeverity',
  'sourceShape',
  'sourceConstraintComponent',
  'inversePath',
  'alternativePath',
  'zeroOrMorePath',
  'oneOrMorePath',
  'zeroOrOnePath',
  'name',
  'description',
  'order',
  'detail',
]);
export const eucaim = vocabulary('https://cancerimage.eu/ontology/EUCAIM#', [
  'COM1001047',
  'CLIN1007977',
  'IMG1016308',
  'IMG1016309',
  'hasBirthSex',
  'hasCondition',
  'hasImageModality',
  'hasImageBodyPart',
  'hasEquipmentManufacturer',
  'collectionMethod',
  'interoperabilityLevel',
  'AgeAtDiagnosis',
  'inheresIn',
  'hasSubject',
  'Composed_Of',
  'NumberOfInstances',
]);
export const healthdcatap = vocabulary('http://healthdataportal.eu/ns/health#', [
  'numberOfUniqueIndividuals',
  'numberOfRecords',
  'minTypicalAge',
  'maxTypicalAge',
  'healthCategory',
  'hdab',
]);
export const mer = vocabulary('https://w3id.org/meridian/ns#', [
  'Attribute',
  'name',
  'valueScheme',
  'datatype',
  'unit',
  'catalogue',
  'record',
  'level',
  'path',
  'lowerPath',
  'upperPath',
  'facetKind',
  'absence',
  'order',
  'DatasetLevel',
  'PatientLevel',
  'ConditionLevel',
  'StudyLevel',
  'SeriesLevel',
  'HierarchyFacet',
  'ListFacet',
  'RangeFacet',
  'MeansNo',
  'MeansUnknown',
  'searchEquivalent',
  'unmapped',
  'completeFor',
  'NotInScheme',
  'provider',
  'submission',
  'studyDate',
  'assertedDate',
  'yearOfDiagnosis',
  'minYearOfDiagnosis',
  'maxYearOfDiagnosis',
  'clause',
  'Profile',
  'includesShape',
  'includesShapesOf',
  'toPatient',
  'class',
  'Level',
  'DICOM',
  'RDF',
  'CataloguePlane',
  'RecordPlane',
]);

/** The node classes of the record plane, under the names that people use for the EUCAIM codes. */
export const recordClasses = {
  patient: eucaim.COM1001047,
  condition: eucaim.CLIN1007977,
  study: eucaim.IMG1016308,
  series: eucaim.IMG1016309,
} as const;
