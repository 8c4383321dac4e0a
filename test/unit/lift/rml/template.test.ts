import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileExpression } from '../../../../server/lift/rml/compile-expression.ts';
import { encodeForIri, encodeForUri } from '../../../../server/lift/rml/iri.ts';
import { parseTemplate } from '../../../../server/lift/rml/template.ts';
import { lexicalOf } from '../../../../server/lift/sources/record-source.ts';
import type { SourceRecord } from '../../../../server/lift/sources/record-source.ts';

function expand(
  template: string,
  values: Readonly<Record<string, readonly string[]>>,
  encode?: (v: string) => string,
) {
  const names: string[] = [];
  const extract = compileExpression(
    { kind: 'template', template: parseTemplate(template) },
    {
      reference: (name) => names.push(name) - 1,
      execution: () => () => [],
    },
    encode,
  );
  const record: SourceRecord = { origin: { file: 'x' }, read: (slot) => values[names[slot] ?? ''] ?? [] };
  return extract(record);
}

/** Text with the characters that mean something in a template escaped. */
function escapeTemplate(text: string): string {
  return text.replace(/[\\{}]/g, (character) => `\\${character}`);
}

describe('parseTemplate', () => {
  it('tells text from references', () => {
    assert.deepEqual(parseTemplate('http://example.org/{a b}/x'), [
      { text: 'http://example.org/' },
      { reference: 'a b' },
      { text: '/x' },
    ]);
  });

  it('takes escaped braces for text, in references too', () => {
    assert.deepEqual(parseTemplate(String.raw`\{{$['\{x\}']}\\`), [
      { text: '{' },
      { reference: "$['{x}']" },
      { text: '\\' },
    ]);
  });

  for (const bad of ['{{a}}', '{a', 'a}', '{}', '{ }', String.raw`a\b`, String.raw`{a\}`, 'a\\']) {
    it(`refuses ${bad}`, () => {
      assert.throws(() => parseTemplate(bad), { code: 'bad-mapping' });
    });
  }

  it('gives back any text that was escaped', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        assert.deepEqual(parseTemplate(escapeTemplate(text)), [{ text }]);
      }),
    );
  });

  it('expands to escaped text around the values, whatever both are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, value, after) => {
        const template = `${escapeTemplate(before)}{v}${escapeTemplate(after)}`;
        assert.deepEqual(expand(template, { v: [value] }), [before + value + after]);
      }),
    );
  });

  it('encodes values so that decoding gives them back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
        for (const encode of [encodeForIri, encodeForUri]) {
          const [iri = ''] = expand('http://example.org/{v}', { v: [value] }, encode).map(lexicalOf);
          assert.equal(decodeURIComponent(iri.slice('http://example.org/'.length)), value);
        }
      }),
    );
  });

  it('makes nothing where a reference has no value, and all combinations where it has several', () => {
    assert.deepEqual(expand('{a}-{b}', { a: ['1'] }), []);
    assert.deepEqual(expand('{a}-{b}', { a: ['1', '2'], b: ['x', 'y'] }), ['1-x', '1-y', '2-x', '2-y']);
  });

  it('refuses to fill the memory with combinations', () => {
    const many = Array.from({ length: 1000 }, String);
    assert.throws(() => expand('{a}{b}', { a: many, b: many }), { code: 'unreadable-source' });
  });
});
