import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Parser } from 'n3';
import { RecordGate } from '../../../../server/lift/privacy/record-gate.ts';
import { wordPatterns } from '../../../../server/ontology/word-patterns.ts';
import { literal, namedNode } from '../../../../server/rdf/terms.ts';
import { dct, eucaim, rdf, xsd } from '../../../../server/rdf/vocabulary.ts';

const value = eucaim.hasCondition;
const core = readFileSync(join(import.meta.dirname, '../../../../ontology/core.ttl'), 'utf8');
const gate = new RecordGate(wordPatterns(new Parser().parse(core)));

describe('RecordGate', () => {
  it('lets numbers through that count and measure, and no telephones', () => {
    for (const [text, datatype] of [
      ['7.16', xsd.decimal],
      ['-1234567.125', xsd.decimal],
      ['250000', xsd.integer],
      ['0.000000000001', xsd.decimal],
      ['6.02e23', xsd.double],
      ['2019', xsd.gYear],
    ] as const)
      assert.equal(gate.allows(value, literal(text, datatype)), true, text);
    for (const [text, datatype] of [
      ['491715551234', xsd.decimal],
      ['491715551234', xsd.integer],
      ['+491715551234', xsd.nonNegativeInteger],
      ['491715551234.0', xsd.double],
      ['12345678', xsd.integer],
    ] as const)
      assert.equal(gate.allows(value, literal(text, datatype)), false, text);
  });

  it('refuses datatypes that are not listed', () => {
    assert.equal(gate.allows(value, literal('Anna', namedNode('http://example.org/name'))), false);
    assert.equal(gate.allows(value, literal('Anna', xsd.anyURI)), false);
    assert.equal(gate.allows(value, literal('a constant', xsd.string)), true);
    assert.equal(gate.allows(value, literal('a constant', 'en')), true);
    assert.equal(literal('a constant', 'en').datatype.value, rdf.langString.value);
  });

  it('lets links to datasets through that are short and made of plain characters', () => {
    const allows = (link: string): boolean => gate.allows(dct.isPartOf, namedNode(link));
    const base = 'http://127.0.0.1:8081/id/north/dataset/';
    for (const name of ['1', 'ds-1', 'tcga_luad', 'NSCLC-Radiomics', 'a'.repeat(64)])
      assert.equal(allows(base + name), true, name);
    for (const name of [
      '',
      'Zqmeyer%5EAnna%2019600304',
      'Müller',
      'a'.repeat(65),
      'Zqmeyer/dataset/1',
      'Patient/PAT778899',
      '1?name=Zqmeyer',
      '1#Zqmeyer',
    ])
      assert.equal(allows(base + name), false, name);
    assert.equal(allows('http://127.0.0.1/%5A/dataset/1'), false);
  });
});
