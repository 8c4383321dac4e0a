import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMapping } from '../../../../server/lift/rml/read-mapping.ts';

const prefixes = `
@prefix rml: <http://w3id.org/rml/> .
@prefix ex: <http://example.org/> .
`;
const source = 'rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ]';

describe('readMapping', () => {
  it('reads both vocabularies into the same model', () => {
    const modern = readMapping(
      `${prefixes} ex:Map ${source} ; rml:subjectMap [ rml:template "http://example.org/{id}" ; rml:class ex:Thing ] ;
        rml:predicateObjectMap [ rml:predicate ex:name ; rml:objectMap [ rml:reference "name" ] ] .`,
      'modern.ttl',
    );
    const legacy = readMapping(
      `@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .
       @prefix ql: <http://semweb.mmlab.be/ns/ql#> . @prefix ex: <http://example.org/> .
       ex:Map rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation ql:CSV ] ;
        rr:subjectMap [ rr:template "http://example.org/{id}" ; rr:class ex:Thing ] ;
        rr:predicateObjectMap [ rr:predicate ex:name ; rr:objectMap [ rr:column "name" ] ] .`,
      'legacy.ttl',
    );
    const model = (mapping: typeof modern): unknown => {
      const map = mapping.triplesMaps.get('http://example.org/Map');
      return map === undefined ? undefined : { ...map, source: { ...map.source, natural: undefined } };
    };
    assert.deepEqual(model(legacy), model(modern));
  });

  it('gives term types by position and expression', () => {
    const mapping = readMapping(
      `${prefixes} ex:Map ${source} ; rml:subjectMap [ rml:reference "id" ] ; rml:predicateObjectMap
        [ rml:predicate ex:a ; rml:objectMap [ rml:reference "a" ] , [ rml:template "x{a}" ] ,
          [ rml:template "x{a}" ; rml:language "de" ] ; rml:object "text"@en ] .`,
      'm.ttl',
    );
    const map = mapping.triplesMaps.get('http://example.org/Map');
    assert.equal(map?.subject.termType, 'iri');
    const types = map.predicateObjects[0]?.objects.map((object) => object.termType).sort();
    assert.deepEqual(types, ['iri', 'literal', 'literal', 'literal']);
  });

  const subject = 'rml:subjectMap [ rml:template "http://example.org/{id}" ]';
  const faults: Readonly<Record<string, string>> = {
    'broken Turtle': `${prefixes} ex:Map rml:subjectMap [`,
    'no triples map': prefixes,
    'no subject map': `${prefixes} ex:Map ${source} .`,
    'two subject maps': `${prefixes} ex:Map ${source} ; ${subject} ; rml:subject ex:x .`,
    'a literal subject': `${prefixes} ex:Map ${source} ; rml:subjectMap [ rml:reference "a" ; rml:termType rml:Literal ] .`,
    'two expressions': `${prefixes} ex:Map ${source} ; rml:subjectMap [ rml:reference "a" ; rml:template "{a}" ] .`,
    'an unknown term type': `${prefixes} ex:Map ${source} ; rml:subjectMap [ rml:reference "a" ; rml:termType ex:Odd ] .`,
    'no source': `${prefixes} ex:Map rml:logicalSource [ rml:referenceFormulation rml:CSV ] ; ${subject} .`,
    'no formulation': `${prefixes} ex:Map rml:logicalSource [ rml:source "a.csv" ] ; ${subject} .`,
    'no predicate': `${prefixes} ex:Map ${source} ; ${subject} ; rml:predicateObjectMap [ rml:object 1 ] .`,
    'no object': `${prefixes} ex:Map ${source} ; ${subject} ; rml:predicateObjectMap [ rml:predicate ex:p ] .`,
    'a bad language': `${prefixes} ex:Map ${source} ; ${subject} ; rml:predicateObjectMap [ rml:predicate ex:p ;
      rml:objectMap [ rml:reference "a" ; rml:language "german" ] ] .`,
    'a parent that is not there': `${prefixes} ex:Map ${source} ; ${subject} ; rml:predicateObjectMap [ rml:predicate ex:p ;
      rml:objectMap [ rml:parentTriplesMap ex:Other ] ] .`,
    'a class that is no IRI': `${prefixes} ex:Map ${source} ; rml:subjectMap [ rml:reference "a" ; rml:class "x" ] .`,
    'a view on itself': `${prefixes} ex:View rml:viewOn ex:View . ex:Map rml:logicalSource ex:View ; ${subject} .`,
  };
  for (const [fault, turtle] of Object.entries(faults)) {
    it(`refuses ${fault}, naming the file`, () => {
      assert.throws(
        () => readMapping(turtle, 'm.ttl'),
        (error: { code?: string; place?: { file?: string } }) =>
          error.code === 'bad-mapping' && error.place?.file === 'm.ttl',
      );
    });
  }
});
