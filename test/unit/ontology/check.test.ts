import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { OntologyFinding } from '../../../server/ontology/check.ts';
import { checkOntology } from '../../../server/ontology/check.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { loadMappingSets } from '../../../server/rdf/sssom.ts';
import { ontologyFolder, repositoryOntology, sssomFolder } from '../../support/ontology.ts';

describe('the check of the repository', () => {
  it('finds nothing', async () => {
    const findings = checkOntology(await repositoryOntology(), loadMappingSets(sssomFolder).values());
    assert.deepEqual(findings, []);
  });
});

describe('the check of a broken ontology', () => {
  const sex = 'ontology/vocabularies/sex.ttl';
  const icd = 'sssom/eucaim-exactmatch-icd10.sssom.tsv';
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'check-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function check(file: string, text: string): Promise<readonly OntologyFinding[]> {
    const copy = join(folder, 'copy');
    // Two vocabularies and one mapping set are enough to break, and quick to load.
    const parts = [
      'prefixes.ttl',
      'core.ttl',
      'attributes.ttl',
      'vocabularies/sex.ttl',
      'vocabularies/cancerType.ttl',
    ];
    for (const part of parts) cpSync(join(ontologyFolder, part), join(copy, 'ontology', part));
    cpSync(join(sssomFolder, 'eucaim-exactmatch-icd10.sssom.tsv'), join(copy, icd));
    appendFileSync(join(copy, file), text);
    const sets = loadMappingSets(join(copy, 'sssom'));
    const ontology = await loadOntology({
      ontologyFolder: join(copy, 'ontology'),
      sssomFolder: join(copy, 'sssom'),
    });
    const findings = checkOntology(ontology, sets.values());
    rmSync(copy, { recursive: true });
    return findings;
  }

  const concept = 'a skos:Concept ; skos:inScheme scheme:sex ; skos:prefLabel';
  const faults: readonly (readonly [string, string, string, OntologyFinding['severity'], RegExp])[] = [
    [
      'a dangling parent',
      sex,
      'eucaim:COM1001366 skos:broader eucaim:NONE .\n',
      'violation',
      /parent eucaim:NONE/i,
    ],
    [
      'a parent of another scheme',
      sex,
      'eucaim:COM1001366 skos:broader eucaim:IMG1000042 .\n',
      'violation',
      /IMG1000042/,
    ],
    [
      'a circle',
      sex,
      'eucaim:COM1001366 skos:broader eucaim:COM1001370 . eucaim:COM1001370 skos:broader eucaim:COM1001366 .\n',
      'violation',
      /own ancestor/,
    ],
    [
      'a concept without an English label',
      sex,
      `eucaim:X1 ${concept} "etwas"@de .\n`,
      'violation',
      /no English label/,
    ],
    [
      'a concept with two English labels',
      sex,
      'eucaim:COM1001366 skos:prefLabel "Man"@en .\n',
      'violation',
      /more than one/,
    ],
    [
      'a concept without a scheme',
      sex,
      'eucaim:X2 a skos:Concept .\n',
      'violation',
      /without a skos:inScheme/,
    ],
    ['two concepts of one label', sex, `eucaim:X3 ${concept} "male"@en .\n`, 'warning', /same label/],
    [
      'a search equivalent that does not exist',
      sex,
      'eucaim:COM1001366 <https://w3id.org/meridian/ns#searchEquivalent> eucaim:NONE .\n',
      'violation',
      /does not exist/,
    ],
    [
      'an exact match between two concepts',
      sex,
      'eucaim:COM1001366 skos:exactMatch eucaim:COM1001370 .\n',
      'violation',
      /searchEquivalent/,
    ],
    [
      'a concept shown as a stranger',
      sex,
      'eucaim:COM1001366 <https://w3id.org/meridian/ns#shownAs> eucaim:COM1001370 .\n',
      'violation',
      /no search equivalent/,
    ],
    [
      'an attribute of an empty scheme',
      'ontology/attributes.ttl',
      'attr:x a mer:Attribute ; mer:name "x" ; skos:prefLabel "X"@en ; mer:valueScheme scheme:nothing ; mer:facetKind mer:ListFacet ; mer:absence mer:MeansNo .\n',
      'violation',
      /no concept/,
    ],
    [
      'a dead code in a mapping',
      icd,
      'EUCAIM:CLIN999\tX\tskos:exactMatch\tICD10:C99\tsemapv:X\t\n',
      'violation',
      /CLIN999 is no concept/,
    ],
    [
      'a code that two concepts claim',
      icd,
      'EUCAIM:CLIN1000060\tMalignant neoplasm of breast\tskos:exactMatch\tICD10:C61\tsemapv:X\t\n',
      'violation',
      /both claim the code ICD10:C61/,
    ],
    [
      'a row between two foreign codes',
      icd,
      'ICD10:C61\tX\tskos:exactMatch\tICD10:C99\tsemapv:X\t\n',
      'violation',
      /Neither side/,
    ],
    [
      'a label that does not fit its code',
      icd,
      'EUCAIM:CLIN1000075\tHeart\tskos:exactMatch\tICD10:C99\tsemapv:X\t\n',
      'warning',
      /is called "Heart"/,
    ],
  ];
  for (const [name, file, text, severity, message] of faults) {
    it(`finds ${name}, with its file`, async () => {
      const findings = await check(file, text);
      const finding = findings.find((each) => message.test(each.message));
      assert.ok(finding !== undefined, JSON.stringify(findings));
      assert.equal(finding.severity, severity);
      assert.ok(
        finding.place?.file?.endsWith(file.split('/').at(-1) ?? '') ?? false,
        JSON.stringify(finding),
      );
    });
  }
});
