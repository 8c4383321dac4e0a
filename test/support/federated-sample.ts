import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFactory, Parser } from 'n3';
import { createPlanes, type Planes } from '../../server/federate/planes.ts';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';

const declared = join(import.meta.dirname, '..', '..', 'ontology', 'planes.ttl');

/** Where triples live, for nodes that hold this ontology. */
export function planesOf(ontology: string): Planes {
  return createPlanes(
    [readFileSync(declared, 'utf8'), ontology].flatMap((turtle) =>
      new Parser({ factory: DataFactory }).parse(turtle),
    ),
  );
}

export const prefixes = `
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX eucaim: <https://cancerimage.eu/ontology/EUCAIM#>
PREFIX mer: <https://w3id.org/meridian/ns#>
PREFIX c: <https://concepts.example.org/>
PREFIX x: <https://data.example.org/vocabulary#>
`;

/** A small SKOS tree of 40 concepts, as every node holds it. */
export function sampleOntology(): string {
  const lines = [
    prefixes,
    '<https://concepts.example.org/> a owl:Ontology ; dct:title "Sample concepts"@en ; owl:versionInfo "1" .',
  ];
  lines.push(
    'dcat:Dataset a owl:Class ; rdfs:label "Dataset"@en . x:Patient a owl:Class ; rdfs:label "Patient"@en .',
  );
  for (let index = 0; index < 40; index++) {
    const broader = index === 0 ? '' : `; skos:broader c:${Math.floor((index - 1) / 3)} `;
    const equivalent = index % 10 === 4 ? `; mer:searchEquivalent c:${index + 1} ` : '';
    lines.push(
      `c:${index} a skos:Concept ; skos:prefLabel "Concept ${index}"@en ; skos:notation "${index}" ; rdfs:label "k${index}" ${broader}${equivalent}.`,
    );
  }
  return lines.join('\n');
}

/**
 * Datasets, distributions, patients, studies and series that one node owns; the same for the same seed. Datasets and
 * the skolem nodes that they name as themes carry what the ontology carries too: labels, notations, versions, classes,
 * broader terms of their own and of the ontology.
 */
export function sampleNode(id: string, seed: number, patients = 30): string {
  const generator = xoroshiro128plus(seed);
  const below = (limit: number): number => uniformInt(generator, 0, limit - 1);
  const thing = (kind: string, index: number): string => `<https://${id}.example.org/id/${kind}/${index}>`;
  const lines = [prefixes];
  for (let index = 0; index < 8; index++) {
    lines.push(
      `${thing('dataset', index)} a dcat:Dataset ; dct:title "Dataset ${index % 3} of ${id}"@en ; dcat:keyword "word ${below(4)}" ; x:word "${['Zoo', 'aorta', 'Äther', 'émail', 'e\u0301mail', 'liver', 'Lung', ''][index]}" ;`,
      `  eucaim:hasImageModality c:${below(40)} , c:${below(40)} ; dcat:distribution ${thing('distribution', index)}${index % 2 === 0 ? ` ; dct:description "Text"` : ''} .`,
      `${thing('dataset', index)} owl:versionInfo "${index % 2}" ; skos:prefLabel "Concept ${index}"@en ; skos:notation "${index}" ; rdfs:label "k${index}" ;`,
      `  owl:sameAs <https://elsewhere.example.org/${index}> ; dcat:theme ${thing('node', index)} , c:${index} .`,
      `${thing('node', index)} a skos:Concept ; skos:prefLabel "Theme ${index % 3}"@en ; skos:notation "t${index % 3}" ; rdfs:label "k${index}" ;`,
      `  skos:exactMatch c:${index} ; skos:broader ${index < 4 ? `c:${index}` : thing('node', index - 4)} ; rdfs:subClassOf dcat:Dataset ; owl:versionInfo "1" .`,
      `${thing('distribution', index)} a dcat:Distribution ; dcat:byteSize ${1000 + below(5000)} .`,
    );
  }
  for (let index = 0; index < patients; index++) {
    lines.push(
      `${thing('patient', index)} a x:Patient ; eucaim:hasBirthSex c:${1 + below(2)} ; x:age ${20 + below(60)} ; x:weight ${50 + below(50)}.${below(10)} ; dct:isPartOf ${thing('dataset', below(8))} .`,
    );
    if (below(3) > 0) lines.push(`${thing('patient', index)} eucaim:hasCondition c:${below(40)} .`);
    for (let study = 0; study < below(3); study++) {
      const number = index * 10 + study;
      lines.push(
        `${thing('study', number)} eucaim:hasSubject ${thing('patient', index)} ; eucaim:Composed_Of ${thing('series', number)} .`,
        `${thing('series', number)} eucaim:hasImageModality c:${below(40)} ; eucaim:NumberOfInstances ${1 + below(200)} .`,
      );
    }
  }
  return lines.join('\n');
}
