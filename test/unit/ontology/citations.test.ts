import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectFolders } from '../../../server/folders.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { checkCitations } from '../../../server/ontology/sources/check-citations.ts';
import {
  citationsOf,
  citationsOfConcepts,
  type Citation,
} from '../../../server/ontology/sources/citation.ts';
import { CitedSources, readCitedSources } from '../../../server/ontology/sources/cited-source.ts';
import { loadMappingSets } from '../../../server/rdf/sssom.ts';
import { shared, skipUnless } from '../../support/shared.ts';

const folders = projectFolders();
const ontology = await loadOntology({ ontologyFolder: folders.ontology, sssomFolder: folders.sssom });
const sources = readCitedSources(ontology.quads);
const knows = (source: string, prefix: string): boolean => sources.of(source)?.knows.has(prefix) === true;
const citations = [
  ...citationsOf(loadMappingSets(folders.sssom).values(), ontology.prefixes),
  ...citationsOfConcepts(ontology, knows),
];

describe('codes and the sources they cite', () => {
  it('cites a described source for every row', () => {
    // Words that are this project's own cite the project; they are no codes of anybody.
    const ours = 'https://w3id.org/meridian/';
    const unknown = new Set(
      citations
        .flatMap(({ sources: cited }) => cited)
        .filter((source) => sources.of(source) === undefined && !source.startsWith(ours)),
    );
    assert.deepEqual([...unknown], []);
  });

  it('takes the source of a concept before that of its scheme', () => {
    const sourcesOf = (code: string): readonly string[] =>
      citationsOfConcepts(ontology, () => true).find(({ codes }) => codes.includes(code))?.sources ?? [];
    assert.match(sourcesOf('UCUM:kV').join(' '), /^https:\/\/github\.com\/ucum-org\/ucum\/\S+$/);
    assert.ok(sourcesOf('UCUM:mm2').some((source) => source.includes('/pydicom/')));
  });

  it('finds any hundred codes where they were read', { skip: skipUnless('standards') }, () => {
    const folder = shared('.') ?? '';
    for (const seed of [1, 2, 3, Date.now() % 100_000]) {
      const { drawn, found, findings } = checkCitations(citations, { sources, folder, sample: 100, seed });
      assert.equal(drawn, 100);
      assert.deepEqual(findings, [], `seed ${seed}`);
      assert.equal(found, 100);
    }
  });

  it('finds every code that a copy can show', { skip: skipUnless('standards') }, () => {
    const { findings } = checkCitations(citations, {
      sources,
      folder: shared('.') ?? '',
      sample: Infinity,
      seed: 1,
    });
    assert.deepEqual(
      findings.map(({ message, place }) => `${place?.file ?? ''}:${String(place?.line)} ${message}`),
      [],
    );
  });
});

describe('a code that its source does not have', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sources-'));
    mkdirSync(join(folder, 'lists'));
    writeFileSync(join(folder, 'lists', 'windows.csv'), 'A8,1\r\nA9,CR\r\nA10,%\r\n');
    writeFileSync(join(folder, 'lists', 'codes.csv'), 'A1,77,CT\nA2,78,"MR, magnetic"\n');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const source = {
    iri: 'urn:list',
    title: 'A list',
    license: '',
    copy: 'lists/codes.csv',
    knows: new Set(['A', 'B']),
  };
  const check = (codes: readonly string[], cited = 'urn:list'): ReturnType<typeof checkCitations> => {
    const citation: Citation = { sources: [cited], codes, place: { file: 'set.tsv', line: 7 } };
    const others = [
      { ...source, iri: 'urn:windows', copy: 'lists/windows.csv' },
      { ...source, iri: 'urn:folder', copy: 'lists' },
    ];
    return checkCitations([citation], {
      sources: new CitedSources([source, ...others]),
      folder,
      sample: 5,
      seed: 1,
    });
  };

  it('is told with the row', () => {
    const [finding] = check(['A:A1', 'B:79']).findings;
    assert.equal(finding?.kind, 'code-not-in-source');
    assert.deepEqual(finding.place, { file: 'set.tsv', line: 7 });
    assert.match(finding.message, /A:A1 and B:79 stand in no record of "A list"/);
  });

  it('is not found where both codes stand, on different lines', () => {
    assert.equal(check(['A:A1', 'B:77']).found, 1);
    assert.equal(check(['A:A1', 'B:78']).found, 0);
  });

  it('is found in a table with Windows line ends, at the end of a line too', () => {
    assert.equal(check(['A:CR'], 'urn:windows').found, 1);
    assert.equal(check(['A:A9', 'B:CR'], 'urn:windows').found, 1);
    assert.equal(check(['A:A8', 'B:CR'], 'urn:windows').found, 0);
  });

  it('may hold a per cent that encodes nothing', () => {
    assert.equal(check(['A:%'], 'urn:windows').found, 1);
    assert.equal(check(['A:50%x'], 'urn:windows').found, 0);
  });

  it('cannot be looked up where the copy is a folder', () => {
    assert.equal(check(['A:A1'], 'urn:folder').withoutCopy, 1);
  });

  it('counts what cannot be looked up', () => {
    assert.deepEqual(
      { ...check(['A:A1'], 'urn:other'), findings: [] },
      { drawn: 0, found: 0, withoutCopy: 1, findings: [] },
    );
  });
});
