import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { knownWords } from '../../../../server/lift/functions/known-words.ts';
import { callFunction, nothingKnown } from '../../../support/call-function.ts';

const meanings: Readonly<Record<string, string>> = {
  t2: 'http://e/T2',
  'T2*': 'http://e/T2star',
  DWI: 'http://e/DWI',
};

function read(value: string) {
  const noted: string[] = [];
  const reported: string[] = [];
  const found = callFunction(
    knownWords,
    { value, attribute: 'tissueContrast', sets: 'words' },
    {
      ...nothingKnown,
      concepts: {
        ...nothingKnown.concepts,
        find: (word) => {
          const meaning = meanings[word];
          return meaning === undefined ? [] : [meaning];
        },
      },
      unmapped: { ...nothingKnown.unmapped, add: (_attribute, word) => reported.push(word) },
      readings: {
        note(_role, word) {
          noted.push(word);
          return {};
        },
      },
    },
  );
  return { found, noted, reported };
}

describe('mfn:knownWords', () => {
  it('reads words within a text, whatever parts them', () => {
    assert.deepEqual(read('ep2d_DWI-t2 (b=800)').found, ['http://e/DWI', 'http://e/T2']);
    assert.equal(read('axial T2* gre').found, 'http://e/T2star');
  });

  it('neither reports nor keeps any other word', () => {
    const { found, noted, reported } = read('t2 for Somebody');
    assert.equal(found, 'http://e/T2');
    assert.deepEqual(noted, ['t2']);
    assert.deepEqual(reported, []);
    assert.equal(read('at2b').found, null);
    assert.equal(read('').found, null);
  });
});
