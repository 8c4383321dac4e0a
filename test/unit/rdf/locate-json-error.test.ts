import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { locateJsonError } from '../../../server/rdf/locate-json-error.ts';

describe('locateJsonError', () => {
  it('finds nothing in what is JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.equal(locateJsonError(text), undefined);
      }),
    );
  });

  it('finds a place in everything that the engine refuses, and only there', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
      '\n',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        assert.equal(locateJsonError(text) === undefined, valid, text);
      }),
      { numRuns: 2000 },
    );
  });
});
