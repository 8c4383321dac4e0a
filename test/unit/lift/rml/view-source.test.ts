import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourceFile } from '../../../support/lift-fixtures.ts';
import { runRml } from '../../../support/run-rml.ts';

const people = sourceFile('people.csv', 'id,team\n1,red\n2,blue\n3,\n4,red\n');
const teams = sourceFile('teams.csv', 'name,town\nred,Graz\nred,Wien\ngreen,Linz\n');
const tables = `
ex:People rml:source "people.csv" ; rml:referenceFormulation rml:CSV .
ex:Teams rml:source "teams.csv" ; rml:referenceFormulation rml:CSV .`;
const map = (join: string): string => `${tables}
ex:View rml:viewOn ex:People ;
  rml:field [ rml:fieldName "who" ; rml:reference "id" ] , [ rml:fieldName "team" ; rml:reference "team" ] ;
  ${join} [ rml:parentLogicalView ex:Teams ; rml:joinCondition [ rml:child "team" ; rml:parent "name" ] ;
    rml:field [ rml:fieldName "town" ; rml:reference "town" ] ] .
ex:Map rml:logicalSource ex:View ; rml:subjectMap [ rml:template "{who}" ; rml:class ex:Person ] ;
  rml:predicateObjectMap [ rml:predicate ex:town ; rml:objectMap [ rml:reference "town" ] ] .`;

describe('openView', () => {
  it('keeps records without a partner in a left join', async () => {
    const { lines } = await runRml(map('rml:leftJoin'), [people, teams]);
    assert.equal(lines.filter((line) => line.endsWith('<Person>')).length, 4);
    assert.deepEqual(
      lines.filter((line) => line.includes('<town>')),
      [
        '<base/1> <town> "Graz"',
        '<base/1> <town> "Wien"',
        '<base/4> <town> "Graz"',
        '<base/4> <town> "Wien"',
      ],
    );
  });

  it('drops records without a partner in an inner join', async () => {
    const { lines } = await runRml(map('rml:innerJoin'), [people, teams]);
    assert.equal(lines.filter((line) => line.endsWith('<Person>')).length, 2);
  });

  it('runs iterable fields over the parts of a record', async () => {
    const { lines } = await runRml(
      `ex:Json rml:source "a.json" ; rml:referenceFormulation rml:JSONPath ; rml:iterator "$[*]" .
       ex:View rml:viewOn ex:Json ; rml:field [ rml:fieldName "id" ; rml:reference "$.id" ] ,
         [ rml:fieldName "item" ; rml:iterator "$.items[*]" ; rml:field [ rml:fieldName "size" ; rml:reference "$.size" ] ,
           [ rml:fieldName "kind" ; rml:reference "$.kind" ] ] .
       ex:Map rml:logicalSource ex:View ; rml:subjectMap [ rml:template "{id}" ] ;
         rml:predicateObjectMap [ rml:predicate ex:item ; rml:objectMap [ rml:template "{item.kind}={item.size}" ; rml:termType rml:Literal ] ] .`,
      [
        sourceFile(
          'a.json',
          '[{"id":1,"items":[{"kind":"a","size":1},{"kind":"b","size":2}]},{"id":2,"items":[]}]',
        ),
      ],
    );
    assert.deepEqual(lines, ['<base/1> <item> "a=1"', '<base/1> <item> "b=2"']);
  });

  it('refuses a reference that is no field', async () => {
    await assert.rejects(runRml(map('rml:leftJoin').replace('{who}', '{id}'), [people, teams]), {
      code: 'bad-mapping',
    });
  });
});
