import assert from 'node:assert/strict';
import { it } from 'node:test';
import { conceptOfAny, unmappedOfAny } from '../../../../server/lift/functions/concept-of-any.ts';
import type { FunctionContext, LiftFunction } from '../../../../server/lift/functions/lift-function.ts';
import { unless } from '../../../../server/lift/functions/unless.ts';
import { mer } from '../../../../server/rdf/vocabulary.ts';
import { nothingKnown } from '../../../support/call-function.ts';

const known: Readonly<Record<string, readonly string[]>> = {
  a: ['http://example.org/a'],
  b: ['http://example.org/b'],
  outside: [mer.NotInScheme.value],
};

function call(
  called: LiftFunction,
  values: readonly string[],
): { found: readonly string[]; reported: string[] } {
  const reported: string[] = [];
  const context: FunctionContext = {
    ...nothingKnown,
    concepts: { ...nothingKnown.concepts, find: (value) => known[value] ?? [] },
    unmapped: { ...nothingKnown.unmapped, add: (_attribute, value) => void reported.push(value) },
  };
  const one = (name: string): string | undefined => (name === 'attribute' ? 'sex' : undefined);
  const list = (name: string): readonly string[] => (name === 'values' ? values : []);
  const record = { origin: { file: 'x' }, read: () => [] };
  return { found: called.call({ one, list }, context, record), reported };
}

it('takes the first code that is known, and reports nothing where one is', () => {
  for (const [values, found] of [
    [['x', 'b', 'a'], known['b']],
    [['outside', 'a'], known['a']],
    [['x', 'outside'], known['outside']],
    [[' ', ''], []],
  ] as const) {
    assert.deepEqual(call(conceptOfAny, values), { found, reported: [] });
    assert.deepEqual(call(unmappedOfAny, values), { found: [], reported: [] });
  }
});

it('reports one value of a thing of which no code is known', () => {
  assert.deepEqual(call(conceptOfAny, ['x', 'y']), { found: [], reported: ['x'] });
  assert.deepEqual(call(unmappedOfAny, ['x', 'y']), { found: ['sex'], reported: ['x'] });
});

it('gives a value unless there is a condition', () => {
  const give = (conditions: readonly string[]) =>
    unless.call({ one: () => 'v', list: () => conditions }, nothingKnown, {
      origin: { file: 'x' },
      read: () => [],
    });
  assert.deepEqual([give([]), give([' ']), give(['', 'refuted'])], [['v'], ['v'], []]);
});
