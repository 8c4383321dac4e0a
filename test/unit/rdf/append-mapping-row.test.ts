import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { appendMappingRow } from '../../../server/rdf/append-mapping-row.ts';
import { parseMappingSet } from '../../../server/rdf/parse-mapping-set.ts';

const set = [
  '# curie_map:',
  '#   EX: https://example.org/concept/',
  '#   read: https://example.org/read/',
  "# sssom_version: '1.1'",
  'subject_label\tsubject_type\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tmapping_source\tcomment',
  'Siemens\trdfs literal\tskos:exactMatch\tEX:1\tSiemens\tsemapv:ManualMappingCuration\tread:a\t',
  '',
].join('\n');
const row = {
  word: 'SIEMENS AG',
  predicate: 'skos:exactMatch',
  object: 'EX:1',
  objectLabel: 'Siemens',
  justification: 'semapv:ManualMappingCuration',
  source: 'read:b',
};

describe('A row more in a mapping set', () => {
  it('is read back, and leaves everything before it as it was', () => {
    const after = appendMappingRow(set, row, 'x');
    assert.ok(after.startsWith(set));
    const read = parseMappingSet(after, { name: 'x', file: 'x' }).rows.at(-1);
    assert.equal(read?.subjectLabel, 'SIEMENS AG');
    assert.equal(read.objectIri, 'https://example.org/concept/1');
    assert.equal(read.sourceIri, 'https://example.org/read/b');
  });

  it('is refused for a word that is mapped, however it is written', () => {
    assert.throws(() => appendMappingRow(set, { ...row, word: ' siemens ' }, 'x'), {
      code: 'bad-mapping',
      place: { file: 'x', line: 6 },
    });
  });

  it('is refused for a prefix that the set does not have', () => {
    assert.throws(() => appendMappingRow(set, { ...row, object: 'NO:1' }, 'x'), { code: 'bad-mapping' });
  });

  it('holds any word that has no control characters', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(words, (word) => {
        fc.pre(
          word.trim() !== '' &&
            !/[\p{Cc}\u2028\u2029\ufeff]/u.test(word) &&
            word.trim().toLowerCase() !== 'siemens',
        );
        const after = appendMappingRow(set, { ...row, word }, 'x');
        assert.equal(parseMappingSet(after, { name: 'x', file: 'x' }).rows.at(-1)?.subjectLabel, word.trim());
      }),
    );
  });
});
