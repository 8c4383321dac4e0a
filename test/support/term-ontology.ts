import { join } from 'node:path';
import { loadOntology } from '../../server/ontology/load-ontology.ts';
import { Terms } from '../../server/ontology/terms/terms.ts';
import { ontologyFolder, sssomFolder } from './ontology.ts';

const added = `
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eucaim: <https://cancerimage.eu/ontology/EUCAIM#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

eucaim:CLIN1999901 a owl:Class ; rdfs:label "Old name"@en ; owl:deprecated true ;
  dct:isReplacedBy eucaim:CLIN1000075 ; rdfs:comment "Left out since 2.0 & <b>gone</b>."@en .
eucaim:CLIN1999902 a owl:Class ; rdfs:label "Without a replacement"@en ; owl:deprecated true .
eucaim:CLIN1999903 a owl:Class ; rdfs:label "<script>alert(1)</script>"@en ; skos:altLabel "\\"><img src=x>"@en ;
  rdfs:comment "</p><script>alert(2)</script>"@en ; rdfs:subClassOf eucaim:CLIN1000001 .
eucaim:CLIN1999904 a owl:Class ; rdfs:label "Defined"@en ;
  owl:equivalentClass [ owl:intersectionOf ( eucaim:CLIN1000001
    [ a owl:Restriction ; owl:onProperty eucaim:hasFindingSite ;
      owl:someValuesFrom [ owl:unionOf ( eucaim:BP1000021 eucaim:BP1000105 ) ] ]
    [ a owl:Restriction ; owl:onProperty eucaim:hasSubject ; owl:minQualifiedCardinality "2"^^xsd:nonNegativeInteger ;
      owl:onClass eucaim:COM1001047 ] ) ] ;
  rdfs:subClassOf [ a owl:Restriction ; owl:onProperty eucaim:hasFindingSite ; owl:allValuesFrom eucaim:BP1000021 ] .
eucaim:CLIN1999905 a owl:Class ; rdfs:label "In a circle"@en ; owl:equivalentClass _:circle ;
  rdfs:subClassOf [ a owl:Restriction ; owl:onProperty eucaim:hasFindingSite ; owl:someValuesFrom _:union ] .
_:circle owl:intersectionOf ( _:circle eucaim:CLIN1000001
  [ a owl:Restriction ; owl:onProperty eucaim:hasSubject ; owl:someValuesFrom eucaim:COM1001047 ] ) .
_:union owl:unionOf ( eucaim:BP1000021 _:union ) .
`;

let loaded: Promise<Terms> | undefined;

/** The terms of the repository and a few more: retired ones, one with markup in its names, a defined class. */
export function termOntology(): Promise<Terms> {
  loaded ??= loadOntology({
    ontologyFolder,
    sssomFolder,
    replaced: new Map([[join(ontologyFolder, 'modules', 'added-for-tests.ttl'), added]]),
  }).then((ontology) => new Terms(ontology));
  return loaded;
}
