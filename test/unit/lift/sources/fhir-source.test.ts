import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MeridianError } from '../../../../server/errors.ts';
import type { FhirOptions } from '../../../../server/lift/sources/fhir-source.ts';
import { openFhir } from '../../../../server/lift/sources/fhir-source.ts';
import type { SourceRecord } from '../../../../server/lift/sources/record-source.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';

type Files = Readonly<Record<string, unknown>>;

async function read(files: Files, references: readonly string[], options: Partial<FhirOptions> = {}) {
  const failures: MeridianError[] = [];
  const written = Object.entries(files).map(([path, content]) =>
    sourceFile(path, typeof content === 'string' ? content : JSON.stringify(content)),
  );
  const source = openFhir(written, {
    iterator: undefined,
    identifierSystems: [],
    failure: (error) => failures.push(error),
    ...options,
  });
  const slots = references.map((reference) => source.reference(reference));
  const records: SourceRecord[] = [];
  for await (const record of source.records()) records.push(record);
  return { failures, records, values: records.map((record) => slots.map((slot) => record.read(slot))) };
}

const patient = { resourceType: 'Patient', id: 'p1', birthDate: '1959-03-07' };
const bundle = (...entry: object[]) => ({ resourceType: 'Bundle', entry });
const condition = (reference: string) => ({ resourceType: 'Condition', id: 'c1', subject: { reference } });

describe('openFhir', () => {
  it('tells of every identifier and name of patients, and of case numbers', async () => {
    const [ids, names]: [string[], string[]] = [[], []];
    await read(
      {
        'a.json': bundle(
          {
            resource: {
              ...patient,
              identifier: [{ value: 'MRN-1' }, { value: 'INS-2' }],
              name: [{ family: 'Doe', given: ['Jane', 'Q'], text: 'Jane Doe' }],
              contact: [{ name: { family: 'Roe' } }],
            },
          },
          {
            resource: {
              resourceType: 'ImagingStudy',
              id: 's',
              subject: { reference: 'Patient/p2' },
              identifier: [{ value: 'ACC-3' }],
            },
          },
        ),
      },
      [],
      { identity: (id, file) => ids.push(`${file} ${id}`), name: (name) => names.push(name) },
    );
    assert.deepEqual(ids, ['a.json p1', 'a.json MRN-1', 'a.json INS-2', 'a.json ACC-3', 'a.json p2']);
    assert.deepEqual(names, ['Doe^Jane^Q', 'Jane Doe', 'Roe']);
  });

  it('reads resources of bundles, of bundles within them, of lists and of lines, with their places', async () => {
    const { records } = await read(
      {
        'a.json': bundle({ resource: bundle({ resource: patient }) }),
        'b.json': [patient],
        'c.ndjson': `${JSON.stringify(patient)}\n\n${JSON.stringify(patient)}`,
      },
      [],
    );
    assert.deepEqual(
      records.map(({ origin }) => origin),
      [
        { file: 'a.json', pointer: '/entry/0/resource/entry/0/resource' },
        { file: 'b.json', pointer: '/0' },
        { file: 'c.ndjson', line: 1, pointer: '' },
        { file: 'c.ndjson', line: 3, pointer: '' },
      ],
    );
  });

  const urn = 'urn:uuid:11111111-2222-3333-4444-555555555555';
  const ways: Readonly<Record<string, readonly [reference: string, fullUrl?: string]>> = {
    'by type and id': ['Patient/p1'],
    'in a version': ['Patient/p1/_history/3'],
    'by an address of a server': ['https://fhir.example.org/r4/Patient/p1'],
    'by the name of its entry': [urn, urn],
    'by the address of its entry': [
      'https://x.example.org/fhir/Patient/p9',
      'https://x.example.org/fhir/Patient/p9',
    ],
  };
  for (const [way, [reference, fullUrl]] of Object.entries(ways)) {
    it(`follows a reference ${way}, also to what comes later and in another file`, async () => {
      const { values } = await read(
        {
          'a.json': condition(reference),
          'b.json': bundle({ ...(fullUrl === undefined ? {} : { fullUrl }), resource: patient }),
        },
        ['Condition.subject.resolve().birthDate'],
      );
      assert.deepEqual(values, [[['1959-03-07']], [[]]]);
    });
  }

  it('prefers the patient of the same server', async () => {
    const other = { ...patient, birthDate: '1900-01-01' };
    const { values } = await read(
      {
        'a.json': bundle(
          { fullUrl: 'https://one.example.org/Patient/p1', resource: patient },
          { fullUrl: 'https://two.example.org/Patient/p1', resource: other },
          { fullUrl: 'https://one.example.org/Condition/c1', resource: condition('Patient/p1') },
        ),
      },
      ['Condition.subject.resolve().birthDate'],
    );
    assert.deepEqual(values[2], [['1959-03-07']]);
  });

  it('knows of a patient that is not there what the reference tells', async () => {
    const told = {
      resourceType: 'Condition',
      subject: { identifier: { system: 'urn:hospital', value: 'S-1' } },
    };
    const { values } = await read(
      {
        'a.ndjson': [
          condition('https://h/Patient/p7/_history/1'),
          told,
          {
            ...condition('#x'),
            contained: [
              { resourceType: 'Patient', id: 'x', identifier: [{ system: 'urn:hospital', value: 'S-2' }] },
            ],
          },
          condition('#gone'),
        ]
          .map((each) => JSON.stringify(each))
          .join('\n'),
      },
      ['Condition.subject.resolve().localId()'],
      { identifierSystems: ['urn:hospital'] },
    );
    assert.deepEqual(values, [[['known by Patient.id as p7']], [['S-1']], [['S-2']], [[]]]);
  });

  it('calls a patient by the configured system, the medical record number, the id', async () => {
    const identifier = [
      { system: 'urn:insurance', value: 'K1' },
      { type: { coding: [{ code: 'MR' }] }, value: 'M1' },
      { system: 'urn:hospital', value: 'H1' },
    ];
    const resource = { ...patient, identifier };
    const id = async (systems: string[], value: object = resource) =>
      (await read({ 'a.json': value }, ['Patient.localId()'], { identifierSystems: systems })).values[0]?.[0];
    assert.deepEqual(await id(['urn:hospital', 'urn:insurance']), ['H1']);
    assert.deepEqual(await id(['urn:none']), ['M1']);
    const broken = { ...patient, identifier: 'broken' };
    assert.deepEqual(await id([], broken), ['known by Patient.id as p1']);
    assert.deepEqual(await id([], { ...patient, identifier: [], id: 'M1' }), ['known by Patient.id as M1']);
  });

  it('gives tokens for coded elements of R4 and R5 alike, and texts where nothing is coded', async () => {
    const token = { system: 'http://snomed.info/sct', code: '1' };
    const series = [
      { bodySite: token },
      { bodySite: { concept: { coding: [token] } } },
      { bodySite: { concept: { text: 'arm' } } },
      { bodySite: { reference: { reference: 'BodyStructure/1' } } },
    ];
    const { values, records } = await read(
      { 'a.json': { resourceType: 'ImagingStudy', id: 'i', series } },
      ['bodySite', '%resource.localId()'],
      { iterator: 'ImagingStudy.series[*]' },
    );
    assert.deepEqual(values, [
      [['http://snomed.info/sct|1'], ['i']],
      [['http://snomed.info/sct|1'], ['i']],
      [['arm'], ['i']],
      [[], ['i']],
    ]);
    assert.equal(records[1]?.origin.pointer, '/series/1');
  });

  it('leaves out what was entered in error', async () => {
    const { records } = await read(
      {
        'a.json': [
          { ...patient, resourceType: 'Observation', status: 'entered-in-error' },
          { resourceType: 'Condition', verificationStatus: { coding: [{ code: 'entered-in-error' }] } },
        ],
      },
      [],
    );
    assert.equal(records.length, 0);
  });

  it('reports a line that is no JSON with its place, once, and goes on', async () => {
    const { failures, records } = await read(
      { 'a.ndjson': `{"resourceType":"Patient"}\n{"a" 1}\n{"resourceType":"Patient"}` },
      ['Condition.subject.resolve().birthDate'],
    );
    assert.equal(records.length, 2);
    assert.deepEqual(
      failures.map(({ place }) => place),
      [{ file: 'a.ndjson', line: 2, column: 6 }],
    );
  });

  it('survives wrong types, and refuses an element with parts where a value is wanted, naming no value', async () => {
    const odd = [
      { resourceType: 7 },
      { resourceType: 'Bundle', entry: 'x' },
      { resourceType: 'Bundle', entry: [null, 1] },
      null,
      3,
      { resourceType: 'Condition', subject: 'Patient/1', code: { parts: { name: 'SECRET' } } },
    ];
    const { records } = await read({ 'a.json': odd }, ['Condition.subject.resolve().localId()']);
    assert.deepEqual(
      records.map((record) => record.read(0)),
      [[]],
    );
    await assert.rejects(read({ 'a.json': odd }, ['Condition.code']), (error: MeridianError) => {
      assert.deepEqual(error.place, { pointer: '/5/code' });
      assert.doesNotMatch(`${error.message} ${error.advice}`, /SECRET/);
      return error.code === 'unreadable-source';
    });
  });

  for (const bad of ['condition.code', 'code', 'Condition.a.resolve().b.resolve().c']) {
    it(`refuses ${bad}`, () => {
      const options = { iterator: undefined, identifierSystems: [], failure: () => undefined };
      assert.throws(() => openFhir([], options).reference(bad), { code: 'bad-mapping' });
    });
  }
});
