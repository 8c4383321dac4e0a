import assert from 'node:assert/strict';
import { it } from 'node:test';
import { hasLoincDigit } from '../../../server/ontology/check/loinc-check-digit.ts';
import { hasVerhoeffDigit } from '../../../server/ontology/check/verhoeff.ts';
import { loadMappingSet } from '../../../server/rdf/sssom.ts';
import { sssomFolder } from '../../support/ontology.ts';

const codesOf = (set: string): readonly string[] =>
  loadMappingSet(`${sssomFolder}/${set}.sssom.tsv`).rows.map(({ objectId }) =>
    objectId.replace(/^[A-Z]+:/, ''),
  );

it('accepts every SNOMED CT code of the hyper-ontology, and none with a digit changed or two swapped', () => {
  for (const code of codesOf('eucaim-exactmatch-snomedct')) {
    assert.ok(hasVerhoeffDigit(code), code);
    const next = String((Number(code[2]) + 1) % 10);
    assert.ok(!hasVerhoeffDigit(`${code.slice(0, 2)}${next}${code.slice(3)}`), code);
    if (code[2] === code[3]) continue;
    assert.ok(!hasVerhoeffDigit(`${code.slice(0, 2)}${code[3] ?? ''}${code[2] ?? ''}${code.slice(4)}`), code);
  }
});

it('accepts every LOINC code of the hyper-ontology, and none with a digit changed', () => {
  for (const code of codesOf('eucaim-exactmatch-loinc')) {
    assert.ok(hasLoincDigit(code), code);
    if (/^\d/.test(code))
      assert.ok(!hasLoincDigit(`${code.slice(0, -1)}${String((Number(code.at(-1)) + 1) % 10)}`), code);
  }
});

it('takes no text for a code', () => {
  for (const text of ['', 'x', '12a', '1-', '-1', ' ']) {
    assert.equal(hasVerhoeffDigit(text), false, text);
    assert.equal(hasLoincDigit(text), false, text);
  }
});
