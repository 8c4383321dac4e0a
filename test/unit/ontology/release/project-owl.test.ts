import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GraphTree } from '../../../../server/ontology/release/graph-tree.ts';
import { orderedStatements } from '../../../../server/ontology/release/ordered-statements.ts';
import { projectOwl } from '../../../../server/ontology/release/owl/project-owl.ts';
import { writeTurtle } from '../../../../server/ontology/release/write-turtle.ts';
import { parseTurtle } from '../../../../server/rdf/parse-turtle.ts';
import type { Quad } from '../../../../server/rdf/terms.ts';
import { repositoryOntology } from '../../../support/ontology.ts';

const namespaces: Readonly<Record<string, string>> = {
  dct: 'http://purl.org/dc/terms/',
  ex: 'urn:ex:',
  owl: 'http://www.w3.org/2002/07/owl#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};
const head = Object.entries(namespaces)
  .map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`)
  .join('\n');

async function project(text: string): Promise<{ written: string; leftOut: ReadonlyMap<string, number> }> {
  const options = { mediaType: 'text/turtle', baseIri: 'urn:base', file: 'x.ttl' };
  const { quads, leftOut } = projectOwl((await parseTurtle(`${head}\n${text}`, options)).quads);
  const tree = await GraphTree.create(quads);
  const lines = writeTurtle(tree, new Map(Object.entries(namespaces))).replace(/@prefix.*\n/g, '');
  return { written: lines.replace(/\s+/g, ' ').trim(), leftOut };
}

const header = '<urn:o> a owl:Ontology ; owl:versionInfo "1" .';

describe('the projection to OWL 2 DL', () => {
  const cases: readonly (readonly [what: string, input: string, found: RegExp])[] = [
    [
      'declares classes that are only named',
      'ex:A a owl:Class ; rdfs:subClassOf ex:B .',
      /ex:B a owl:Class \./,
    ],
    [
      'keeps restrictions and declares their property',
      'ex:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; owl:someValuesFrom ex:B ] .',
      /ex:p a owl:ObjectProperty .*|owl:someValuesFrom ex:B/,
    ],
    [
      'gives each use of an expression its own nodes',
      'ex:A rdfs:subClassOf _:x . ex:B rdfs:subClassOf _:x . _:x a owl:Restriction ; owl:onProperty ex:p ; owl:someValuesFrom ex:C .',
      /ex:A .*\[ a owl:Restriction .*ex:B .*\[ a owl:Restriction/,
    ],
    [
      'declares concepts as individuals',
      'ex:a a skos:Concept .',
      /ex:a a owl:NamedIndividual , skos:Concept/,
    ],
    [
      'writes codes as annotations',
      'ex:a skos:exactMatch ex:code .',
      /skos:exactMatch a owl:AnnotationProperty/,
    ],
    [
      'makes what describes the ontology an annotation',
      '<urn:o> dct:license ex:l . dct:license a owl:ObjectProperty .',
      /dct:license a owl:AnnotationProperty/,
    ],
    [
      'has one header',
      '<urn:module> a owl:Ontology ; dct:source ex:s .',
      /^<urn:o> a owl:Ontology ; .*dct:source ex:s ; .*rdfs:seeAlso <urn:module>/,
    ],
    [
      'keeps disjoint classes',
      '[] a owl:AllDisjointClasses ; owl:members ( ex:A ex:B ) .',
      /\[\] a owl:AllDisjointClasses ; owl:members \( ex:A ex:B \)/,
    ],
    [
      'writes a day, for which OWL 2 has no datatype, as text',
      'ex:a ex:note "2026-01-31"^^xsd:date .',
      /ex:note "2026-01-31" ?[;.]/,
    ],
  ];
  for (const [what, input, found] of cases) {
    it(what, async () => {
      assert.match((await project(`${header}\n${input}`)).written, found);
    });
  }

  const outside: readonly (readonly [what: string, input: string, counted: string])[] = [
    [
      'a range that is no datatype of OWL 2',
      'ex:p a owl:DatatypeProperty ; rdfs:range xsd:gYear .',
      'http://www.w3.org/2000/01/rdf-schema#range',
    ],
    ['a thing that is a name of XML Schema', 'ex:p a owl:ObjectProperty . ex:a ex:p xsd:date .', 'urn:ex:p'],
    ['a list as a value', 'ex:p a owl:ObjectProperty . ex:a ex:p ( ex:b ) .', 'urn:ex:p'],
    ['a text by an object property', 'ex:p a owl:ObjectProperty . ex:a ex:p "text" .', 'urn:ex:p'],
    [
      'properties of two kinds',
      'ex:p a owl:ObjectProperty ; rdfs:subPropertyOf ex:q . ex:q a owl:DatatypeProperty .',
      'http://www.w3.org/2000/01/rdf-schema#subPropertyOf',
    ],
    [
      'an expression without an end',
      'ex:A rdfs:subClassOf _:x . _:x a owl:Class ; owl:unionOf _:l . _:l rdf:first ex:B ; rdf:rest _:l .',
      'http://www.w3.org/2000/01/rdf-schema#subClassOf',
    ],
    [
      'an expression that doubles without end',
      'ex:A rdfs:subClassOf _:x . _:x a owl:Class ; owl:intersectionOf ( _:x _:x _:x ) .',
      'http://www.w3.org/2000/01/rdf-schema#subClassOf',
    ],
    [
      'an expression within itself',
      'ex:A rdfs:subClassOf _:x . _:x a owl:Class ; owl:complementOf _:x .',
      'http://www.w3.org/2000/01/rdf-schema#subClassOf',
    ],
  ];
  for (const [what, input, counted] of outside) {
    it(`leaves out and counts ${what}`, async () => {
      assert.deepEqual([...(await project(`${header}\n${input}`)).leftOut], [[counted, 1]]);
    });
  }

  it('projects the repository to what projects to itself', async () => {
    const once = await ordered(projectOwl((await repositoryOntology()).quads).quads);
    const { quads, leftOut } = projectOwl(once);
    assert.deepEqual([...leftOut], []);
    assert.deepEqual(await ordered(quads), once);
  });
});

async function ordered(quads: readonly Quad[]): Promise<readonly Quad[]> {
  return orderedStatements(await GraphTree.create(quads));
}
