import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markDatasets } from '../../../../server/lift/rml/mark-datasets.ts';
import { readMapping } from '../../../../server/lift/rml/read-mapping.ts';

const concept = (column: string): string => `[ rml:functionExecution [ rml:function mfn:concept ;
  rml:input [ rml:parameter mfn:p-attribute ; rml:inputValue "sex" ] ,
    [ rml:parameter mfn:p-value ; rml:inputValueMap [ rml:functionExecution [ rml:function mfn:trim ;
      rml:input [ rml:parameter mfn:p-value ; rml:inputValueMap [ rml:reference "${column}" ] ] ] ] ] ] ]`;
const map = (name: string, file: string, plane: string): string => `ex:${name}
  rml:logicalSource [ rml:source "${file}" ; rml:referenceFormulation rml:CSV ] ;
  rml:subjectMap [ rml:template "{a}" ; rml:graph mer:${plane}Plane ] ;
  rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap ${concept('a')} ] .`;

/** The triples maps of which every function is marked; a map has all of them or none. */
function marked(...maps: readonly string[]): string[] {
  const text = `@prefix rml: <http://w3id.org/rml/> . @prefix mer: <https://w3id.org/meridian/ns#> .
    @prefix mfn: <https://w3id.org/meridian/function#> . @prefix ex: <http://example.org/> . ${maps.join('\n')}`;
  return [...markDatasets(readMapping(text, 'm.ttl')).triplesMaps.values()].flatMap(
    ({ id, predicateObjects }) => {
      const said = JSON.stringify(predicateObjects);
      const [functions, marks] = [
        said.split('"function":').length - 1,
        said.split('"ofDatasets":true').length - 1,
      ];
      assert.ok(marks === 0 || marks === functions, id);
      return marks === 0 ? [] : [id.replace(/^.*\//, '')];
    },
  );
}

describe('markDatasets', () => {
  const patients = map('Patients', 'patients.csv', 'Record');

  it('marks the functions over files of which nothing goes to the record plane', () => {
    assert.deepEqual(marked(map('Catalogue', 'catalogue.csv', 'Catalogue'), patients), ['Catalogue']);
    assert.deepEqual(marked(map('Catalogue', '*.json', 'Catalogue')), ['Catalogue']);
  });

  it('marks none over a file that tells of patients, however it is named', () => {
    for (const file of ['patients.csv', 'Patients', 'data/PATIENTS.csv.gz', '*.csv'])
      assert.deepEqual(marked(map('Catalogue', file, 'Catalogue'), patients), [], file);
    const any = map('Patients', '*.csv', 'Record');
    assert.deepEqual(marked(map('Catalogue', 'catalogue.csv', 'Catalogue'), any), []);
  });
});
