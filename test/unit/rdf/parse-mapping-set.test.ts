import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseMappingSet } from '../../../server/rdf/parse-mapping-set.ts';

const header = '# curie_map:\n#   A: https://example.org/a/\n';
const columns = 'subject_id\tpredicate_id\tobject_id\tmapping_justification\tsubject_label\tcomment';

describe('a table of mappings', () => {
  it('gives its cells back, quoted or not, with the line of each row', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'ß', ' ', '"', "'", '#', ',', '\\', '|'),
      maxLength: 8,
    });
    const cell = fc.tuple(text, fc.boolean());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), fc.boolean(), (rows, windows) => {
        const end = windows ? '\r\n' : '\n';
        const lines = rows.map(
          ([label, comment], at) =>
            `A:${at}\tskos:exactMatch\tA:x\tsemapv:X\t${written(label)}\t${written(comment)}`,
        );
        const set = parseMappingSet([header.trimEnd(), columns, ...lines, ''].join(end), {
          name: 'set',
          file: 'set.sssom.tsv',
        });
        assert.deepEqual(
          set.rows.map(({ line, subjectId, subjectLabel, comment }) => [
            line,
            subjectId,
            subjectLabel,
            comment,
          ]),
          rows.map(([label, comment], at) => [at + 4, `A:${at}`, read(label), read(comment)]),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('may have empty lines and rows that end early, and none with too many cells', () => {
    const rows = (table: string): number =>
      parseMappingSet(`${header}${columns}\n${table}`, { name: 'set', file: 'set.sssom.tsv' }).rows.length;
    assert.equal(rows('A:1\tskos:exactMatch\tA:2\tsemapv:X\n\nA:1\tskos:exactMatch\tA:2\tsemapv:X\tx'), 2);
    assert.throws(() => rows(`A:1\tskos:exactMatch\tA:2\tsemapv:X${'\tx'.repeat(4)}`), /could not be read/);
  });
});

/** A cell as it stands in the file: a text that begins with a quotation mark has to be quoted. */
function written([text, quoted]: readonly [string, boolean]): string {
  return quoted || text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Cells are trimmed, and empty ones are none. */
function read([text]: readonly [string, boolean]): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}
