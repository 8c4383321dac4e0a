import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourceFile } from '../../../support/lift-fixtures.ts';
import { runRml } from '../../../support/run-rml.ts';

const csv = 'rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ]';

describe('runMapping', () => {
  it('reports a value that is no IRI with file, row and column, never with the value, and goes on', async () => {
    const { lines, failures } = await runRml(
      `ex:Map ${csv} ; rml:subjectMap [ rml:reference "iri" ; rml:class ex:X ] .`,
      [sourceFile('a.csv', 'iri\nhttp://example.org/ok\nJuan Daniel\nrelative\n')],
    );
    assert.equal(lines.length, 2);
    assert.equal(failures.length, 1);
    assert.deepEqual(failures[0]?.place, { file: 'a.csv', row: 2, column: 'iri' });
    assert.ok(!failures[0].message.includes('Juan'));
  });

  it('reads a source once for all maps over it', async () => {
    let reads = 0;
    const file = {
      path: 'a.csv',
      read: () => Promise.resolve((reads++, new TextEncoder().encode('a\n1\n'))),
    };
    const { lines } = await runRml(
      `ex:One ${csv} ; rml:subjectMap [ rml:template "one/{a}" ; rml:class ex:X ] .
       ex:Two ${csv} ; rml:subjectMap [ rml:template "two/{a}" ; rml:class ex:X ] .`,
      [file],
    );
    assert.equal(lines.length, 2);
    assert.equal(reads, 1);
  });

  it('gives equal blank nodes for equal values over all maps', async () => {
    const { lines } = await runRml(
      `ex:One ${csv} ; rml:subjectMap [ rml:template "{a}" ; rml:termType rml:BlankNode ; rml:class ex:X ] .
       ex:Two ${csv} ; rml:subjectMap [ rml:reference "a" ; rml:termType rml:BlankNode ; rml:class ex:Y ] .`,
      [sourceFile('a.csv', 'a\nsame\nsame\n')],
    );
    assert.equal(lines.length, 2);
    assert.equal(new Set(lines.map((line) => line.split(' ')[0])).size, 1);
  });

  it('nests functions and runs each value through them', async () => {
    const { lines } = await runRml(
      `ex:Map ${csv} ; rml:subjectMap [ rml:template "{a}" ] ; rml:predicateObjectMap [ rml:predicate ex:code ;
         rml:objectMap [ rml:termType rml:IRI ; rml:functionExecution [ rml:function mfn:prefixed ;
           rml:input [ rml:parameter mfn:p-prefix ; rml:inputValue "http://example.org/" ] ,
             [ rml:parameter mfn:p-value ; rml:inputValueMap [ rml:functionExecution [ rml:functionMap [ rml:constant mfn:split ] ;
               rml:input [ rml:parameterMap [ rml:constant mfn:p-value ] ; rml:inputValueMap [ rml:reference "codes" ] ] ,
                 [ rml:parameter mfn:p-separator ; rml:inputValue "|" ] ] ] ] ] ] ] .`,
      [sourceFile('a.csv', 'a,codes\n1,x | y||z\n2,\n')],
    );
    assert.deepEqual(lines, ['<base/1> <code> <x>', '<base/1> <code> <y>', '<base/1> <code> <z>']);
  });

  const call = (inputs: string): string =>
    `ex:Map ${csv} ; rml:subjectMap [ rml:functionExecution [ ${inputs} ] ] .`;
  for (const [fault, inputs] of Object.entries({
    'an unknown function': 'rml:function mfn:magic',
    'a missing input': 'rml:function mfn:number',
    'an unknown parameter':
      'rml:function mfn:number ; rml:input [ rml:parameter mfn:p-value ; rml:inputValue "1" ] , [ rml:parameter mfn:p-x ; rml:inputValue "1" ]',
    'an input given twice':
      'rml:function mfn:number ; rml:input [ rml:parameter mfn:p-value ; rml:inputValue "1" ] , [ rml:parameter mfn:p-value ; rml:inputValue "2" ]',
  })) {
    it(`refuses ${fault} before it reads anything`, async () => {
      await assert.rejects(runRml(call(inputs), []), { code: 'bad-mapping' });
    });
  }

  it('says so where a reference formulation is not known', async () => {
    await assert.rejects(
      runRml(
        'ex:Map rml:logicalSource [ rml:source "a.xls" ; rml:referenceFormulation rml:Cells ] ; rml:subject ex:x .',
        [],
      ),
      { code: 'bad-mapping' },
    );
  });
});
