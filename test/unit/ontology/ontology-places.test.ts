import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { owl, rdfs, skos } from '../../../server/rdf/vocabulary.ts';
import { writtenFile, writtenOntology } from '../../support/written-ontology.ts';

const ontology = await writtenOntology({
  'ontology/modules/a.ttl': `eucaim:CLIN1 a owl:Class ;
  rdfs:label "One"@en ;
  rdfs:subClassOf
    [ a owl:Restriction ; owl:onProperty eucaim:p ;
      owl:someValuesFrom eucaim:CLIN2 ] ,
    eucaim:CLIN3 ;
  skos:altLabel """long

name"""@en .
eucaim:CLIN2 a owl:Class ; rdfs:label "Two"@en .
`,
  'ontology/vocabularies/b.ttl': `# a comment
eucaim:CLIN1 a skos:Concept ; skos:inScheme scheme:b ;
  skos:prefLabel "One"@en .
`,
});
const eucaim = 'https://cancerimage.eu/ontology/EUCAIM#';
const a = writtenFile('ontology/modules/a.ttl');
const b = writtenFile('ontology/vocabularies/b.ttl');

describe('the place of a term', () => {
  const cases: readonly (readonly [string, string, string | undefined, string, number])[] = [
    ['of a concept is in its vocabulary', 'CLIN1', undefined, b, 3],
    ['of a class is where it is declared', 'CLIN2', undefined, a, 11],
    ['of a property is its line, in whatever file that is', 'CLIN1', rdfs.label.value, a, 3],
    ['of a property whose value begins further down is its own line', 'CLIN1', rdfs.subClassOf.value, a, 4],
    ['of a property behind nested and long values is its line', 'CLIN1', skos.altLabel.value, a, 8],
    ['of a property in the vocabulary is there', 'CLIN1', skos.prefLabel.value, b, 4],
    ['of a property that it has not is that of the term', 'CLIN1', owl.deprecated.value, b, 3],
  ];
  for (const [what, code, predicate, file, line] of cases) {
    it(what, () => {
      assert.deepEqual(ontology.place(eucaim + code, predicate), { file, line });
    });
  }

  it('is not known of a term that no file describes', () => {
    assert.equal(ontology.place(`${eucaim}CLIN3`), undefined);
    assert.equal(ontology.place('__proto__'), undefined);
  });
});
