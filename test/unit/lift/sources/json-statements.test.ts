import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { MeridianError } from '../../../../server/errors.ts';
import { jsonStatements } from '../../../../server/lift/sources/json-statements.ts';
import { isBlankNode } from '../../../../server/rdf/terms.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';

async function read(content: string, path = 'a.json') {
  const failures: MeridianError[] = [];
  const rdf = await jsonStatements(sourceFile(path, content), 'http://x.example.org/', (error) =>
    failures.push(error),
  );
  return { quads: rdf.quads, place: (node: string) => rdf.place(node), failures };
}

it('makes a node of an object and a property of a member, and knows where each stands', async () => {
  const { quads, place } = await read('{"a b":[1,0.5,true,null,"x",{"c":12345678901234567890}]}');
  const values = quads.map(({ predicate, object }) => [
    predicate.value,
    object.termType === 'Literal' ? `${object.value} ${object.datatype.value.split('#')[1]}` : 'node',
  ]);
  assert.deepEqual(values.sort(), [
    ['http://x.example.org/a%20b', '0.5 double'],
    ['http://x.example.org/a%20b', '1 integer'],
    ['http://x.example.org/a%20b', 'node'],
    ['http://x.example.org/a%20b', 'true boolean'],
    ['http://x.example.org/a%20b', 'x string'],
    ['http://x.example.org/c', '12345678901234567890 integer'],
  ]);
  const inner = quads.find(({ object }) => isBlankNode(object))?.object.value ?? '';
  assert.deepEqual(place(`_:${inner}`), { file: 'a.json', pointer: '/a b/5' });
});

it('reads lines, and goes on after one that is no JSON', async () => {
  const { quads, failures, place } = await read('{"a":1}\n{"a"}\n{"a":2}', 'a.jsonl');
  assert.equal(quads.length, 2);
  assert.deepEqual(
    failures.map((each) => each.place?.line),
    [2],
  );
  assert.deepEqual(place(`_:${quads[1]?.subject.value ?? ''}`), { file: 'a.jsonl', line: 3, pointer: '' });
});

it('makes as many statements as a JSON text has values in objects, however it nests', async () => {
  const count = (value: unknown, inObject: boolean): number => {
    if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + count(each, inObject), 0);
    if (typeof value !== 'object' || value === null) return inObject && value !== null ? 1 : 0;
    return Object.values(value).reduce<number>((sum, each) => sum + count(each, true), inObject ? 1 : 0);
  };
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), async (value) => {
      const text = JSON.stringify(value);
      const { quads, failures } = await read(text);
      assert.deepEqual(failures, []);
      assert.equal(quads.length, count(JSON.parse(text), false));
    }),
  );
});
