import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runRml } from '../../../support/run-rml.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';

const reads = (parameter: string) =>
  `[ rml:parameter mfn:p-${parameter} ; rml:inputValueMap [ rml:reference "a" ] ]`;
const states = (parameter: string, value: string) =>
  `[ rml:parameter mfn:p-${parameter} ; rml:inputValue "${value}" ]`;

function run(called: string, inputs: readonly string[]): Promise<unknown> {
  const mapping = `@prefix rml: <http://w3id.org/rml/> . @prefix mfn: <https://w3id.org/meridian/function#> .
    @prefix ex: <http://example.org/> .
    [] rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ] ;
      rml:subjectMap [ rml:constant ex:s ] ;
      rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:functionExecution [
        rml:function mfn:${called} ; rml:input ${inputs.join(' , ')} ] ] ] .`;
  return runRml(mapping, [sourceFile('a.csv', 'a\nZqmeyer\n')]);
}

describe('Functions of mappings', () => {
  for (const [called, parameter, others] of [
    ['pseudonym', 'kind', [reads('value')]],
    ['concept', 'attribute', [reads('value')]],
    ['known', 'sets', [reads('value'), states('attribute', 'sex')]],
    ['unmappedOfAny', 'attribute', [reads('values')]],
    ['quantity', 'scales', [reads('value'), states('attribute', 'sex')]],
    ['extract', 'pattern', [reads('value')]],
  ] as const) {
    it(`take what steers them from the mapping only: p-${parameter} of ${called}`, async () => {
      await assert.rejects(run(called, [...others, reads(parameter)]), {
        code: 'bad-mapping',
        message: `mfn:${called} takes p-${parameter} as a constant only.`,
      });
    });
  }
});
