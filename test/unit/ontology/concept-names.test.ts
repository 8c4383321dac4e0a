import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SearchOptions } from '../../../server/ontology/concept.ts';
import { writtenOntology } from '../../support/written-ontology.ts';

const ontology = await writtenOntology({
  'ontology/vocabularies/a.ttl': `
eucaim:BP1000021 a skos:Concept ; skos:inScheme scheme:bodyPart ;
  skos:prefLabel "Prostate"@en , "Prostata"@de , "próstata"@es ; skos:altLabel "Prostatic structure"@en .
eucaim:CLIN1000075 a skos:Concept ; skos:inScheme scheme:cancerType ;
  skos:prefLabel "Malignant neoplasm of prostate"@en , "Bösartige Neubildung der Prostata"@de ;
  skos:altLabel "Prostate cancer"@en .
eucaim:IMG1000042 a skos:Concept ; skos:inScheme scheme:modality ;
  skos:prefLabel "Computed tomography"@en , "Computertomographie"@de ; skos:altLabel "CT"@en , "CAT scan"@en .
eucaim:IMG1000062 a skos:Concept ; skos:inScheme scheme:modality ; skos:prefLabel "Positron emission tomography"@en .
eucaim:BP1000105 a skos:Concept ; skos:inScheme scheme:bodyPart ; skos:prefLabel "Liver"@en , "Leber"@de .
`,
  'ontology/vocabularies/labels/fr.ttl': 'eucaim:BP1000105 mer:unreviewedLabel "foie"@fr .',
  'sssom/a.sssom.tsv': 'EUCAIM:CLIN1000075\tskos:exactMatch\tICD10:C61\tsemapv:X\n',
});
const codes = (text: string, options?: SearchOptions): string[] =>
  ontology.search(text, options).map(({ concept }) => concept.curie.replace('EUCAIM:', ''));

describe('a search for concepts by name', () => {
  const cases: readonly (readonly [what: string, text: string, first: string])[] = [
    ['a label in English', 'prostate', 'BP1000021'],
    ['a label in German', 'Bösartige Neubildung der Prostata', 'CLIN1000075'],
    ['a label without its accents', 'PROSTATA', 'BP1000021'],
    ['a label in letters of another case and with an umlaut left out', 'bosartige neubildung', 'CLIN1000075'],
    ['a translation that nobody reviewed', 'foie', 'BP1000105'],
    ['a synonym', 'cat scan', 'IMG1000042'],
    ['words in another order', 'cancer prostate', 'CLIN1000075'],
    ['the beginnings of words', 'pos em tom', 'IMG1000062'],
    ['a mistyped word', 'computd tomografy', 'IMG1000042'],
    ['a letter too much in a short word', 'livver', 'BP1000105'],
    ['a code', 'IMG1000062', 'IMG1000062'],
    ['a code of another system', 'ICD10:C61', 'CLIN1000075'],
  ];
  for (const [what, text, first] of cases) {
    it(`finds ${what}`, () => {
      assert.equal(codes(text)[0], first, codes(text).join(' '));
    });
  }

  it('tells the name that fits, with its language', () => {
    assert.deepEqual(
      ontology.search('Leber').map(({ name, language }) => ({ name, language })),
      [{ name: 'Leber', language: 'de' }],
    );
    const [synonym] = ontology.search('cat scan');
    assert.equal(synonym?.name, 'CAT scan');
    assert.equal('language' in synonym, false);
  });

  it('gives names in the language asked for first', () => {
    assert.equal(ontology.search('prostat', { language: 'de' })[0]?.language, 'de');
    assert.equal(ontology.search('prostat', { language: 'es' })[0]?.name, 'próstata');
  });

  it('keeps to a scheme and to a number', () => {
    const scheme = 'https://w3id.org/meridian/scheme#cancerType';
    assert.deepEqual(codes('prostate', { scheme }), ['CLIN1000075']);
    assert.deepEqual(codes('IMG1000062', { scheme }), []);
    assert.equal(codes('prostate', { limit: 1 }).length, 1);
    assert.deepEqual(codes('prostate', { limit: 0 }), []);
  });

  it('names each concept once', () => {
    const found = codes('prostata');
    assert.equal(new Set(found).size, found.length);
  });

  it('needs every word', () => {
    assert.deepEqual(codes('prostate bicycle'), []);
  });

  it('finds nothing for no words, for very long texts and for hostile ones', () => {
    const texts = [
      '',
      ' ',
      '-',
      'x'.repeat(1_000_000),
      'a '.repeat(500_000),
      '__proto__',
      'constructor',
      '\uD800',
    ];
    for (const text of texts) assert.deepEqual(codes(text), [], text.slice(0, 20));
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
        assert.ok(ontology.search(text).length <= 20);
      }),
      { numRuns: 200 },
    );
  });
});
