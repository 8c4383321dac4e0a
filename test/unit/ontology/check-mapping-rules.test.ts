import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Parser } from 'n3';
import { MeridianError } from '../../../server/errors.ts';
import { CheckContext } from '../../../server/ontology/check/check-context.ts';
import { checkDeprecation } from '../../../server/ontology/check/check-deprecation.ts';
import { checkMappingSlots } from '../../../server/ontology/check/check-mapping-slots.ts';
import { checkMappingTerms } from '../../../server/ontology/check/check-mapping-terms.ts';
import { mappingTables, readMappingText } from '../../../server/ontology/check/mapping-table.ts';
import type { CheckedOntology } from '../../../server/ontology/ontology-finding.ts';
import { loadMappingSets } from '../../../server/rdf/sssom.ts';
import { repositoryOntology } from '../../support/ontology.ts';

const columns =
  'subject_id\tpredicate_id\tobject_id\tmapping_justification\tmapping_source\tsubject_label\tconfidence';
const header = `# curie_map:
#   EUCAIM: https://cancerimage.eu/ontology/EUCAIM#
#   ICD10: https://w3id.org/meridian/code/icd10/
#   SNOMEDCT: http://snomed.info/id/
# license: https://creativecommons.org/licenses/by/4.0/
# mapping_set_id: https://w3id.org/meridian/mapping/set
# mapping_set_version: '2026.1'
# object_source: x
# subject_source: x
${columns}
`;

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'mapping-rules-'));
});
after(() => {
  rmSync(folder, { recursive: true });
});

/** The repository's ontology with other statements, and one mapping set. */
async function contextOf(turtle: string, rows: string): Promise<CheckContext> {
  const prefixes = `
    @prefix dct: <http://purl.org/dc/terms/> . @prefix eucaim: <https://cancerimage.eu/ontology/EUCAIM#> .
    @prefix mer: <https://w3id.org/meridian/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .`;
  const ontology = Object.create(await repositoryOntology(), {
    quads: { value: new Parser().parse(prefixes + turtle) },
    place: { value: () => undefined },
  }) as CheckedOntology;
  writeFileSync(join(folder, 'set.sssom.tsv'), header + rows);
  return new CheckContext(ontology, mappingTables(loadMappingSets(folder).values()));
}

const row = (...cells: readonly string[]): string =>
  [...cells.slice(0, 3), 'semapv:MappingReview', 'https://example.org/x', ...cells.slice(3)].join('\t');

describe('the terms of mapping rows', () => {
  const found = async (turtle: string, rows: readonly string[]): Promise<readonly string[]> =>
    [...checkMappingTerms(await contextOf(turtle, rows.join('\n')))].map(
      ({ kind, place }) => `${kind} ${(place?.line ?? 0) - header.split('\n').length + 1}`,
    );

  it('exist where something says what they are', async () => {
    const rows = ['1', '2', '3', '4'].map((code) => row(`EUCAIM:CLIN${code}`, 'skos:closeMatch', 'ICD10:C1'));
    const turtle = `
      eucaim:CLIN1 a owl:Class . eucaim:CLIN2 mer:unreviewedLabel "x"@de . eucaim:CLIN3 a owl:ObjectProperty .`;
    assert.deepEqual(await found(turtle, rows), ['mapping-term-dead 2', 'mapping-term-dead 4']);
  });

  it('may be two of other systems where one is a code of ours, by way of others too', async () => {
    const rows = [
      row('EUCAIM:CLIN1', 'skos:exactMatch', 'ICD10:C1'),
      row('ICD10:C1', 'skos:exactMatch', 'SNOMEDCT:1'),
      row('SNOMEDCT:2', 'skos:exactMatch', 'SNOMEDCT:1'),
      row('SNOMEDCT:3', 'skos:exactMatch', 'ICD10:C3'),
      row('SNOMEDCT:1', 'skos:closeMatch', 'ICD10:C3'),
    ];
    assert.deepEqual(await found('eucaim:CLIN1 a owl:Class .', rows), [
      'mapping-foreign-only 4',
      'mapping-foreign-only 5',
    ]);
  });
});

describe('a deprecated term', () => {
  it('is told with what replaces it, and that nothing does', async () => {
    const context = await contextOf(
      `eucaim:CLIN1 a owl:Class ; owl:deprecated true .
       eucaim:CLIN2 a owl:Class ; owl:deprecated "1"^^<http://www.w3.org/2001/XMLSchema#boolean> ; dct:isReplacedBy eucaim:CLIN3 .
       eucaim:CLIN3 a owl:Class ; rdfs:label "Third"@en ; rdfs:subClassOf eucaim:CLIN1 , eucaim:CLIN2 .`,
      ['1', '2'].map((code) => row('ICD10:C1', 'skos:closeMatch', `EUCAIM:CLIN${code}`)).join('\n'),
    );
    const rows = [...checkMappingTerms(context)].map(({ message }) => message);
    assert.deepEqual(rows, [
      'EUCAIM:CLIN1 is deprecated. It has no replacement: take it away.',
      'EUCAIM:CLIN2 is deprecated. Use eucaim:CLIN3 (Third).',
    ]);
    const uses = [...checkDeprecation(context)].filter(({ kind }) => kind === 'deprecated-used');
    assert.deepEqual(
      uses.map(({ message }) => message.slice(message.indexOf('which'))),
      [
        'which is deprecated. It has no replacement: take it away.',
        'which is deprecated. Use eucaim:CLIN3 (Third).',
      ],
    );
  });
});

describe('a mapping set with quoted cells', () => {
  it('has nothing wrong for it', async () => {
    const cells = ['"EUCAIM:CLIN1"', '"skos:closeMatch"', 'ICD10:C1', '"one\ttwo ""three"""', '"0.5"'];
    const context = await contextOf('eucaim:CLIN1 a owl:Class .', row(...cells));
    assert.deepEqual([...checkMappingSlots(context)], []);
    assert.equal([...(context.tables[0]?.cells.values() ?? [])][0]?.get('subject_label'), 'one\ttwo "three"');
  });

  it('is read as a table without rows where it is none', () => {
    const file = join(folder, 'broken.tsv');
    writeFileSync(file, `${header}a\tb\tc\td\te\tf\tg\th\n`);
    const text = readMappingText(file);
    assert.deepEqual(text.lines, []);
    assert.equal(text.slotLine('mapping_set_version'), 7);
    assert.equal(text.slots['mapping_set_version'], '2026.1');
    rmSync(file);
  });
});

describe('a mapping set that is no file', () => {
  it('is refused with its place and what to do', () => {
    const sets = join(folder, 'sets');
    const refused = (wanted: RegExp, file: string): void => {
      assert.throws(
        () => loadMappingSets(sets),
        (error) =>
          error instanceof MeridianError &&
          error.code === 'unreadable-source' &&
          error.exit === 2 &&
          wanted.test(error.message) &&
          error.place?.file === file &&
          error.advice !== undefined,
      );
    };
    refused(/sets is not there/, sets);
    mkdirSync(join(sets, 'zz.sssom.tsv'), { recursive: true });
    refused(/zz\.sssom\.tsv is a folder/, join(sets, 'zz.sssom.tsv'));
  });
});
