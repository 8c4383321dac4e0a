import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { readMapping } from '../../../server/lift/rml/read-mapping.ts';
import { requireTables } from '../../../server/lift/tables-asked.ts';

const mapping = readMapping(
  `@prefix rml: <http://w3id.org/rml/> .
  @prefix mer: <https://w3id.org/meridian/ns#> .
  @base <http://example.org/> .
  <persons> rml:source "PERSON" ; rml:referenceFormulation mer:Table .
  <visits> rml:source "VISIT" ; rml:referenceFormulation mer:Table .
  <legend> rml:source "legend.csv" ; rml:referenceFormulation rml:CSV .
  <view> rml:viewOn <visits> ; rml:field [ rml:fieldName "id" ; rml:reference "id" ] ;
    rml:leftJoin [ rml:parentLogicalView <persons> ;
      rml:joinCondition [ rml:child "id" ; rml:parent "id" ] ;
      rml:field [ rml:fieldName "person" ; rml:reference "id" ] ] .
  <A> a rml:TriplesMap ; rml:logicalSource <view> ; rml:subjectMap [ rml:template "http://example.org/{id}" ] .
  <B> a rml:TriplesMap ; rml:logicalSource <legend> ; rml:subjectMap [ rml:template "http://example.org/{id}" ] .`,
  'mapping.rml.ttl',
);

describe('requireTables', () => {
  it('is content where all tables are declared, in any case', () => {
    requireTables(mapping, ['Person', 'visit', 'OTHER']);
  });

  it('names the tables that are read and not declared, also those of joins', () => {
    assert.throws(
      () => {
        requireTables(mapping, ['VISIT']);
      },
      (error) =>
        error instanceof MeridianError && error.code === 'bad-mapping' && error.message.includes('PERSON'),
    );
  });
});
