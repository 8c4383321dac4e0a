import { owl, rdf, rdfs, skos, xsd } from '../../../rdf/vocabulary.ts';

const values = (terms: readonly { readonly value: string }[]): ReadonlySet<string> =>
  new Set(terms.map(({ value }) => value));

/** The datatype map of OWL 2 (Structural Specification, section 4); other datatypes of XML Schema are not in it. */
export const owlDatatypes: ReadonlySet<string> = values([
  ...[rdfs.Literal, rdf.PlainLiteral, rdf.XMLLiteral, rdf.langString, owl.real, owl.rational],
  ...[xsd.string, xsd.normalizedString, xsd.token, xsd.language, xsd.Name, xsd.NCName, xsd.NMTOKEN],
  ...[xsd.boolean, xsd.decimal, xsd.integer, xsd.double, xsd.float, xsd.dateTime, xsd.dateTimeStamp],
  ...[xsd.hexBinary, xsd.base64Binary, xsd.anyURI, xsd.nonNegativeInteger, xsd.nonPositiveInteger],
  ...[xsd.positiveInteger, xsd.negativeInteger, xsd.long, xsd.int, xsd.short, xsd.byte],
  ...[xsd.unsignedLong, xsd.unsignedInt, xsd.unsignedShort, xsd.unsignedByte],
]);

/** The annotation properties that OWL 2 has itself (section 5.5). */
export const builtInAnnotations: ReadonlySet<string> = values([
  ...[rdfs.label, rdfs.comment, rdfs.seeAlso, rdfs.isDefinedBy],
  ...[owl.deprecated, owl.versionInfo, owl.priorVersion, owl.backwardCompatibleWith, owl.incompatibleWith],
]);

/** The relations that SKOS declares to be object properties; its labels, notes and mappings are written as annotations. */
export const skosRelations: ReadonlySet<string> = values([
  ...[skos.broader, skos.narrower, skos.related, skos.broaderTransitive, skos.narrowerTransitive],
  ...[skos.semanticRelation, skos.inScheme, skos.hasTopConcept, skos.topConceptOf],
]);

/** Types that make a property an object property (section 9.2). */
export const objectPropertyTypes: ReadonlySet<string> = values([
  ...[owl.ObjectProperty, owl.SymmetricProperty, owl.AsymmetricProperty, owl.TransitiveProperty],
  ...[owl.ReflexiveProperty, owl.IrreflexiveProperty, owl.InverseFunctionalProperty],
]);

/** Whether a name belongs to RDF, RDFS, XML Schema or OWL, which OWL 2 DL keeps for itself (section 2.4). */
export function isReserved(iri: string): boolean {
  return [rdf, rdfs, xsd, owl].some(({ namespace }) => iri.startsWith(namespace));
}
