import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectCodeUses } from '../../../server/cli/ontology/project-code-uses.ts';
import { projectFolders } from '../../../server/folders.ts';
import { findDrift } from '../../../server/ontology/drift/find-drift.ts';
import { readVocabularyList } from '../../../server/ontology/drift/vocabulary-list.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { readCode } from '../../../server/ontology/read-code.ts';
import type { OntologyFinding } from '../../../server/ontology/ontology-finding.ts';
import { skos } from '../../../server/rdf/vocabulary.ts';
import { shared, skipUnless } from '../../support/shared.ts';

const folders = projectFolders();
const ontology = await loadOntology({ ontologyFolder: folders.ontology, sssomFolder: folders.sssom });
const codes = ontology.quads
  .filter(({ predicate, subject }) => predicate.equals(skos.notation) && subject.value.includes('EUCAIM#'))
  .map(({ object }) => object.value);
const readListed = (code: string): string | undefined =>
  readCode(code, ontology.codeSystems, ontology.prefixes)[0];

async function driftAgainst(name: string, text: string): Promise<readonly OntologyFinding[]> {
  const file = join(folder, name);
  writeFileSync(file, text);
  return findDrift(
    ontology,
    await readVocabularyList(file, readListed),
    projectCodeUses(folders, ontology.prefixes),
  );
}

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'drift-'));
});
after(() => {
  rmSync(folder, { recursive: true });
});

/** Line of a file on which a text stands first. */
function lineOf(file: string, text: string): string {
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((each) => each.includes(text));
  return `${file}:${line + 1}`;
}

const classes = 'standards/ontologies/eucaim-hyperontology/classes.tsv';
const morphology = 'cq-006-conditions-by-icdo3-code.rq';

/** The cells of the mapping sets that begin with a prefix, by the plain text of the files. */
function rowsWith(prefix: string): { code: string; place: string }[] {
  const files = readdirSync(folders.sssom).filter((name) => name.endsWith('.sssom.tsv'));
  return files.flatMap((name) => {
    const file = join(folders.sssom, name);
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, at) =>
        line
          .split('\t')
          .filter((cell) => !line.startsWith('#') && cell.startsWith(prefix))
          .map((code) => ({ code, place: `${file}:${at + 1}` })),
      );
  });
}

/** The units that the vocabulary describes, by the plain text of its file. */
function unitsOfVocabulary(): string[] {
  const text = readFileSync(join(folders.ontology, 'vocabularies', 'unit.ttl'), 'utf8');
  return [...text.matchAll(/^<http:\/\/unitsofmeasure\.org\/([^>]+)>/gm)].map(
    ([, code]) => `UCUM:${code ?? ''}`,
  );
}

const meansConcept = (code: string): boolean => ontology.concept(readListed(code) ?? '') !== undefined;

const places = (findings: readonly OntologyFinding[]): string[] =>
  findings.map(({ place }) => `${place?.file ?? ''}:${String(place?.line)}`);

describe('drift against a newer vocabulary list', () => {
  it('finds nothing where every code is still there', { skip: skipUnless(classes) }, async () => {
    const rows = readFileSync(shared(classes) ?? '', 'utf8').split('\n');
    const codesOfSource = rows.flatMap((row) => row.split('\t')[0] ?? []);
    assert.ok(codesOfSource.length > 3900);
    const findings = await driftAgainst('whole.csv', codesOfSource.join('\n'));
    assert.deepEqual(places(findings), []);
  });

  it('knows a vocabulary by its namespace: codes of ICD-O-3 hold slashes', async () => {
    const findings = await driftAgainst('icdo3.csv', 'code,label\nICDO3:8000/0,Neoplasm\n');
    const found = new Set(places(findings));
    const rows = rowsWith('ICDO3:').filter(({ code }) => meansConcept(code) && code !== 'ICDO3:8000/0');
    assert.ok(rows.some(({ code }) => code === 'ICDO3:8010/3'));
    for (const { place, code } of rows) assert.ok(found.has(place), `${code} at ${place}`);
    assert.ok(found.has(lineOf(join(folders.queries, 'competency', morphology), 'default: ICDO3:8140/3')));
    assert.ok(
      findings.every(({ message }) => /^ICDO3:|^EUCAIM:/.test(message) && message.includes('ICDO3:')),
    );
  });

  for (const dead of ['UCUM:m%5BiU%5D/L', 'UCUM:10*-3.%5BiU%5D/L', 'UCUM:mg/(24.h)', 'UCUM:%25']) {
    it(`finds a unit of UCUM that is gone, and no other: ${dead}`, async () => {
      const rows = rowsWith('UCUM:').filter(({ code }) => meansConcept(code));
      const rest = [...new Set([...rows.map(({ code }) => code), ...unitsOfVocabulary()])];
      const list = ['iri', ...rest.filter((code) => code !== dead)].join('\n');
      const findings = await driftAgainst('ucum.tsv', list);
      const expected = rows.filter(({ code }) => code === dead).map(({ place }) => place);
      assert.ok(expected.length > 0);
      assert.deepEqual(
        places(findings).filter((place) => place.includes('.tsv')),
        expected,
      );
      const [iri = ''] = readCode(dead, ontology.codeSystems, ontology.prefixes);
      assert.ok(
        findings.every(({ message }) => message.startsWith(`${dead} (`)),
        `${iri} only`,
      );
    });
  }

  it('names term, mapping row, saved cohort and query that use a dead code, and what stands in its place', async () => {
    const dead = 'IMG1000030';
    const rest = codes.filter((code) => code !== dead).map((code) => `${code},,`);
    const findings = await driftAgainst(
      'newer.csv',
      ['code,label,replaced_by', ...rest, 'IMG1000030,Mammography,IMG1004455'].join('\n'),
    );
    const found = places(findings.filter(({ message }) => message.includes(dead)));
    for (const place of [
      lineOf(join(folders.ontology, 'vocabularies', 'modality.ttl'), `eucaim:${dead} a skos:Concept`),
      lineOf(join(folders.ontology, 'modules', 'eucaim-imaging.ttl'), `eucaim:${dead} a owl:Class`),
      lineOf(join(folders.sssom, 'eucaim-exactmatch-ncit.sssom.tsv'), `EUCAIM:${dead}`),
      lineOf(join(folders.queries, 'cohort', 'breast-female-mammography.json'), dead),
    ]) {
      assert.ok(found.includes(place), `${place} is not among ${found.join(', ')}`);
    }
    assert.ok(findings.every(({ message, kind }) => kind === 'dead-code' && !message.includes('undefined')));
    assert.ok(
      findings.some(({ message }) =>
        /IMG1000030 .* is deprecated in the list\. Use eucaim:IMG1004455\./i.test(message),
      ),
    );
  });

  it('proposes the code with the same label where the list names no replacement', async () => {
    const rest = codes.filter((code) => code !== 'BP1000021').map((code) => `${code}\t`);
    const findings = await driftAgainst(
      'newer.tsv',
      ['code\tlabel', ...rest, 'BP9999999\tProstate'].join('\n'),
    );
    const about = findings.filter(({ message }) => message.includes('BP1000021'));
    assert.ok(about.length > 0);
    assert.ok(about.every(({ message }) => message.includes('BP9999999 (Prostate)')));
  });

  it('reads an ontology, and takes what it deprecates for dead', async () => {
    const list = codes.map((code) => `eucaim:${code} a owl:Class .`).join('\n');
    const findings = await driftAgainst(
      'newer.ttl',
      `@prefix eucaim: <https://cancerimage.eu/ontology/EUCAIM#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
       @prefix dct: <http://purl.org/dc/terms/> .
       ${list}
       eucaim:IMG1000022 owl:deprecated true ; dct:isReplacedBy eucaim:IMG1000038 .`,
    );
    assert.ok(
      findings.some(({ message }) =>
        /IMG1000022 .* is deprecated in the list\. Use eucaim:IMG1000038/i.test(message),
      ),
    );
  });

  it('refuses a file without codes, and a table that is none', async () => {
    await assert.rejects(driftAgainst('empty.csv', 'colour\nred\n'), { code: 'unreadable-source' });
    await assert.rejects(driftAgainst('broken.csv', 'code,label\n"open'), { code: 'unreadable-source' });
    await assert.rejects(driftAgainst('broken.ttl', '<urn:a> <urn:b> '), { code: 'syntax-error' });
    await assert.rejects(readVocabularyList(join(folder, 'absent.csv'), readListed), {
      code: 'unreadable-source',
    });
  });
});
