import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { liftFunctions } from '../../../../server/lift/functions/registry.ts';
import { requireAllowedWords } from '../../../../server/lift/privacy/require-allowed-words.ts';
import { readMapping } from '../../../../server/lift/rml/read-mapping.ts';

const prefixes = `
@prefix rml: <http://w3id.org/rml/> . @prefix mer: <https://w3id.org/meridian/ns#> .
@prefix mfn: <https://w3id.org/meridian/function#> . @prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:T a rml:LogicalSource ; rml:source "T.csv" ; rml:referenceFormulation rml:CSV .
ex:V a rml:LogicalView ; rml:viewOn ex:T ;
  rml:field [ rml:fieldName "secret" ; rml:reference "NAME" ] ,
    [ rml:fieldName "age" ; rml:functionExecution [ rml:function mfn:year ;
      rml:input [ rml:parameter mfn:p-value ; rml:inputValueMap [ rml:reference "BORN" ] ] ] ] .
`;
const patient = `rml:functionExecution [ rml:function mfn:pseudonym ;
  rml:input [ rml:parameter mfn:p-kind ; rml:inputValue "patient" ] ,
    [ rml:parameter mfn:p-value ; rml:inputValueMap [ rml:reference "NAME" ] ] ]`;

function check(object: string, subject = patient, source = 'ex:T', graph = 'mer:RecordPlane'): void {
  const mapping = readMapping(
    `${prefixes} ex:M a rml:TriplesMap ; rml:logicalSource ${source} ; rml:subjectMap [ ${subject} ; rml:graph ${graph} ] ;
      rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ ${object} ] ] .`,
    'm.rml.ttl',
  );
  requireAllowedWords(mapping, { functions: liftFunctions, patterns: new Map() });
}

const refused = { code: 'bad-mapping', message: /would tell "(?:NAME|BORN)" of patients/ };
const call = (name: string, inputs: readonly string[]) =>
  `rml:functionExecution [ rml:function mfn:${name} ; rml:input ${inputs.join(' , ')} ]`;
const reads = (parameter: string, reference = 'NAME') =>
  `[ rml:parameter mfn:p-${parameter} ; rml:inputValueMap [ rml:reference "${reference}" ] ]`;

describe('Mappings of records', () => {
  for (const [title, object] of [
    ['a reference', 'rml:reference "NAME"'],
    ['a template', 'rml:template "http://example.org/{NAME}"'],
    ['a language', 'rml:constant "x" ; rml:languageMap [ rml:reference "NAME" ]'],
    ['a function that lets words through', call('coalesce', [reads('value'), reads('value2')])],
    ['a function over another', call('when', [reads('value'), reads('condition')])],
    ['a reference that calls itself a date', 'rml:reference "BORN" ; rml:datatype xsd:date'],
    ['a datatype', 'rml:constant "x" ; rml:datatypeMap [ rml:template "http://example.org/{NAME}" ]'],
    ['a kind of pseudonym', call('pseudonym', [reads('kind'), reads('value')])],
  ] as const) {
    it(`are refused with ${title}`, () => {
      assert.throws(() => {
        check(object);
      }, refused);
    });
  }

  it('are refused where a field of a view carries the words', () => {
    const subject = patient.replace('"NAME"', '"age"');
    assert.throws(() => {
      check('rml:reference "secret"', subject, 'ex:V');
    }, refused);
    check('rml:reference "age"', subject, 'ex:V');
  });

  it('are refused with words in the subject of a map that is joined', () => {
    const mapping = readMapping(
      `${prefixes} ex:M a rml:TriplesMap ; rml:logicalSource ex:T ; rml:subjectMap [ ${patient} ; rml:graph mer:RecordPlane ] ;
        rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:parentTriplesMap ex:N ] ] .
       ex:N a rml:TriplesMap ; rml:logicalSource ex:T ;
        rml:subjectMap [ rml:template "http://example.org/{NAME}" ; rml:graph mer:CataloguePlane ] .`,
      'm.rml.ttl',
    );
    assert.throws(() => {
      requireAllowedWords(mapping, { functions: liftFunctions, patterns: new Map() });
    }, refused);
  });

  it('are refused with words in a subject', () => {
    assert.throws(() => {
      check('rml:constant "x"', 'rml:template "http://example.org/{NAME}"');
    }, refused);
  });

  it('may give numbers, years, concepts and pseudonyms, and what only a condition reads', () => {
    check('rml:reference "AGE" ; rml:datatype xsd:decimal');
    check(call('year', [reads('value', 'BORN')]));
    check(call('when', ['[ rml:parameter mfn:p-value ; rml:inputValue "x" ]', reads('condition')]));
    check(patient.replace('patient', 'study'));
  });

  it('may say on the catalogue plane what they like', () => {
    check('rml:reference "NAME"', 'rml:template "http://example.org/{NAME}"', 'ex:T', 'mer:CataloguePlane');
  });
});
