import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isValueOf, isWellFormed } from '../../../server/ontology/check/literal-datatype.ts';
import { xsd } from '../../../server/rdf/vocabulary.ts';

describe('a literal', () => {
  const value = (text: string, datatype: { value: string }, of: { value: string }): boolean =>
    isValueOf(text, datatype.value, of.value);

  it('is of its datatype, and of those that hold its values', () => {
    assert.ok(value('2', xsd.integer, xsd.decimal));
    assert.ok(value('2', xsd.nonNegativeInteger, xsd.decimal));
    assert.ok(value('2', xsd.integer, xsd.nonNegativeInteger));
    assert.ok(value('7.16', xsd.decimal, xsd.decimal));
  });

  it('is of no datatype that lacks its value', () => {
    assert.ok(!value('-2', xsd.integer, xsd.nonNegativeInteger));
    assert.ok(!value('7.16', xsd.decimal, xsd.integer));
    assert.ok(!value('2', xsd.string, xsd.integer));
    assert.ok(!value('2', xsd.double, xsd.decimal));
    assert.ok(!value('2019', xsd.gYear, xsd.integer));
  });

  it('is not well formed where the text is none of the datatype', () => {
    assert.ok(!isWellFormed('2019-13-01', xsd.date.value));
    assert.ok(!isWellFormed('yes', xsd.boolean.value));
    assert.ok(isWellFormed('anything', xsd.string.value));
  });
});
