import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import type { Concept } from '../../../server/ontology/concept.ts';
import type { Ontology } from '../../../server/ontology/ontology.ts';
import { writtenFile, writtenOntology } from '../../support/written-ontology.ts';

const ontology = await writtenOntology({
  'ontology/modules/a.ttl': `
eucaim:CLIN1 a owl:Class ; rdfs:label "Neoplasm"@en ; rdfs:comment "What grows."@en ; skos:altLabel "Tumour"@en .
eucaim:CLIN2 a owl:Class ; rdfs:label "Neoplasm of breast"@en ; skos:altLabel "Breast tumour"@en ;
  rdfs:subClassOf eucaim:CLIN1 , [ a owl:Restriction ; owl:onProperty eucaim:hasFindingSite ; owl:someValuesFrom eucaim:BP1 ] .
eucaim:CLIN3 a owl:Class ; rdfs:label "Breast cancer as EUCAIM says"@en ; rdfs:subClassOf eucaim:CLIN2 .
eucaim:CLIN4 a owl:Class ; rdfs:label "Ductal cancer"@en ; rdfs:subClassOf eucaim:CLIN3 .
eucaim:CLIN5 a owl:Class ; owl:deprecated true ; dct:isReplacedBy eucaim:CLIN6 .
eucaim:CLIN6 a owl:Class ; owl:deprecated true ; dct:isReplacedBy eucaim:CLIN3 .
eucaim:CLIN7 a owl:Class ; owl:deprecated true .
eucaim:CLIN8 a owl:Class ; owl:deprecated true ; dct:isReplacedBy eucaim:CLIN8 .
eucaim:CLIN9 a owl:Class ; owl:deprecated true ; dct:isReplacedBy eucaim:CLIN1 , eucaim:CLIN2 .
eucaim:CLIN10 a owl:Class , skos:Concept .
mer:NoCode a owl:Class ; rdfs:label "A class of no code system"@en .
`,
  'ontology/vocabularies/cancer.ttl': `
eucaim:CLIN3 a skos:Concept ; skos:inScheme scheme:cancer ; skos:prefLabel "Breast cancer"@en .
eucaim:CLIN11 a skos:Concept ; skos:inScheme scheme:cancer ; owl:deprecated true ; dct:isReplacedBy eucaim:CLIN3 .
`,
  'ontology/vocabularies/labels/de.ttl': `
eucaim:CLIN1 mer:unreviewedLabel "Neubildung"@de .
eucaim:CLIN3 skos:prefLabel "Brustkrebs"@de ; mer:unreviewedLabel "Krebs der Brust"@de , "cáncer de mama"@es .
`,
  'sssom/a.sssom.tsv': `EUCAIM:CLIN1\tskos:exactMatch\tSNOMEDCT:1\tsemapv:X
EUCAIM:CLIN3\tskos:exactMatch\tICD10:C50\tsemapv:X
SNOMEDCT:2\tskos:exactMatch\tICD10:C50\tsemapv:X
RADLEX:RID2\tskos:exactMatch\tSNOMEDCT:2\tsemapv:X
SNOMEDCT:3\tskos:closeMatch\tICD10:C50\tsemapv:X
EUCAIM:CLIN2\tskos:exactMatch\tSNOMEDCT:9\tsemapv:X
EUCAIM:CLIN4\tskos:exactMatch\tSNOMEDCT:9\tsemapv:X
EUCAIM:CLIN99\tskos:exactMatch\tSNOMEDCT:99\tsemapv:X
`,
});

const concept = (code: string, of: Ontology = ontology): Concept => {
  const resolution = of.resolve(code);
  assert.ok(resolution.state === 'found', code);
  return resolution.concept;
};
const codes = (iris: Iterable<string>): string[] => [...iris].map((iri) => iri.replace(/.*#/, '')).sort();

describe('a class that no vocabulary holds', () => {
  it('is a concept of the scheme of classes, with its label, names and comment', () => {
    const { scheme, labels, synonyms, definition, curie } = concept('EUCAIM:CLIN1');
    assert.equal(scheme.value, 'https://w3id.org/meridian/scheme#eucaim');
    assert.equal(labels.get('en'), 'Neoplasm');
    assert.deepEqual(synonyms, ['Tumour']);
    assert.equal(definition, 'What grows.');
    assert.equal(curie, 'EUCAIM:CLIN1');
  });

  it('has its named superclasses as parents, and the concepts of vocabularies among its children', () => {
    assert.deepEqual(codes(concept('EUCAIM:CLIN2').broader), ['CLIN1']);
    assert.deepEqual(codes(concept('EUCAIM:CLIN2').narrower), ['CLIN3']);
    assert.deepEqual(codes(ontology.expand(concept('EUCAIM:CLIN1'))), ['CLIN1', 'CLIN2', 'CLIN3', 'CLIN4']);
    assert.deepEqual(codes(ontology.ancestors(concept('EUCAIM:CLIN4'))), ['CLIN3']);
  });

  it('is none where its code system has no scheme for classes, or a vocabulary holds it without a scheme', () => {
    assert.equal(ontology.concept('https://w3id.org/meridian/ns#NoCode'), undefined);
    assert.equal(ontology.resolve('EUCAIM:CLIN10').state, 'unknown');
  });

  it('has codes by mapping rows', () => {
    assert.equal(concept('SNOMEDCT:1').curie, 'EUCAIM:CLIN1');
  });
});

describe('a concept of a vocabulary that is a class too', () => {
  it('keeps its scheme, its label and its parents, and has classes among its children', () => {
    const { scheme, labels, broader, narrower } = concept('EUCAIM:CLIN3');
    assert.equal(scheme.value, 'https://w3id.org/meridian/scheme#cancer');
    assert.equal(labels.get('en'), 'Breast cancer');
    assert.deepEqual(broader, []);
    assert.deepEqual(codes(narrower), ['CLIN4']);
    assert.deepEqual(ontology.conceptsOf(scheme.value), [concept('EUCAIM:CLIN3')]);
  });

  it('has an unreviewed label only where there is no reviewed one, and tells which', () => {
    const { labels, unreviewed } = concept('EUCAIM:CLIN3');
    assert.equal(labels.get('de'), 'Brustkrebs');
    assert.equal(labels.get('es'), 'cáncer de mama');
    assert.deepEqual([...unreviewed], ['es']);
    assert.deepEqual([...concept('EUCAIM:CLIN1').unreviewed], ['de']);
    assert.equal(concept('EUCAIM:CLIN2').unreviewed.size, 0);
  });
});

describe('a retired class', () => {
  it('means what replaces it, over several steps, and the answer says so', () => {
    const resolution = ontology.resolve('CLIN5');
    assert.equal(resolution.state, 'unknown', 'too short for a bare code');
    for (const code of ['EUCAIM:CLIN5', 'https://cancerimage.eu/ontology/EUCAIM#CLIN5', 'eucaim:CLIN5']) {
      const found = ontology.resolve(code);
      assert.ok(found.state === 'found', code);
      assert.equal(found.concept.curie, 'EUCAIM:CLIN3');
      assert.equal(found.replaced, 'EUCAIM:CLIN5');
    }
    const direct = ontology.resolve('EUCAIM:CLIN3');
    assert.ok(direct.state === 'found');
    assert.equal(direct.replaced, undefined);
    assert.equal(ontology.concept('https://cancerimage.eu/ontology/EUCAIM#CLIN6'), concept('EUCAIM:CLIN3'));
  });

  it('may be a concept of a vocabulary, which then no longer lists it', () => {
    assert.equal(concept('EUCAIM:CLIN11'), concept('EUCAIM:CLIN3'));
    assert.equal(ontology.conceptsOf('https://w3id.org/meridian/scheme#cancer').length, 1);
  });

  it('means nothing without a replacement, with two, and in a circle', () => {
    for (const code of ['CLIN7', 'CLIN8', 'CLIN9'])
      assert.equal(ontology.resolve(`EUCAIM:${code}`).state, 'unknown', code);
  });
});

describe('codes that mean the same', () => {
  it('form one class, through codes of other systems too', () => {
    const breast = concept('EUCAIM:CLIN3');
    for (const code of ['ICD10:C50', 'SNOMEDCT:2', 'RADLEX:RID2']) assert.equal(concept(code), breast, code);
    assert.equal(breast.exactMatches.length, 3);
    assert.equal(ontology.resolve('SNOMEDCT:3').state, 'unknown');
  });

  it('that two concepts claim belong to the one with the smaller IRI, and are told as a conflict', () => {
    assert.equal(concept('SNOMEDCT:9').curie, 'EUCAIM:CLIN2');
    assert.deepEqual(
      ontology.conflicts.map((conflict) => ({
        codes: conflict.codes,
        concepts: codes(conflict.concepts),
      })),
      [{ codes: ['http://snomed.info/id/9'], concepts: ['CLIN2', 'CLIN4'] }],
    );
  });

  it('stay unknown where the concept is', () => {
    assert.equal(ontology.resolve('SNOMEDCT:99').state, 'unknown');
  });
});

describe('a code that divides another', () => {
  it('is unknown, with the concept of its category as the wider and the nearest one', () => {
    for (const code of ['ICD10:C50.4', 'ICD-10:C504', 'ICD10:C50.41']) {
      const resolution = ontology.resolve(code);
      assert.ok(resolution.state === 'unknown', code);
      assert.equal(resolution.broader?.curie, 'EUCAIM:CLIN3', code);
      assert.equal(resolution.near[0]?.curie, 'EUCAIM:CLIN3', code);
    }
  });

  it('has no wider concept where the category has none, and in systems that do not say so', () => {
    for (const code of ['ICD10:C51.4', 'ICD10:C5', 'SNOMEDCT:1.1', 'ICD10:C50-C51']) {
      const resolution = ontology.resolve(code);
      assert.ok(resolution.state === 'unknown', code);
      assert.equal(resolution.broader, undefined, code);
    }
  });
});

describe('an ontology read with an edit', () => {
  it('is the edited one', async () => {
    const edited = await writtenOntology({
      'ontology/imports/b.ttl': 'eucaim:CLIN1 a owl:Class ; rdfs:label "Something else"@en .',
    });
    assert.equal(concept('EUCAIM:CLIN1', edited).labels.get('en'), 'Something else');
    assert.notEqual(edited.hash, ontology.hash);
  });

  it('is refused with file and line where the edit is broken', async () => {
    const broken: readonly (readonly [string, string, string, number])[] = [
      ['ontology/modules/b.ttl', 'eucaim:A a owl:Class .\neucaim:B a .', 'bad-ontology', 3],
      ['sssom/b.sssom.tsv', 'EUCAIM:CLIN1\tskos:exactMatch\tNONE:1\tsemapv:X\n', 'bad-mapping', 7],
    ];
    for (const [file, text, code, line] of broken) {
      await assert.rejects(
        writtenOntology({ [file]: text }),
        (error) =>
          error instanceof MeridianError &&
          error.code === code &&
          error.place?.file === writtenFile(file) &&
          error.place.line === line,
        file,
      );
    }
  });
});
