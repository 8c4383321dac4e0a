import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** An ontology of a few terms in a folder of its own, for tests that write, break and compare one. */
export interface TinyOntology {
  readonly root: string;
  readonly ontologyFolder: string;
  readonly sssomFolder: string;
}

const prefixes = `@prefix dct: <http://purl.org/dc/terms/> .
@prefix eucaim: <https://cancerimage.eu/ontology/EUCAIM#> .
@prefix mer: <https://w3id.org/meridian/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix scheme: <https://w3id.org/meridian/scheme#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;

export const tinyFiles: Readonly<Record<string, string>> = {
  'ontology/prefixes.ttl': `${prefixes}
<https://w3id.org/meridian/prefixes> a owl:Ontology ; sh:declare
  [ sh:prefix "dct" ; sh:namespace "http://purl.org/dc/terms/"^^xsd:anyURI ] ,
  [ sh:prefix "owl" ; sh:namespace "http://www.w3.org/2002/07/owl#"^^xsd:anyURI ] ,
  [ sh:prefix "rdf" ; sh:namespace "http://www.w3.org/1999/02/22-rdf-syntax-ns#"^^xsd:anyURI ] ,
  [ sh:prefix "rdfs" ; sh:namespace "http://www.w3.org/2000/01/rdf-schema#"^^xsd:anyURI ] ,
  [ sh:prefix "skos" ; sh:namespace "http://www.w3.org/2004/02/skos/core#"^^xsd:anyURI ] ,
  [ sh:prefix "xsd" ; sh:namespace "http://www.w3.org/2001/XMLSchema#"^^xsd:anyURI ] ,
  [ sh:prefix "mer" ; sh:namespace "https://w3id.org/meridian/ns#"^^xsd:anyURI ] ,
  [ sh:prefix "scheme" ; sh:namespace "https://w3id.org/meridian/scheme#"^^xsd:anyURI ] ,
  [ sh:prefix "eucaim" ; sh:namespace "https://cancerimage.eu/ontology/EUCAIM#"^^xsd:anyURI ] ,
  [ sh:prefix "EUCAIM" ; sh:namespace "https://cancerimage.eu/ontology/EUCAIM#"^^xsd:anyURI ;
    mer:alsoWritten "https://hyperontology.eucaim.cancerimage.eu/#" ;
    mer:classScheme <https://w3id.org/meridian/scheme#eucaim> ] ,
  [ sh:prefix "SNOMEDCT" ; sh:namespace "http://snomed.info/id/"^^xsd:anyURI ;
    mer:codePattern "[1-9][0-9]{2,14}(00|10)[0-9]" ; mer:checkDigit mer:Verhoeff ] ,
  [ sh:prefix "OMOP" ; sh:namespace "https://athena.ohdsi.org/search-terms/terms/"^^xsd:anyURI ;
    mer:codePattern "0|[1-9][0-9]*" ] .
`,
  'ontology/core.ttl': `${prefixes}
<https://w3id.org/meridian/ontology> a owl:Ontology ; dct:title "Tiny"@en ;
  dct:issued "2026-01-31"^^xsd:date ; owl:versionIRI <https://w3id.org/meridian/ontology/2026.1> ; owl:versionInfo "2026.1" .
eucaim:hasFindingSite a owl:ObjectProperty ; rdfs:label "has finding site"@en .
mer:studyDate a owl:DatatypeProperty ; rdfs:label "study date"@en ; rdfs:range xsd:date .
`,
  'ontology/attributes.ttl': `${prefixes}
<https://w3id.org/meridian/attribute#organ> a mer:Attribute ; mer:name "organ" ; mer:order 1 ;
  skos:prefLabel "Organ"@en ; skos:definition "The organ."@en ; mer:valueScheme scheme:organ ;
  mer:catalogue [ mer:level mer:DatasetLevel ; mer:path ( eucaim:hasFindingSite [ sh:inversePath eucaim:hasFindingSite ] ) ] ;
  mer:facetKind mer:ListFacet ; mer:absence mer:MeansUnknown .
`,
  'ontology/modules/classes.ttl': `${prefixes}
eucaim:BP1000001 a owl:Class ; rdfs:label "Body structure"@en .
eucaim:BP1000002 a owl:Class ; rdfs:label "Kidney"@en ; rdfs:subClassOf eucaim:BP1000001 .
eucaim:BP1000003 a owl:Class ; rdfs:label "Liver"@en ; skos:altLabel "Hepar"@en ; rdfs:subClassOf eucaim:BP1000001 .
eucaim:CLIN1000001 a owl:Class ; rdfs:label "Tumour"@en .
eucaim:CLIN1000002 a owl:Class ; rdfs:label "Tumour of kidney"@en ; rdfs:subClassOf eucaim:CLIN1000001 ,
  [ a owl:Restriction ; owl:onProperty eucaim:hasFindingSite ; owl:someValuesFrom eucaim:BP1000002 ] .
[] a owl:AllDisjointClasses ; owl:members ( eucaim:BP1000001 eucaim:CLIN1000001 ) .
`,
  'ontology/vocabularies/organ.ttl': `${prefixes}
scheme:organ a skos:ConceptScheme ; skos:prefLabel "Organ"@en .
eucaim:BP1000002 a skos:Concept ; skos:inScheme scheme:organ ; skos:prefLabel "Kidney"@en .
eucaim:BP1000003 a skos:Concept ; skos:inScheme scheme:organ ; skos:prefLabel "Liver"@en , "Leber"@de .
`,
  'mappings/sssom/eucaim-exactmatch-snomedct.sssom.tsv': `# curie_map:
#   EUCAIM: https://cancerimage.eu/ontology/EUCAIM#
#   SNOMEDCT: http://snomed.info/id/
# license: https://creativecommons.org/licenses/by/4.0/
# mapping_set_id: https://w3id.org/meridian/mapping/eucaim-exactmatch-snomedct
subject_id\tpredicate_id\tobject_id\tmapping_justification
EUCAIM:BP1000002\tskos:exactMatch\tSNOMEDCT:64033007\tsemapv:ManualMappingCuration
EUCAIM:BP1000003\tskos:exactMatch\tSNOMEDCT:10200004\tsemapv:ManualMappingCuration
`,
};

/** Writes the tiny ontology, with some files replaced (or left out, where the text is empty), in the order given. */
export function writeTinyOntology(
  changes: Readonly<Record<string, string>> = {},
  order: (names: string[]) => string[] = (names) => names,
): TinyOntology {
  const root = mkdtempSync(join(tmpdir(), 'tiny-ontology-'));
  const files = { ...tinyFiles, ...changes };
  for (const name of order(Object.keys(files))) {
    const text = files[name] ?? '';
    if (text === '') continue;
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return { root, ontologyFolder: join(root, 'ontology'), sssomFolder: join(root, 'mappings', 'sssom') };
}
