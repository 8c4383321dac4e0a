import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MeridianError } from '../../../../server/errors.ts';
import { openJson } from '../../../../server/lift/sources/json-source.ts';
import type { SourceRecord } from '../../../../server/lift/sources/record-source.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';

async function read(
  content: string | Uint8Array,
  iterator: string,
  references: readonly string[],
  path = 'a.json',
) {
  const failures: MeridianError[] = [];
  const source = openJson([sourceFile(path, content)], {
    iterator,
    natural: true,
    nulls: [],
    failure: (error) => failures.push(error),
  });
  const slots = references.map((reference) => source.reference(reference));
  const records: SourceRecord[] = [];
  for await (const record of source.records()) records.push(record);
  return { records, failures, values: records.map((record) => slots.map((slot) => record.read(slot))) };
}

const typed = (lexical: string, name: string): object => ({ lexical, name });

describe('openJson', () => {
  it('keeps natural datatypes, leaves null out, and knows where each record stands', async () => {
    const { records, values } = await read('{"p":[{"a":1,"b":0.5,"c":true,"d":null,"e":"x"}]}', '$.p[*]', [
      '$.a',
      '$.b',
      '$.c',
      '$.d',
      'e',
    ]);
    assert.deepEqual(
      values[0]?.map((each) =>
        each.map((value) =>
          typeof value === 'string' ? value : typed(value.lexical, value.datatype?.value.split('#')[1] ?? ''),
        ),
      ),
      [[typed('1', 'integer')], [typed('5.0E-1', 'double')], [typed('true', 'boolean')], [], ['x']],
    );
    assert.deepEqual(records[0]?.origin, { file: 'a.json', pointer: '/p/0' });
  });

  it('keeps long ids what they are', async () => {
    const { values } = await read('[{"id": 12345678901234567890}]', '$[*]', ['$.id']);
    assert.equal((values[0]?.[0]?.[0] as { lexical: string }).lexical, '12345678901234567890');
  });

  it('says line and column of a syntax error', async () => {
    const { failures } = await read('{\n  "a": 1,\n  "b" 2\n}', '$', []);
    assert.equal(failures[0]?.code, 'unreadable-source');
    assert.deepEqual(failures[0].place, { file: 'a.json', line: 3, column: 7 });
  });

  it('says where a text that just ends does so, and where bytes are no UTF-8', async () => {
    assert.deepEqual((await read('[1,\n2', '$', [])).failures[0]?.place, {
      file: 'a.json',
      line: 2,
      column: 2,
    });
    assert.equal((await read(Uint8Array.of(0x22, 0xff, 0x22), '$', [])).failures.length, 1);
  });

  it('refuses an object where a value is wanted, with its pointer', async () => {
    await assert.rejects(read('{"a":{"b":1}}', '$', ['$.a']), {
      code: 'unreadable-source',
      place: { pointer: '/a' },
    });
  });

  it('reads a file of lines as the array of its lines, with line and pointer, and goes on after a bad one', async () => {
    for (const iterator of ['$', '$[*]', '$..[?@.a]']) {
      const lines = '{"a":1}\r\n\n{"a" 2}\n{"a":3}';
      const { records, failures, values } = await read(lines, iterator, ['a'], 'a.ndjson');
      assert.deepEqual(
        values.map(([value]) => (value?.[0] as { lexical: string }).lexical),
        ['1', '3'],
        iterator,
      );
      assert.deepEqual(records[1]?.origin, { file: 'a.ndjson', line: 4, pointer: '' });
      assert.deepEqual(
        failures.map(({ place }) => place),
        [{ file: 'a.ndjson', line: 3, column: 6 }],
      );
    }
    const nested = await read('{"a":[{"b":1}]}', '$[*].a[*]', ['b'], 'a.jsonl');
    assert.deepEqual(nested.records[0]?.origin, { file: 'a.jsonl', line: 1, pointer: '/a/0' });
  });

  it('survives deep nesting and 10 MB on one line', async () => {
    const deep = await read(`${'['.repeat(200_000)}${']'.repeat(200_000)}`, '$..a', []);
    assert.ok(deep.failures.length <= 1);
    const long = await read(`[${'1,'.repeat(5_000_000)}1]`, '$[0]', ['$']);
    assert.equal(long.values.length, 1);
  });
});
