import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { loadMappingSets } from '../../../server/rdf/sssom.ts';
import { repositoryOntology, sssomFolder } from '../../support/ontology.ts';

const ontology = await repositoryOntology();

function curieOf(code: string): string | undefined {
  const resolution = ontology.resolve(code);
  return resolution.state === 'found' ? resolution.concept.curie : undefined;
}

describe('a code', () => {
  const styles: readonly (readonly [string, string])[] = [
    ['EUCAIM:IMG1000042', 'EUCAIM:IMG1000042'],
    ['eucaim:IMG1000042', 'EUCAIM:IMG1000042'],
    ['IMG1000042', 'EUCAIM:IMG1000042'],
    [' IMG1000042 ', 'EUCAIM:IMG1000042'],
    ['EUCAIM_Hyper-Ontology_V1.0.IMG1000042', 'EUCAIM:IMG1000042'],
    ['https://cancerimage.eu/ontology/EUCAIM#IMG1000042', 'EUCAIM:IMG1000042'],
    ['https://hyperontology.eucaim.cancerimage.eu/#IMG1000042', 'EUCAIM:IMG1000042'],
    ['SNOMEDCT:77477000', 'EUCAIM:IMG1000026'],
    ['SNOMEDCT77477000', 'EUCAIM:IMG1000026'],
    ['SCT:77477000', 'EUCAIM:IMG1000026'],
    ['http://snomed.info/id/77477000', 'EUCAIM:IMG1000026'],
    ['RADLEX:RID10321', 'EUCAIM:IMG1000042'],
    ['RID10321', 'EUCAIM:IMG1000042'],
    ['DCM:CT', 'EUCAIM:IMG1000042'],
    ['DCM:PT', 'EUCAIM:IMG1000062'],
    ['DCM:RF', 'EUCAIM:IMG1000081'],
    ['ICD10:C61', 'EUCAIM:CLIN1000075'],
    ['ICD-10: C61', 'EUCAIM:CLIN1000075'],
    ['NCIT:C7378', 'EUCAIM:CLIN1000075'],
    ['SNOMEDCT:399068003', 'EUCAIM:CLIN1000075'],
    ['OMOP:45547509', 'EUCAIM:CLIN1000075'],
    ['OMOP:4180790', 'EUCAIM:CLIN1000057'],
    ['OMOP:4112853', 'EUCAIM:CLIN1000060'],
    ['access:DOWNLOAD', 'EUCAIM:SPEC1000024'],
    ['SNOMEDCT248152002', 'EUCAIM:COM1001370'],
    ['DUO:0000042', 'use:GENERAL_RESEARCH_USE'],
    ['ICDO3:8140/3-C61.9', 'EUCAIM:CLIN1033194'],
  ];
  for (const [code, curie] of styles) {
    it(`written ${code} means ${curie}`, () => {
      assert.equal(curieOf(code), curie);
    });
  }

  it('of any row of the code sets resolves, and one of an exact match to the concept of its row', () => {
    let rows = 0;
    for (const set of loadMappingSets(sssomFolder).values()) {
      if (!/^eucaim-(exactmatch-|searchequivalent-|closematch-)/.test(set.name)) continue;
      for (const row of set.rows) {
        rows += 1;
        const concept = ontology.concept(row.objectIri);
        assert.ok(concept !== undefined, `${set.name}, line ${row.line}: ${row.objectId}`);
        assert.equal(curieOf(row.objectId), concept.curie);
        if (set.name.startsWith('eucaim-exactmatch-')) assert.equal(concept.iri.value, row.subjectIri);
      }
    }
    assert.ok(rows > 2000, `${rows} rows`);
  });

  it('that EUCAIM damaged or gave to two unrelated things stands for neither', () => {
    for (const code of ['OMOP:36556105', 'OMOP:4214033', 'ICD10:C15-C26.9']) {
      assert.equal(ontology.resolve(code).state, 'unknown', code);
    }
    assert.notEqual(curieOf('ICDO3:8140/3-C61.9'), 'EUCAIM:CLIN1023793');
  });

  it('of a subcategory is unknown to a question, which is told the category', () => {
    const resolution = ontology.resolve('ICD10:C50.4');
    assert.ok(resolution.state === 'unknown');
    assert.equal(resolution.broader?.curie, 'EUCAIM:CLIN1000060');
    assert.equal(resolution.near[0], resolution.broader);
  });

  it('that is well formed but unknown keeps its IRI, and a malformed one has none', () => {
    const known = ontology.resolve('SNOMEDCT:1');
    assert.ok(known.state === 'unknown');
    assert.equal(known.iri, 'http://snomed.info/id/1');
    for (const code of ['', ' ', 'NOPREFIX:1', 'SNOMEDCT:', 'SNOMEDCT:1 2', 'SNOMEDCT:<x>', 'plain words']) {
      const resolution = ontology.resolve(code);
      assert.ok(resolution.state === 'unknown', code);
      assert.equal(resolution.iri, undefined, code);
    }
  });
});

describe('a mistyped label', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['computd tomography', 'EUCAIM:IMG1000042'],
    ['lung cancer', 'EUCAIM:CLIN1000065'],
    ['EUCAIM:IMG1000024x', 'EUCAIM:IMG1000024'],
    ['mammografy', 'EUCAIM:IMG1004455'],
    ['Prostata', 'EUCAIM:BP1000021'],
  ];
  for (const [text, curie] of cases) {
    it(`"${text}" is near ${curie}`, () => {
      const resolution = ontology.resolve(text);
      assert.ok(resolution.state === 'unknown');
      assert.ok(resolution.near.length <= 5);
      assert.ok(
        resolution.near.some((concept) => concept.curie === curie),
        resolution.near.map((concept) => concept.curie).join(' '),
      );
    });
  }
});

describe('a hostile code', () => {
  const hostile = [
    '__proto__:x',
    '__proto__',
    'constructor:prototype',
    'toString',
    'hasOwnProperty:x',
    'SNOMEDCT:__proto__',
    'EUCAIM:../../etc/passwd',
    'EUCAIM:> . <http://example.org/a',
    'EUCAIM:\u0000',
    'EUCAIM:\u202Eevil',
    '\uD800',
    `SNOMEDCT:${'1'.repeat(1_000_000)}`,
    'a'.repeat(1_000_000),
    ':'.repeat(100_000),
    `RID${'1'.repeat(300)}x`,
    '((((((((((a+)+)+)+)+)+)+)+)+)+)$',
  ];
  it('is unknown, and names no IRI that could break out of a query', () => {
    // Without a bound on its work, one of these would not come back within the time that a test has.
    for (const code of hostile) {
      const resolution = ontology.resolve(code);
      assert.ok(resolution.state === 'unknown', code.slice(0, 40));
      assert.ok(resolution.near.length <= 5);
      // eslint-disable-next-line no-control-regex -- control characters are what must not be there
      assert.doesNotMatch(resolution.iri ?? '', /[\u0000-\u0020<>"{}|^`\\]/);
    }
  });

  it('of any characters never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (code) => {
        assert.match(ontology.resolve(code).state, /^(found|unknown)$/);
      }),
      { numRuns: 60 },
    );
  });
});
