import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { parseMappingSet } from '../../../server/rdf/parse-mapping-set.ts';
import type { MappingRow, MappingSet } from '../../../server/rdf/sssom.ts';
import { loadMappingSet, loadMappingSets } from '../../../server/rdf/sssom.ts';
import { shared, skipUnless } from '../../support/shared.ts';
import { sssomFolder } from '../../support/ontology.ts';

const header = '#curie_map:\n#  A: https://example.org/a/\n#mapping_set_id: https://example.org/set\n';

function parse(table: string, head = header): MappingSet {
  return parseMappingSet(head + table, { name: 'set', file: 'set.sssom.tsv' });
}

function only(set: MappingSet): MappingRow {
  const [row] = set.rows;
  assert.ok(row !== undefined && set.rows.length === 1);
  return row;
}

describe('an SSSOM/TSV file', () => {
  it('gives ids as written and expanded', () => {
    const row = only(
      parse(
        'subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\nA:1\tskos:exactMatch\tA:2\tsemapv:X\t0.5\n',
      ),
    );
    assert.equal(row.subjectId, 'A:1');
    assert.equal(row.subjectIri, 'https://example.org/a/1');
    assert.equal(row.predicateIri, 'http://www.w3.org/2004/02/skos/core#exactMatch');
    assert.equal(row.objectIri, 'https://example.org/a/2');
    assert.equal(row.confidence, 0.5);
    assert.equal(row.line, 5);
    assert.equal(row.literal, false);
  });

  it('takes the label of a literal row as its value', () => {
    const row = only(
      parse(
        'subject_label\tpredicate_id\tobject_id\tmapping_justification\tsubject_type\nMamma\tskos:exactMatch\tA:2\tsemapv:X\trdfs literal\n',
      ),
    );
    assert.equal(row.literal, true);
    assert.equal(row.subjectLabel, 'Mamma');
    assert.equal(row.subjectId, undefined);
  });

  it('spreads the subject type of the set over its rows', () => {
    const set = parse(
      'subject_label\tpredicate_id\tobject_id\tmapping_justification\nMamma\tskos:exactMatch\tA:2\tsemapv:X\n',
      `${header}#subject_type: rdfs literal\n`,
    );
    assert.equal(only(set).literal, true);
  });

  it('knows a negated row and a row without a term', () => {
    const set = parse(
      'subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\nA:1\tskos:exactMatch\tNot\tA:2\tsemapv:X\nA:1\tskos:exactMatch\t\tsssom:NoTermFound\tsemapv:X\n',
    );
    assert.deepEqual(
      set.rows.map(({ negated, noTermFound }) => [negated, noTermFound]),
      [
        [true, false],
        [false, true],
      ],
    );
  });

  it('keeps quotes, tabs inside quotes, a byte order mark and Windows line ends apart from the values', () => {
    const set = parseMappingSet(
      `\uFEFF${header}subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\nA:1\t"a ""b""\tc"\tskos:exactMatch\tA:2\tsemapv:X\n`.replaceAll(
        '\n',
        '\r\n',
      ),
      { name: 'set', file: 'set.sssom.tsv' },
    );
    assert.equal(only(set).subjectLabel, 'a "b"\tc');
    assert.equal(set.metadata.id, 'https://example.org/set');
  });

  const faults: readonly (readonly [string, string, RegExp])[] = [
    [
      'an undeclared prefix',
      'subject_id\tpredicate_id\tobject_id\tmapping_justification\nB:1\tskos:exactMatch\tA:2\tsemapv:X\n',
      /B:1/,
    ],
    [
      'a prefix named like a property of every object',
      'subject_id\tpredicate_id\tobject_id\tmapping_justification\n__proto__:1\tskos:exactMatch\tA:2\tsemapv:X\n',
      /__proto__:1/,
    ],
    [
      'a missing justification',
      'subject_id\tpredicate_id\tobject_id\tmapping_justification\nA:1\tskos:exactMatch\tA:2\t\n',
      /mapping_justification/,
    ],
    [
      'a missing object',
      'subject_id\tpredicate_id\tobject_id\tmapping_justification\nA:1\tskos:exactMatch\t\tsemapv:X\n',
      /object/,
    ],
    [
      'a missing subject',
      'subject_id\tpredicate_id\tobject_id\tmapping_justification\n\tskos:exactMatch\tA:2\tsemapv:X\n',
      /subject/,
    ],
    [
      'a confidence above one',
      'subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\nA:1\tskos:exactMatch\tA:2\tsemapv:X\t2\n',
      /confidence/,
    ],
    [
      'a row with too many cells',
      'subject_id\tpredicate_id\tobject_id\tmapping_justification\nA:1\tskos:exactMatch\tA:2\tsemapv:X\t2\n',
      /could not be read/,
    ],
  ];
  for (const [name, table, message] of faults) {
    it(`is refused for ${name}, naming the line`, () => {
      assert.throws(
        () => parse(table),
        (error) =>
          error instanceof MeridianError &&
          error.code === 'bad-mapping' &&
          message.test(error.message) &&
          error.place?.file === 'set.sssom.tsv' &&
          error.place.line === 5,
      );
    });
  }

  it('is refused where its header is no YAML', () => {
    assert.throws(() => parse('subject_id\n', '#curie_map: [\n'), /YAML/);
  });
});

describe('the examples of the specification', { skip: skipUnless('standards/sssom/spec-examples') }, () => {
  const folder = shared('standards/sssom') ?? '';
  const files = globSync(join(folder, '**', '*.sssom.tsv'));
  it('can all be read, with the mapping sets of other projects', () => {
    assert.ok(files.length >= 30, `${files.length} files`);
    const rows = files.map((file) => loadMappingSet(file).rows.length);
    assert.ok(rows.every((count) => count > 0));
  });
  it('read the same with metadata inside and beside the table', () => {
    const rows = (kind: string): readonly unknown[] =>
      loadMappingSet(join(folder, 'spec-examples', kind, 'mp-hp-exact-0.0.1.sssom.tsv')).rows.map(
        ({ subjectIri, predicateIri, objectIri }) => [subjectIri, predicateIri, objectIri],
      );
    assert.deepEqual(rows('external'), rows('embedded'));
  });
});

describe('the mapping sets of the repository', () => {
  const sets = [...loadMappingSets(sssomFolder).values()];
  for (const { name, metadata, rows } of sets) {
    it(`${name} says what it is, under which licence, and where every row was read`, () => {
      assert.equal(metadata.id, `https://w3id.org/meridian/mapping/${name}`);
      assert.match(metadata.license ?? '', /^https:/);
      assert.match(metadata.version ?? '', /^\d{4}\.\d+$/);
      assert.ok(rows.length > 0);
    });
  }
});
