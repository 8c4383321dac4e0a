import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Lineage, SubjectOrigin } from '../../../server/lift/lifter.ts';
import { findLineage } from '../../../server/publish/find-lineage.ts';
import { lineageToBytes } from '../../../server/publish/lineage-bytes.ts';
import { sortedNTriples } from '../../../server/publish/sorted-n-triples.ts';
import { literal, namedNode, quad } from '../../../server/rdf/terms.ts';
import { lineageAsJson, lineageParts } from '../../support/lineage-parts.ts';

const sex = namedNode('urn:sex');
const planeOf = (subjects: Iterable<string>, text = 'x'): Uint8Array =>
  sortedNTriples([...subjects].map((subject) => quad(namedNode(subject), sex, literal(text)))).bytes;

const odd = 'urn:"quoted"\n>ü\u{1F9E0}';
const lineage: Lineage = {
  origins: new Map<string, SubjectOrigin[]>([
    ['urn:patient:1', [{ file: 'PERSON.csv', row: 1, map: 'patient' }]],
    ['urn:patient:11', [{ file: 'PERSON.csv', row: 2, map: 'patient', source: 'omop' }]],
    [
      odd,
      [
        { file: 'a.csv', table: 'PERSON', row: 3, map: 'patient' },
        { file: 'b.json', pointer: '/0', map: 'other', byPredicate: { 'urn:sex': { pointer: '/0/sex' } } },
      ],
    ],
  ]),
  rules: [
    { map: 'patient', predicate: 'urn:sex', references: ['gender_concept_id'] },
    { map: 'other', predicate: 'urn:age', references: ['age'] },
  ],
  mappings: [{ source: 'omop', file: 'sources/omop/mapping.rml.ttl', version: '0123' }],
};

const storedAs = (
  form: 'bytes' | 'json',
  of: Lineage,
  planes: { catalogue: Uint8Array; record: Uint8Array },
) => lineageParts({ ...planes, lineage: form === 'bytes' ? lineageToBytes(of, planes) : lineageAsJson(of) });

const plain = { noNullPrototype: true };

describe('findLineage', () => {
  for (const form of ['bytes', 'json'] as const) {
    const parts = storedAs(form, lineage, {
      catalogue: planeOf(['urn:patient:11', 'urn:other'], 'catalogue'),
      record: planeOf(lineage.origins.keys()),
    });

    it(`names the records of a subject, the rules of its maps and its statements, stored as ${form}`, () => {
      for (const [subject, origins] of lineage.origins) {
        const found = findLineage(parts, subject);
        assert.deepEqual(found?.origins, origins, subject);
        const maps = new Set(origins.map(({ map, source }) => `${map} ${source ?? ''}`));
        if (form === 'bytes') {
          assert.deepEqual(
            found.rules,
            lineage.rules.filter(({ map }) => maps.has(`${map} `)),
          );
        }
        assert.equal(Buffer.compare(found.record, planeOf([subject])), 0);
      }
      const both = findLineage(parts, 'urn:patient:11');
      assert.equal(
        Buffer.compare(both?.catalogue ?? new Uint8Array(), planeOf(['urn:patient:11'], 'catalogue')),
        0,
      );
    });

    it(`finds nothing for a subject that is not there, stored as ${form}`, () => {
      for (const subject of ['urn:patient', 'urn:patient:2', 'a:a', 'z:z', '']) {
        assert.equal(findLineage(parts, subject), undefined, subject);
      }
      const none = new Uint8Array();
      const empty = storedAs(form, { origins: new Map(), rules: [] }, { catalogue: none, record: none });
      assert.equal(findLineage(empty, 'urn:patient:1'), undefined);
    });
  }

  it('knows what is said of a subject that came from no record', () => {
    const planes = { catalogue: planeOf(['urn:other']), record: new Uint8Array() };
    assert.deepEqual(findLineage(storedAs('bytes', lineage, planes), 'urn:other')?.origins, []);
  });

  it('finds each of many subjects over several blocks, files and kinds of places', () => {
    const position = fc.nat({ max: 2 ** 31 - 1 });
    const file = fc.constantFrom('a.csv', 'b.json', 'ü/c.dcm');
    const origin: fc.Arbitrary<SubjectOrigin> = fc.oneof(
      fc.record({ file, row: position, map: fc.constantFrom('m', 'n') }, plain),
      fc.record({ file, table: fc.constantFrom('t', 'u'), row: position, map: fc.constant('m') }, plain),
      fc.record({ file, line: position, map: fc.constant('m') }, plain),
      fc.record(
        {
          file,
          pointer: fc.constantFrom('', '/', '/a', '/0', '/1/b/2', '/1/b/2/c', '/007', '/12345678901/x'),
          map: fc.constant('m'),
        },
        plain,
      ),
      fc.record({ file: fc.string({ unit: 'grapheme', maxLength: 8 }), map: fc.constant('m') }, plain),
      fc.record({ file, table: fc.constant('t'), map: fc.constant('m') }, plain),
      fc.record({ file, row: position, pointer: fc.constantFrom('/1', '/x'), map: fc.constant('m') }, plain),
    );
    const text = 'x'.repeat(300_000);
    fc.assert(
      fc.property(
        fc.array(fc.array(origin, { maxLength: 4 }), { maxLength: 12 }),
        fc.boolean(),
        (all, long) => {
          const origins = new Map(all.map((each, index) => [`urn:${(index * 7) % 13}`, each]));
          const planes = { catalogue: new Uint8Array(), record: planeOf(origins.keys(), long ? text : 'x') };
          const parts = storedAs('bytes', { origins, rules: [] }, planes);
          for (const [subject, each] of origins) assert.deepEqual(findLineage(parts, subject)?.origins, each);
        },
      ),
      { numRuns: 60 },
    );
  });
});
