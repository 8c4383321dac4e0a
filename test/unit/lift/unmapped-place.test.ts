import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileExecution } from '../../../server/lift/functions/compile-execution.ts';
import type { FunctionContext } from '../../../server/lift/functions/lift-function.ts';
import { liftFunctions } from '../../../server/lift/functions/registry.ts';
import { cellOf } from '../../../server/lift/lineage-places.ts';
import type { Scope } from '../../../server/lift/rml/compile-expression.ts';
import type { Expression, FunctionExecution } from '../../../server/lift/rml/mapping.ts';
import type { ReferencePlace } from '../../../server/lift/sources/record-source.ts';
import { literal } from '../../../server/rdf/terms.ts';
import { mfn } from '../../../server/rdf/vocabulary.ts';
import { nothingKnown } from '../../support/call-function.ts';

const constant = (text: string): Expression => ({ kind: 'constant', term: literal(text) });
const call = (name: string, inputs: Readonly<Record<string, Expression>>): FunctionExecution => ({
  function: `${mfn.namespace}${name}`,
  inputs: Object.entries(inputs).map(([parameter, value]) => ({
    parameter: `${mfn.namespace}p-${parameter}`,
    value,
  })),
});

describe('the place of an unmapped value', () => {
  it('is the column or tag that its word is read from, through the functions that prepare it', () => {
    const places: (ReferencePlace | undefined)[] = [];
    const context: FunctionContext = {
      ...nothingKnown,
      unmapped: {
        add: (_attribute, _value, _record, place) => {
          places.push(place);
        },
      },
    };
    const scope: Scope = {
      reference: () => 0,
      place: (reference) => ({ reference: `(${reference})` }),
      execution: (execution, inner) => compileExecution(execution, inner, liftFunctions, context),
    };
    const value: Expression = {
      kind: 'function',
      execution: call('prefixed', {
        prefix: { kind: 'reference', reference: 'scheme' },
        value: { kind: 'reference', reference: 'code' },
      }),
    };
    const run = compileExecution(
      call('concept', { value, attribute: constant('sex') }),
      scope,
      liftFunctions,
      context,
    );
    run({ origin: { file: 'a' }, read: () => ['x'] });
    assert.deepEqual(places, [{ reference: '(code)' }]);
  });

  it('is said in the words of the source, and in the record that a view joined', () => {
    const joined = [{ file: 'b.csv', row: 7 }];
    const cases = [
      [
        { origin: { file: 'a.csv', row: 2 } },
        { reference: 'Alter' },
        { file: 'a.csv', row: 2, column: 'Alter' },
      ],
      [
        { origin: { file: 'a.csv', row: 2 }, joined },
        { reference: 'Alter', from: 'b.csv' },
        { file: 'b.csv', row: 7, column: 'Alter' },
      ],
      [{ origin: { file: 'IM1' } }, { reference: '(0008,0060)' }, { file: 'IM1', tag: '(0008,0060)' }],
      [
        { origin: { file: 'a.json', pointer: '/3' } },
        { reference: '(0008,0060)' },
        { file: 'a.json', pointer: '/3', tag: '(0008,0060)' },
      ],
      [
        { origin: { file: 'a.json', pointer: '/3' } },
        { reference: '$.sex' },
        { file: 'a.json', pointer: '/3/sex' },
      ],
    ] as const;
    for (const [record, place, expected] of cases) assert.deepEqual(cellOf(record, place), expected);
  });
});
