import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MeridianError } from '../../../../../server/errors.ts';
import type { SourceFile } from '../../../../../server/lift/lifter.ts';
import { sourceFile } from '../../../../support/lift-fixtures.ts';
import { runBothWays } from '../../../../support/run-both-ways.ts';

const csv = 'rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ; rml:null "null" ]';
const call = (name: string, inputs: Readonly<Record<string, string>>): string =>
  `rml:functionExecution [ rml:function mfn:${name} ; rml:input ${Object.entries(inputs)
    .map(([parameter, value]) => `[ rml:parameter mfn:p-${parameter} ; ${value} ]`)
    .join(' , ')} ]`;
const of = (column: string): string => `rml:inputValueMap [ rml:reference "${column}" ]`;
const sex = { value: of('b'), attribute: 'rml:inputValue attr:sex', sets: 'rml:inputValue "clinic-sex"' };

/** Ways to make a subject and an object; references are to the columns a, b and c. */
const subjects = [
  'rml:template "http://example.org/s/{a}"',
  'rml:template "s/{a}/{b}"',
  'rml:template "{a}"',
  'rml:template "ab{a}:{b}" ; rml:termType rml:URI',
  'rml:reference "a"',
  'rml:reference "a" ; rml:termType rml:URI',
  'rml:reference "a" ; rml:termType rml:UnsafeIRI',
  'rml:template "{a}/x y" ; rml:termType rml:UnsafeURI',
  'rml:reference "a" ; rml:termType rml:BlankNode',
  'rml:constant ex:one',
  'rml:termType rml:BlankNode',
  call('pseudonym', { kind: 'rml:inputValue "patient"', value: of('a') }),
  call('split', { value: of('a'), separator: 'rml:inputValue "|"' }),
  call('concept', sex),
];
const objects = [
  'rml:reference "b"',
  'rml:reference "b" ; rml:language "en"',
  'rml:reference "b" ; rml:datatype xsd:decimal',
  'rml:reference "b" ; rml:languageMap [ rml:reference "c" ]',
  'rml:reference "b" ; rml:datatypeMap [ rml:reference "c" ]',
  'rml:reference "b" ; rml:termType rml:IRI',
  'rml:reference "b" ; rml:termType rml:BlankNode',
  'rml:template "http://example.org/{b}-{c}"',
  'rml:template "\\"{b}\\" of {c}" ; rml:termType rml:Literal',
  'rml:template "{c}" ; rml:termType rml:URI',
  'rml:constant "x\\"y"@de',
  `${call('concept', sex)} ; rml:termType rml:IRI`,
  `${call('unmapped', sex)} ; rml:termType rml:IRI`,
  call('number', { value: of('b') }),
  call('split', { value: of('b'), separator: 'rml:inputValue "|"' }),
];
const graphs = ['', 'rml:graph ex:g', 'rml:graph ex:g , ex:h', 'rml:graph rml:defaultGraph'];
const predicates = [
  'rml:predicate ex:p',
  'rml:predicate ex:p , ex:q',
  'rml:predicate eucaim:hasBirthSex',
  'rml:predicate mer:unmapped',
];

const triplesMap = fc
  .record({
    subject: fc.constantFrom(...subjects),
    graph: fc.constantFrom(...graphs),
    classes: fc.constantFrom('', 'rml:class ex:C', 'rml:class ex:C , ex:D'),
    pairs: fc.array(
      fc.record({
        predicate: fc.constantFrom(...predicates),
        objects: fc.array(fc.constantFrom(...objects), { minLength: 1, maxLength: 3 }),
        graph: fc.constantFrom(...graphs),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ subject, graph, classes, pairs }) =>
    [
      `rml:subjectMap [ ${[subject, graph, classes].filter((part) => part !== '').join(' ; ')} ]`,
      ...pairs.map(
        (pair) =>
          `rml:predicateObjectMap [ ${[pair.predicate, pair.graph, ...pair.objects.map((each) => `rml:objectMap [ ${each} ]`)].filter((part) => part !== '').join(' ; ')} ]`,
      ),
    ].join(' ; '),
  );

const cell = fc.oneof(
  fc.constantFrom(
    '',
    'null',
    '0',
    'weiblich',
    'divers',
    'x',
    'de',
    'x-',
    '12.50',
    '1|2||3',
    'http://a.org/ü',
    'a:b',
  ),
  fc.constantFrom('a b', '"', '""x', 'x,y', 'l1\nl2', '\r\n', '\t', '<>', '\\', '`{}|^', '\u007f', 'urn:x y'),
  fc.constantFrom(
    'Größe',
    '\u{1F600}',
    '\ue000',
    '\u0085',
    '\ufdd0',
    '\ufffe',
    '\u{4ffff}',
    '\u{e0001}',
    '€',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.replaceAll('\0', '').toWellFormed()),
);
const table = fc.record({
  rows: fc.array(fc.tuple(cell, cell, cell), { maxLength: 6 }),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  quoted: fc.boolean(),
  mark: fc.boolean(),
  spoilt: fc.constantFrom('', '', '', '1,2', 'x"y,1,2', '"x"y,1,2', '"open', '\n\n', '1,2,3,4', '\0,1,2'),
  piece: fc.integer({ min: 1, max: 40 }),
});

function write({
  rows,
  end,
  quoted,
  mark,
  spoilt,
}: typeof table extends fc.Arbitrary<infer Table> ? Table : never): string {
  const quote = (text: string): string =>
    quoted || /["\r\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = ['a,b,c', ...rows.map((row) => row.map(quote).join(',')), ...(spoilt === '' ? [] : [spoilt])];
  return `${mark ? '\ufeff' : ''}${lines.join(end)}${end}`;
}

function inPieces(path: string, bytes: Uint8Array, size: number): SourceFile {
  return {
    path,
    read: () => Promise.resolve(bytes),
    async *stream() {
      for (let at = 0; at < bytes.length; at += size)
        yield await Promise.resolve(bytes.subarray(at, at + size));
    },
  };
}

describe('runToNQuads', () => {
  it('gives the quads, failures, unmapped values and readings of the record path, for any table and mapping', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(triplesMap, { minLength: 1, maxLength: 3 }), table, async (maps, given) => {
        const turtle = maps.map((map, index) => `ex:Map${index} ${csv} ; ${map} .`).join('\n');
        const file = inPieces('a.csv', new TextEncoder().encode(write(given)), given.piece);
        const { records, bytes, ways } = await runBothWays(turtle, [file]);
        assert.deepEqual(bytes, records);
        assert.equal(ways.inBytes, maps.length);
      }),
      { numRuns: 400 },
    );
  });

  it('reads Latin-1 as the record path does', async () => {
    const bytes = Uint8Array.from({ length: 250 }, (_, index) => index + 6).filter(
      (byte) => ![10, 13, 34].includes(byte),
    );
    const file = inPieces(
      'a.csv',
      Buffer.concat([Buffer.from('a;b;c\n1;'), bytes.filter((byte) => byte !== 59), Buffer.from(';2\n')]),
      7,
    );
    const turtle = `ex:Map ${csv} ; rml:subjectMap [ rml:template "{b}" ] ;
      rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:reference "b" ] , [ rml:template "{b}" ; rml:termType rml:URI ] ] .`;
    const { records, bytes: seen } = await runBothWays(turtle, [file], {
      encoding: 'latin1',
      delimiter: ';',
    });
    assert.deepEqual(seen, records);
    assert.equal(seen.lines.length, 3);
  });

  it('encodes every character in IRIs as the record path does', async () => {
    // All of the first planes' scripts that differ, and the ends of every block of 256.
    const codes = Array.from({ length: 0x110000 }, (_, code) => code).filter(
      (code) =>
        code > 0 &&
        (code < 0xd800 || code > 0xdfff) &&
        (code < 0x500 || code % 0x100 > 0xfc || code % 0x100 < 2),
    );
    const rows = codes.map((code) => `"${String.fromCodePoint(code).replace('"', '""')}"`);
    const { records, bytes } = await runBothWays(
      `ex:Map ${csv} ; rml:subjectMap [ rml:template "x:{a}" ] ;
        rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:template "y:{a}" ; rml:termType rml:URI ] , [ rml:reference "a" ] ] .`,
      [sourceFile('a.csv', `a\n${rows.join('\n')}\n`)],
    );
    assert.deepEqual(bytes, records);
  });

  const person = 'rml:logicalSource [ rml:source "p.csv" ; rml:referenceFormulation rml:CSV ]';
  const view = (type: string): string => `
    ex:persons a rml:LogicalView ; rml:viewOn [ rml:source "p.csv" ; rml:referenceFormulation rml:CSV ] ;
      rml:field [ rml:fieldName "id" ; rml:reference "id" ] , [ rml:fieldName "born" ; rml:template "{year}-{month}" ] ,
        [ rml:fieldName "codes" ; ${call('split', { value: 'rml:inputValueMap [ rml:reference "codes" ]', separator: 'rml:inputValue "|"' })} ] .
    ex:rows a rml:LogicalView ; rml:viewOn [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ; rml:null "null" ] ;
      rml:field [ rml:fieldName "who" ; rml:reference "a" ] , [ rml:fieldName "both" ; rml:template "{b} {c}" ] , [ rml:fieldName "c" ; rml:reference "c" ] ,
        [ rml:fieldName "parts" ; ${call('split', { value: of('b'), separator: 'rml:inputValue "|"' })} ] ;
      rml:${type} [ rml:parentLogicalView ex:persons ; rml:joinCondition [ rml:child "who" ; rml:parent "id" ] ,
        [ rml:child "c" ; rml:parentMap [ rml:constant "x" ] ] , [ rml:childMap [ rml:constant "1990-3" ] ; rml:parent "born" ] ;
        rml:field [ rml:fieldName "born" ; rml:reference "born" ] , [ rml:fieldName "code" ; rml:reference "codes" ] ] .
    ex:Map rml:logicalSource ex:rows ; rml:subjectMap [ rml:template "r/{who}" ; rml:class ex:C ] ;
      rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:reference "both" ] , [ rml:reference "parts" ] , [ rml:reference "born" ] ,
        [ ${call('unmapped', { ...sex, value: of('code') })} ; rml:termType rml:IRI ] ] .
    ex:Plain ${csv} ; rml:subjectMap [ rml:template "r/{a}" ] ; rml:predicateObjectMap [ rml:predicate ex:q ;
      rml:objectMap [ rml:parentTriplesMap ex:Person ; rml:joinCondition [ rml:child "a" ; rml:parent "id" ] ] ,
        [ rml:parentTriplesMap ex:Same ] ] .
    ex:Same ${csv} ; rml:subjectMap [ rml:template "same/{b}" ] .
    ex:Person ${person} ; rml:subjectMap [ rml:template "p/{id}" ; rml:class ex:P ] .`;
  for (const type of ['innerJoin', 'leftJoin']) {
    it(`joins tables as the record path does (${type})`, async () => {
      const key = fc.constantFrom('1', '2', '3', '', 'null', '11');
      const word = fc.constantFrom('', 'x', 'y|z', 'weiblich', '7|8|9');
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(key, word, fc.constantFrom('x', 'y', 'null')), { maxLength: 8 }),
          fc.array(fc.tuple(key, fc.constantFrom('1990', ''), fc.constantFrom('3', ''), word), {
            maxLength: 6,
          }),
          async (rows, persons) => {
            const { records, bytes, ways } = await runBothWays(view(type), [
              sourceFile('a.csv', ['a,b,c', ...rows.map((row) => row.join(','))].join('\n')),
              sourceFile('p.csv', ['id,year,month,codes', ...persons.map((row) => row.join(','))].join('\n')),
            ]);
            assert.deepEqual(bytes, records);
            assert.equal(ways.byRecord, 0);
          },
        ),
        { numRuns: 150 },
      );
    });
  }

  it('leaves out what the gate withholds, and says where', async () => {
    const gate = {
      looksAt: () => true,
      allows: (_predicate: unknown, object: { value: string }) => object.value !== 'secret',
      withheld: (predicate: { value: string }, place: object) =>
        new MeridianError('unreadable-source', `Withheld: ${predicate.value}`, { place }),
    };
    const { records, bytes, ways } = await runBothWays(
      `ex:Map ${csv} ; rml:subjectMap [ rml:template "{a}" ] ; rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:reference "b" ] ] .`,
      [sourceFile('a.csv', 'a,b\n1,secret\n2,open\n3,secret\n')],
      { gate },
    );
    assert.deepEqual(bytes, records);
    assert.equal(bytes.failures.length, 2);
    assert.equal(bytes.lines.length, 2);
    assert.equal(ways.inBytes, 1);
  });

  it('runs what it cannot do in bytes record by record, and the rest of the table all the same', async () => {
    const { records, bytes, ways } = await runBothWays(
      `ex:Map ${csv} ; rml:subjectMap [ rml:template "{a}" ] ; rml:predicateObjectMap [ rml:predicateMap [ rml:template "p/{b}" ] ; rml:object "x" ] .
       ex:View rml:logicalSource [ rml:viewOn [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ; rml:null "null" ] ; rml:field [ rml:fieldName "f" ; rml:reference "a" ] ] ;
         rml:subjectMap [ rml:template "v/{f}" ; rml:class ex:C ] .`,
      [sourceFile('a.csv', 'a,b\n1,x\n2,y\n')],
    );
    assert.deepEqual(bytes, records);
    assert.deepEqual(ways, { inBytes: 1, byRecord: 1 });
  });

  it('tells a missing column for the maps that read it only', async () => {
    const { records, bytes } = await runBothWays(
      `ex:Map ${csv} ; rml:subjectMap [ rml:template "{a}" ; rml:class ex:C ] .
       ex:View rml:logicalSource [ rml:viewOn [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ; rml:null "null" ] ; rml:field [ rml:fieldName "f" ; rml:reference "gone" ] ] ;
         rml:subjectMap [ rml:template "v/{f}" ; rml:class ex:C ] .`,
      [sourceFile('a.csv', 'a,b\n1,x\n')],
    );
    assert.deepEqual(bytes, records);
    assert.equal(bytes.failures.length, 1);
    assert.equal(bytes.lines.length, 2);
  });
});
