import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareTables, readResultTable } from '../../../server/query/result-table.ts';

const xsd = 'http://www.w3.org/2001/XMLSchema#';
const table = (...rows: string[]): ReturnType<typeof readResultTable> =>
  readResultTable(['?x\t?y', ...rows].join('\n') + '\n');

describe('a table of results', () => {
  it('has the variables of its head and a row a line, empty cells too', () => {
    const { columns, rows } = readResultTable('?patient\t?day\n<urn:a>\t\n\t"x"@en\n');
    assert.deepEqual(columns, ['patient', 'day']);
    assert.deepEqual(rows, ['<urn:a>\t', '\t"x"@en']);
  });

  it('has no row where there is none, and one where the only variable has no value', () => {
    assert.deepEqual(readResultTable('?x\n').rows, []);
    assert.deepEqual(readResultTable('?x\n\n').rows, ['']);
  });

  it('writes equal numbers alike, whatever their form', () => {
    const forms = [
      '7',
      '7.0',
      '+7',
      '7e0',
      `"7"^^<${xsd}decimal>`,
      `"7.00"^^<${xsd}decimal>`,
      `"07"^^<${xsd}integer>`,
    ];
    assert.equal(new Set(table(...forms.map((form) => `${form}\t1`)).rows).size, 1);
    assert.equal(new Set(table('true\t1', `"true"^^<${xsd}boolean>\t1`).rows).size, 1);
  });

  it('keeps apart what is not the same', () => {
    const terms = ['"7"', '7', '"7"@en', '<urn:7>', `"7"^^<${xsd}gYear>`, `"x"^^<${xsd}integer>`, ''];
    assert.equal(new Set(table(...terms.map((term) => `${term}\t1`)).rows).size, terms.length);
  });
});

describe('comparing tables', () => {
  it('tells missing and unexpected rows, and counts doubled ones', () => {
    const difference = compareTables(table('1\t1', '1\t1', '2\t2'), table('1\t1', '3\t3'), false);
    assert.deepEqual(difference.missing, ['1\t1', '2\t2']);
    assert.deepEqual(difference.unexpected, ['3\t3']);
    assert.equal(difference.misordered, false);
  });

  it('minds the order only where the query asks for one', () => {
    const [one, other] = [table('1\t1', '2\t2'), table('2\t2', '1\t1')];
    assert.equal(compareTables(one, other, false).misordered, false);
    assert.equal(compareTables(one, other, true).misordered, true);
    assert.deepEqual(compareTables(one, other, true).missing, []);
  });

  it('finds other variables', () => {
    const { missing, unexpected } = compareTables(readResultTable('?x\n'), readResultTable('?y\n'), true);
    assert.deepEqual([missing, unexpected], [['x'], ['y']]);
  });

  it('finds nothing in any shuffling of the same rows, and what was taken out of them', () => {
    const rows = fc.uniqueArray(
      fc.integer().map((number) => `${number}\t"x"`),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(
        rows.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          assert.deepEqual(compareTables(table(...list), table(...shuffled), false), {
            missing: [],
            unexpected: [],
            misordered: false,
          });
          assert.deepEqual(compareTables(table(...list), table(...shuffled.slice(1)), true).missing, [
            shuffled[0],
          ]);
        },
      ),
    );
  });
});
