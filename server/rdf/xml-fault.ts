/** What xmldom says, and the kind of fault that it is. The first that fits counts. */
const xmlKinds: readonly (readonly [said: RegExp, kind: string])[] = [
  [/missing root element/, 'it has no element'],
  [/^unclosed xml tag|unexpected end of input/, 'an element is not closed'],
  [/tag mismatch|closing tag|end tag/i, 'an element is closed under another name'],
  [/redefined/, 'an attribute stands twice'],
  [/missed quot|missed value|attribute .*(?:quot|value)/, 'an attribute has no value in quotes'],
  [/NamespaceError|namespace/, 'a prefix is not declared'],
  [/entity/, 'an entity is not known, or & is not written as &amp;'],
  [/HierarchyRequest/, 'there is more than one outer element, or text beside it'],
  [/Unescaped/, '< stands in the value of an attribute'],
  [/comment/, 'a comment is not closed, or holds two hyphens'],
  [/CDATA/, 'a CDATA section is not closed, or stands outside the elements'],
  [/doctype/i, 'the document type is not well-formed'],
  [/attribute|qname|tagName|name/i, 'a name of an element or attribute is not valid'],
];

/** What oxigraph says of RDF/XML, and the kind of fault that it is. */
const rdfXmlKinds: readonly (readonly [said: RegExp, kind: string])[] = [
  [/namespaces are required/, 'an element or attribute has no namespace'],
  [/tag name/, 'an element has a name that RDF/XML keeps for itself'],
  [/Not both/, 'attributes stand together that rule each other out'],
  [/language tag/, 'a language tag is not valid'],
  [/IRI/, 'an IRI is not valid'],
  [/rdf:ID|already been used/, 'an rdf:ID is not valid, or stands twice'],
  [/nodeID/, 'an rdf:nodeID is not valid'],
  [/[Uu]nexpected|not allowed|[Ee]xpected/, 'an element, text or attribute stands where it may not'],
];

/**
 * The kind of a fault of XML, from the message of the parser. The words of the text, which that message quotes, are
 * left out: they may be the name or number of a patient.
 */
export function xmlFault(message: string): string {
  return kindOf(xmlKinds, message) ?? 'a sign stands where it may not';
}

/** As {@link xmlFault}, for what is well-formed and no RDF/XML. */
export function rdfXmlFault(message: string): string {
  return kindOf(rdfXmlKinds, message) ?? 'nodes and properties do not take turns';
}

function kindOf(kinds: typeof xmlKinds, message: string): string | undefined {
  return kinds.find(([said]) => said.test(message))?.[1];
}
