import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foreignFunctions } from '../../../../server/lift/functions/foreign-functions.ts';
import { extract, replacePattern } from '../../../../server/lift/functions/patterns.ts';
import { safePattern } from '../../../../server/lift/functions/safe-pattern.ts';
import {
  date,
  equal,
  isPresent,
  lower,
  notEqual,
  replace,
  trim,
  upper,
} from '../../../../server/lift/functions/words.ts';
import { callFunction } from '../../../support/call-function.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';
import { runRml } from '../../../support/run-rml.ts';

describe('functions on words', () => {
  it('change the letters and the space of a value', () => {
    assert.equal(callFunction(lower, { value: 'ÄB' }), 'äb');
    assert.equal(callFunction(upper, { value: 'äb' }), 'ÄB');
    assert.equal(callFunction(trim, { value: '  a \n b ' }), 'a b');
    assert.equal(callFunction(trim, { value: '  ' }), null);
    assert.equal(callFunction(lower, {}), null);
  });

  it('date reads every form of a day, and makes none up', () => {
    for (const value of ['2019-03-07', '20190307', '07.03.2019', '7.3.2019'])
      assert.equal(callFunction(date, { value }), '2019-03-07');
    for (const value of ['2019-03', '2019', '31.02.2019', 'x'])
      assert.equal(callFunction(date, { value }), null);
  });

  it('replace is letter by letter: neither what is sought nor what is put in is a pattern', () => {
    assert.equal(callFunction(replace, { value: 'a.b.c', find: '.', with: '$&' }), 'a$&b$&c');
    assert.equal(callFunction(replace, { value: 'a.b', find: '.' }), 'ab');
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (value, find, put) => {
        const expected = value.split(find).join(put);
        assert.equal(callFunction(replace, { value, find, with: put }), expected === '' ? null : expected);
      }),
    );
  });

  it('comparisons say true or false, and nothing of what is not there', () => {
    assert.equal(callFunction(equal, { value: 'a', value2: 'a' }), 'true');
    assert.equal(callFunction(equal, { value: 'a', value2: 'A' }), 'false');
    assert.equal(callFunction(notEqual, { value: 'a', value2: 'A' }), 'true');
    assert.equal(callFunction(equal, { value: 'a' }), null);
    assert.equal(callFunction(isPresent, {}), 'false');
    assert.equal(callFunction(isPresent, { value: '0' }), 'true');
  });

  it('patterns find and replace', () => {
    assert.equal(callFunction(extract, { value: 'C50.4 left', pattern: '^([A-Z]\\d\\d)' }), 'C50');
    assert.equal(callFunction(extract, { value: 'C50.4', pattern: '\\d+' }), '50');
    assert.equal(callFunction(extract, { value: 'x', pattern: '\\d+' }), null);
    assert.equal(callFunction(replacePattern, { value: 'T1_ax', pattern: '_(\\w+)', with: ' $1' }), 'T1 ax');
    assert.equal(callFunction(extract, { value: 'a'.repeat(301), pattern: 'a' }), null);
  });

  it('patterns that a value could make slow are refused', () => {
    for (const pattern of [
      '(a+)+',
      '(a|b)*c',
      '(?:a*)*',
      '((a+)b)+',
      '(.)\\1',
      '(?=a)',
      'a*a*a*a*',
      '(a{2,})+',
      '^a{0,60}a{0,60}a{0,60}a{0,60}a{0,60}b$',
      `${'a?'.repeat(30)}b`,
      '(a?){60}b',
      `${'(a|a)'.repeat(30)}b`,
      '(',
    ])
      assert.throws(() => safePattern(pattern), { code: 'bad-mapping' }, pattern);
    for (const pattern of [
      '^([A-Z]\\d\\d)(\\.\\d+)?$',
      '[(+)]+',
      '\\(a+\\)',
      '(?:T1|T2)w',
      '(?<code>\\p{L}+)',
      '^\\d{1,3}\\.\\d{1,3}\\.\\d{4}$',
      '^(?:left|right|both|none|unknown|other)?\\s*(.+?)$',
    ])
      assert.ok(safePattern(pattern));
  });
});

describe('functions of other vocabularies', () => {
  it('are known to let words of the source through, as far as they do', () => {
    const passes = new Map(foreignFunctions.map((each) => [each.iri.replace(/.*#/, ''), each.passes]));
    assert.equal(passes.get('toUpperCase'), undefined);
    assert.equal(passes.get('string_replace'), undefined);
    assert.deepEqual(passes.get('equal'), []);
  });

  const prefixes = `
    @prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix lrml: <http://semweb.mmlab.be/ns/rml#> .
    @prefix ql: <http://semweb.mmlab.be/ns/ql#> . @prefix fnml: <http://semweb.mmlab.be/ns/fnml#> .
    @prefix fno: <https://w3id.org/function/ontology#> . @prefix idlab-fn: <https://w3id.org/imec/idlab/function#> .
    @prefix grel: <http://users.ugent.be/~bjdmeest/function/grel.ttl#> .`;
  const source = 'lrml:logicalSource [ lrml:source "a.csv" ; lrml:referenceFormulation ql:CSV ]';

  it('are called in the older way, a condition among them', async () => {
    const mapping = `${prefixes}
      [] ${source} ;
        rr:subjectMap [ rr:termType rr:IRI ; fnml:functionValue [
          rr:predicateObjectMap [ rr:predicate fno:executes ; rr:objectMap [ rr:constant idlab-fn:trueCondition ] ] ,
            [ rr:predicate idlab-fn:strBoolean ; rr:objectMap [ fnml:functionValue [
              rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object idlab-fn:notEqual ] ,
                [ rr:predicate grel:valueParameter ; rr:objectMap [ lrml:reference "name" ] ] ,
                [ rr:predicate grel:valueParameter2 ; rr:object "nobody" ] ] ] ] ,
            [ rr:predicate idlab-fn:str ; rr:objectMap [ rr:template "http://example.org/{name}" ] ] ] ] ;
        rr:predicateObjectMap [ rr:predicate ex:upper ; rr:objectMap [ fnml:functionValue [
          rr:predicateObjectMap [ rr:predicateMap [ rr:constant fno:executes ] ; rr:objectMap [ rr:constant grel:toUpperCase ] ] ,
            [ rr:predicate grel:valueParameter ; rr:objectMap [ lrml:reference "name" ] ] ] ] ] .`;
    const { lines, failures } = await runRml(mapping, [sourceFile('a.csv', 'name\na b\nnobody\n')]);
    assert.deepEqual(failures, []);
    assert.deepEqual(lines, ['<a%20b> <upper> "A B"']);
  });

  it('are called in the newer way, with rml:condition', async () => {
    const mapping = `${prefixes}
      [] rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ] ;
        rml:subjectMap [ rml:template "http://example.org/{name}" ] ;
        rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [
          rml:functionExecution [ rml:function grel:string_replace ;
            rml:input [ rml:parameter grel:valueParam ; rml:inputValueMap [ rml:reference "name" ] ] ,
              [ rml:parameter grel:param_find ; rml:inputValue " " ] , [ rml:parameter grel:param_replace ; rml:inputValue "-" ] ] ;
          rml:condition [ rml:functionExecution [ rml:function idlab-fn:notEqual ;
            rml:input [ rml:parameter grel:valueParameter ; rml:inputValueMap [ rml:reference "name" ] ] ,
              [ rml:parameter grel:valueParameter2 ; rml:inputValue "nobody" ] ] ] ] ] .`;
    const { lines, failures } = await runRml(mapping, [sourceFile('a.csv', 'name\na b\nnobody\n')]);
    assert.deepEqual(failures, []);
    assert.deepEqual(lines, ['<a%20b> <p> "a-b"']);
  });
});
