import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { placesFromLineage } from '../../../server/lift/lineage-places.ts';
import { createLifter } from '../../../server/lift/rml-lifter.ts';
import { toNTriples } from '../../../server/rdf/n-triples.ts';
import { eucaim, healthdcatap, mer, rdf } from '../../../server/rdf/vocabulary.ts';
import { liftContext, liftDependencies, sourceFile } from '../../support/lift-fixtures.ts';
import { shared, skipUnless } from '../../support/shared.ts';

const lifter = await createLifter(liftDependencies);
const patients =
  'ID;Geschlecht;Geboren\nP-001;weiblich;07.03.1950\nP-002;unklar;1960-01-01\nP-003;divers;k.A.\n';
const tumours = 'Nr;Patient;Diagnose am\n1;P-001;06.03.2019\n2;P-001;07.03.2020\n';
const clinic = (context = liftContext) =>
  lifter.lift(
    'clinic',
    [sourceFile('tables/Patients.csv', patients), sourceFile('tables/tumours.csv', tumours)],
    context,
  );

describe('RML lifter', () => {
  it('lifts tables with joins, mapping sets, pseudonyms and shifted dates', async () => {
    const lifted = await clinic();
    assert.deepEqual(lifted.failures, []);
    assert.equal(lifted.catalogue.length, 0);
    const values = (predicate: { value: string }): string[] =>
      lifted.record
        .filter((quad) => quad.predicate.value === predicate.value)
        .map((quad) => quad.object.value);
    assert.deepEqual(values(eucaim.hasBirthSex), [
      'http://example.org/concept/female',
      mer.NotInScheme.value,
    ]);
    assert.deepEqual(values(mer.unmapped), ['https://w3id.org/meridian/attribute#sex']);
    assert.deepEqual(values(eucaim.AgeAtDiagnosis), ['68.9', '70.0']);
    assert.deepEqual(values(mer.yearOfDiagnosis), ['2019', '2020']);
    const [first = '', second = ''] = values(mer.assertedDate);
    assert.equal((Date.parse(second) - Date.parse(first)) / 86_400_000, 367);
    assert.notEqual(first, '2019-03-06');
  });

  it('reports unmapped values with their first place, each record once, and names the mapping sets', async () => {
    const lifted = await clinic({ ...liftContext, shownFrom: 1 });
    assert.deepEqual(lifted.unmapped, [
      {
        attribute: 'sex',
        value: 'unklar',
        records: 1,
        firstPlace: { file: 'tables/Patients.csv', row: 2, column: 'Geschlecht' },
      },
    ]);
    assert.deepEqual([...lifted.mappingSets], [['sex', ['clinic-sex']]]);
  });

  it('shows no value that fewer than ten patients have, and keeps no reading of it', async () => {
    const of = async (count: number) => {
      const rows = Array.from({ length: count }, (_, at) => `P-${at};Frau Muster;1950-01-01\n`.repeat(11));
      const file = sourceFile('patients.csv', `ID;Geschlecht;Geboren\n${rows.join('')}`);
      return lifter.lift('clinic', [file], liftContext);
    };
    const [nine, ten] = [await of(9), await of(10)];
    assert.deepEqual([nine.unmapped, nine.hidden], [[], [{ attribute: 'sex', values: 1, records: 99 }]]);
    assert.deepEqual(nine.readings?.readings, []);
    assert.deepEqual(
      [ten.unmapped.map(({ value, records }) => [value, records]), ten.hidden],
      [[['Frau Muster', 110]], []],
    );
    assert.equal(ten.readings?.readings.length, 1);
  });

  it('names file, row and column of a value by lineage, also of the other side of a join', async () => {
    const lifted = await clinic();
    const places = placesFromLineage(lifted.lineage);
    const conditions = lifted.record.filter((quad) => quad.object.equals(eucaim.CLIN1007977));
    const condition = conditions[1]?.subject.value ?? '';
    assert.deepEqual(places(condition, mer.yearOfDiagnosis.value), {
      file: 'tables/tumours.csv',
      row: 2,
      column: 'Diagnose am',
    });
    assert.deepEqual(places(condition, undefined), { file: 'tables/tumours.csv', row: 2 });
    assert.equal(places('http://example.org/other', undefined), undefined);
    const rules = {
      origins: lifted.lineage.origins,
      rules: lifted.lineage.rules.filter((rule) => rule.from !== undefined),
    };
    assert.deepEqual(placesFromLineage(rules)(condition, eucaim.AgeAtDiagnosis.value), {
      file: 'tables/Patients.csv',
      row: 1,
      column: 'Geboren',
    });
  });

  it('fails without a required file, and for each unreadable one, and lifts the others', async () => {
    const none = await lifter.lift('clinic', [], liftContext);
    assert.deepEqual(
      none.failures.map((failure) => failure.place),
      [{ file: 'patients.csv' }],
    );
    const half = await lifter.lift(
      'clinic',
      [sourceFile('patients.csv', patients), sourceFile('tumours.csv', 'Nr;Patient\n')],
      liftContext,
    );
    assert.deepEqual(
      half.failures.map((failure) => failure.place),
      [{ file: 'tumours.csv', column: 'Diagnose am' }],
    );
    assert.ok(half.record.length > 0);
  });

  it('fails for a file that it does not read, and notes one that may lie beside', async () => {
    const files = [
      sourceFile('patients.csv', patients),
      sourceFile('tumours_2024.csv', tumours),
      sourceFile('.DS_Store', ''),
      sourceFile('notes.txt', ''),
    ];
    const { failures, notes } = await lifter.lift('clinic', files, liftContext);
    assert.deepEqual(
      failures.map(({ code, place, advice }) => [code, place, advice]),
      [
        [
          'unreadable-source',
          { file: 'tumours_2024.csv' },
          'It reads patients.csv, tumours.csv. Mend the name, or leave the file out.',
        ],
      ],
    );
    assert.deepEqual(notes, [
      {
        message: 'The source "clinic" does not read this file; it was left out.',
        place: { file: 'notes.txt' },
      },
    ]);
  });

  it('throws for a source that is not there, naming those that are', async () => {
    await assert.rejects(lifter.lift('nothing', [], liftContext), { code: 'not-found', advice: /clinic/ });
  });

  it('gives the same for the same, and never the local id in any output', async () => {
    const id = fc.string({
      unit: fc.constantFrom('Q', 'W', 'X', 'Y', 'Z', '5', '7', '8', '9'),
      minLength: 8,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(id, { minLength: 1, maxLength: 5 }), async (ids) => {
        const files = [
          sourceFile(
            'patients.csv',
            `ID;Geschlecht;Geboren\n${ids.map((each) => `${each};odd;1950-01-01`).join('\n')}\n`,
          ),
          sourceFile(
            'tumours.csv',
            `Nr;Patient;Diagnose am\n${ids.map((each) => `1;${each};2019-01-01`).join('\n')}\n`,
          ),
        ];
        const [one, two] = [
          await lifter.lift('clinic', files, liftContext),
          await lifter.lift('clinic', files, liftContext),
        ];
        const output = (lifted: typeof one): string =>
          Buffer.from(toNTriples(lifted.record)).toString() +
          JSON.stringify([
            [...lifted.lineage.origins],
            lifted.lineage.rules,
            lifted.unmapped,
            lifted.failures.map((failure) => [failure.message, failure.place, failure.advice]),
          ]);
        assert.equal(output(one), output(two));
        for (const each of ids) assert.ok(!output(one).includes(each));
        assert.equal(one.record.filter((quad) => quad.object.equals(eucaim.COM1001047)).length, ids.length);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps RDF: names blank nodes, makes namespaces and values canonical, derives what the mapping says', async () => {
    const turtle = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix old: <https://w3id.org/healthdcat-ap#> .
@prefix eucaim: <https://cancerimage.eu/ontology/EUCAIM#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<dataset/1> a dcat:Dataset ;
  eucaim:hasImageModality "magnetic resonance" , "smell" , <http://example.org/codes/1> ;
  old:hasCodeValues [ skos:notation "C61" ] .
<http://example.org/codes/1> skos:notation "CT" .
`;
    const files = [sourceFile('c.ttl', turtle), sourceFile('broken.ttl', '<a> <b')];
    const lifted = await lifter.lift('catalogue', files, liftContext);
    const dataset = 'http://127.0.0.1:8083/id/east/dataset/1';
    const values = (predicate: string): string[] =>
      lifted.catalogue
        .filter((quad) => quad.subject.value === dataset && quad.predicate.value === predicate)
        .map((quad) => quad.object.value)
        .sort();
    assert.deepEqual(values(eucaim.hasImageModality.value), [
      'http://example.org/concept/ct',
      'http://example.org/concept/mr',
      'smell',
    ]);
    assert.deepEqual(values(mer.unmapped.value), ['https://w3id.org/meridian/attribute#modality']);
    assert.deepEqual(values(eucaim.hasCondition.value), ['C61']);
    assert.match(
      values(`${healthdcatap.namespace}hasCodeValues`)[0] ?? '',
      /\/id\/east\/node\/[0-9a-f]{12}-1$/,
    );
    assert.deepEqual(lifted.unmapped[0]?.firstPlace, { file: 'c.ttl', line: 3 });
    assert.deepEqual(
      lifted.failures.map((failure) => failure.place?.file),
      ['broken.ttl'],
    );
    const places = placesFromLineage(lifted.lineage);
    assert.deepEqual(places(dataset, rdf.type.value), { file: 'c.ttl', line: 3 });
    assert.deepEqual(places(dataset, `${healthdcatap.namespace}hasCodeValues`), { file: 'c.ttl', line: 5 });
  });

  it('says the tag of DICOM values, and the pointer of a record of DICOM JSON', async () => {
    const json = JSON.stringify([
      {
        '0020000E': { vr: 'UI', Value: ['1'] },
        '00180015': { vr: 'CS', Value: ['CHEST'] },
        '00080060': { vr: 'CS', Value: ['MR'] },
      },
    ]);
    const lifted = await lifter.lift('imaging', [sourceFile('a.json', json)], liftContext);
    const series = lifted.record[0]?.subject.value ?? '';
    assert.deepEqual(placesFromLineage(lifted.lineage)(series, eucaim.hasImageBodyPart.value), {
      file: 'a.json',
      pointer: '/0',
      tag: '(0018,0015)',
    });
  });

  const file = 'data/dicom/pydicom/CT_small.dcm';
  it('lifts a real DICOM file without a trace of its patient', { skip: skipUnless(file) }, async () => {
    const lifted = await lifter.lift(
      'imaging',
      [sourceFile('x.dcm', readFileSync(shared(file) ?? ''))],
      liftContext,
    );
    const text =
      Buffer.from(toNTriples(lifted.record)).toString() + JSON.stringify([...lifted.lineage.origins]);
    assert.ok(text.includes('concept/ct'));
    assert.ok(!/CompressedSamples|1CT1/.test(text));
  });

  it('reports a fault that every record has twenty times, and then how many more there are', async () => {
    const json = JSON.stringify(Array.from({ length: 100 }, () => ({})));
    const lifted = await lifter.lift('imaging', [sourceFile('a.json', json)], liftContext);
    assert.equal(lifted.failures.length, 21);
    assert.match(lifted.failures.at(-1)?.message ?? '', /^80 more/);
  });
});
