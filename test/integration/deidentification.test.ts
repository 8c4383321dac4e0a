import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { zstdDecompressSync } from 'node:zlib';
import type { Lifter } from '../../server/lift/lifter.ts';
import { toNTriples } from '../../server/rdf/n-triples.ts';
import type { Quad } from '../../server/rdf/terms.ts';
import { dct, eucaim } from '../../server/rdf/vocabulary.ts';
import { Toolbox } from '../../server/toolbox.ts';
import { projectFolders } from '../../server/folders.ts';
import { liftContext, sourceFile } from '../support/lift-fixtures.ts';
import { packEntries } from '../support/pack-delivery.ts';
import {
  plantedDicom,
  plantedEucaimCdm,
  plantedFhir,
  plantedIdc,
  plantedOmop,
  plantedSpreadsheet,
  type PlantedDelivery,
} from '../support/planted-deliveries.ts';
import { Planting } from '../support/planted-identifiers.ts';
import { runCommand } from '../support/run-command.ts';
import { RunningNode } from '../support/running-node.ts';

const planting = new Planting();
const sheet = readFileSync(
  join(import.meta.dirname, '../../mappings/sources/spreadsheet/sample/catalogue.csv'),
  'latin1',
);
const deliveries: readonly PlantedDelivery[] = [
  plantedOmop(planting),
  plantedDicom(planting),
  plantedFhir(planting),
  plantedSpreadsheet(planting, sheet),
  plantedEucaimCdm(planting),
  plantedIdc(planting),
];

/** What came out holds none of what was put in. */
function assertNothingIn(text: string, what: string): void {
  const found = planting.foundIn(text).map(({ where, value }) => `${where} (${value})`);
  assert.deepEqual(found, [], what);
}

describe('Identifiers planted in deliveries', () => {
  let lifter: Lifter;
  let node: RunningNode;
  const folder = mkdtempSync(join(tmpdir(), 'meridian-planted-'));
  before(async () => {
    lifter = await new Toolbox(projectFolders()).lifter();
    node = await RunningNode.start();
    for (const { source, files } of deliveries) {
      for (const [path, content] of files) {
        const file = join(folder, source, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    }
  });
  after(async () => {
    await node.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are more than sixty, and the search finds each as it was put in', () => {
    assert.ok(planting.planted.length >= 60, String(planting.planted.length));
    const all = deliveries
      .flatMap(({ files }) =>
        files.flatMap(([path, content]) => [path, Buffer.from(content).toString('latin1')]),
      )
      .join('\n');
    const found = new Set(planting.foundIn(all).map(({ where }) => where));
    const missed = planting.planted.filter(
      ({ where }) => !found.has(where) && !where.endsWith('birth_datetime'),
    );
    assert.deepEqual(missed, []);
  });

  for (const { source, files } of deliveries) {
    it(`leave no trace in what is lifted from ${source}`, async () => {
      const lifted = await lifter.lift(
        source,
        files.map(([path, content]) => sourceFile(path, content)),
        liftContext,
      );
      assert.ok(lifted.record.length > 3, 'there are statements about a patient');
      assertNothingIn(Buffer.from(toNTriples([...lifted.catalogue, ...lifted.record])).toString(), 'graph');
      assertNothingIn(
        inspect(lifted, { depth: null, maxArrayLength: null, maxStringLength: null }),
        'all else',
      );
      assertNothingIn(
        lifted.failures.map((failure) => `${failure.stack ?? ''}${inspect(failure.cause)}`).join('\n'),
        'failures',
      );
    });

    it(`leave no trace in what the command line says of ${source}`, async () => {
      for (const command of ['lift', 'validate']) {
        const args =
          command === 'lift'
            ? ['lift', source, join(folder, source)]
            : ['validate', join(folder, source), '--source', source, '--profile', 'record'];
        const { out, error } = await runCommand(args);
        assert.ok(out.length + error.length > 0);
        // Paths that were typed are known to who typed them; what lies below is not.
        assertNothingIn(out + error, command);
      }
    });
  }

  it('leave no trace in a node: replies, log and everything it stores', async () => {
    for (const { source, files } of deliveries) {
      const usable = files.filter(([path]) => !path.includes('broken'));
      const body = await packEntries([
        ['delivery.yaml', `profile: record\nsources:\n  - source: ${source}\n    files: ['**']\n`],
        ...usable,
      ]);
      const address = `/providers/north/submissions/${source}`;
      const reply = await node.ask(address, {
        as: 'own',
        method: 'PUT',
        headers: { 'content-type': 'application/x-tar' },
        body: new Uint8Array(body),
      });
      const said = await reply.text();
      assertNothingIn(said, `${source}: ${reply.status}`);
      assert.ok(reply.status === 201 || reply.status === 422, said);
    }
    for (const address of ['/providers/north/unmapped', '/providers/north/submissions']) {
      assertNothingIn(await (await node.ask(address, { as: 'own' })).text(), address);
    }
    assertNothingIn(node.log.join('\n'), 'log');
    assertNothingIn(stored(node.data), 'what is stored');
  });
});

describe('Patients of a delivery', () => {
  let lifter: Lifter;
  before(async () => {
    lifter = await new Toolbox(projectFolders()).lifter();
  });
  const lift = (source: string, files: Readonly<Record<string, string>>) =>
    lifter.lift(
      source,
      Object.entries(files).map(([path, text]) => sourceFile(path, text)),
      liftContext,
    );
  const patientsIn = (quads: readonly Quad[]): Set<string> =>
    new Set(
      quads.filter(({ object }) => object.equals(eucaim.COM1001047)).map(({ subject }) => subject.value),
    );

  it('are two where the number that a database gave one is the identifier of the other', async () => {
    const omop = await lift('omop', {
      'PERSON.csv': 'person_id,gender_concept_id,person_source_value\n4711,8507,\n2,8532,4711\n',
    });
    assert.equal(patientsIn(omop.record).size, 2);
    const patients = [
      { resourceType: 'Patient', id: '4711', gender: 'male' },
      {
        resourceType: 'Patient',
        id: '2',
        gender: 'female',
        identifier: [{ type: { coding: [{ code: 'MR' }] }, value: '4711' }],
      },
    ];
    const fhir = await lift('fhir', { 'a.ndjson': patients.map((each) => JSON.stringify(each)).join('\n') });
    assert.equal(patientsIn(fhir.record).size, 2);
  });

  it('have no link that is called after them; the failure says which row it was', async () => {
    const columns =
      'patient_id,dataset_id,patient_birth_date,patient_birth_sex,patient_diagnostic_category,patient_deceased,patient_date_of_last_contact,patient_cause_of_death';
    const rows = ['P1,P1', 'P2,ds-1', 'ZQ-778899,ZQ-778899-b'].map((row) => `${row},,,,,,`);
    const files = { 'patient.csv': [columns, ...rows, ''].join('\n') };
    const { record, failures } = await lift('eucaim-cdm', files);
    const links = record.filter(({ predicate }) => predicate.equals(dct.isPartOf));
    assert.deepEqual(
      links.map(({ object }) => object.value.split('/').at(-1)),
      ['ds-1'],
    );
    assert.deepEqual(
      failures
        .filter(({ message }) => message.startsWith('A link was left out'))
        .map(({ place }) => [place?.file, place?.row]),
      [
        ['patient.csv', 1],
        ['patient.csv', 3],
      ],
    );
  });

  it('belong to research studies only', async () => {
    const member = (study: string) => ({
      resourceType: 'ResearchSubject',
      id: study,
      study: { reference: study },
      individual: { reference: 'Patient/p1' },
    });
    const members = ['ResearchStudy/7', 'Patient/p2', 'urn:uuid:0000'].map(member);
    const text = members.map((each) => JSON.stringify(each)).join('\n');
    const { record } = await lift('fhir', { 'a.ndjson': text });
    const links = record.filter(({ predicate }) => predicate.equals(dct.isPartOf));
    assert.deepEqual(
      links.map(({ object }) => object.value.split('/').at(-1)),
      ['7'],
    );
  });
});

/** Every file of a node's data, and what it stores compressed. */
function stored(data: string): string {
  const texts: string[] = [];
  for (const entry of readdirSync(data, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    texts.push(entry.name, readFileSync(path, 'latin1'));
    if (!entry.name.endsWith('.sqlite')) continue;
    const database = new DatabaseSync(path, { readOnly: true });
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    for (const { name } of tables as { name: string }[]) {
      for (const row of database.prepare(`SELECT * FROM "${name}"`).all()) {
        for (const value of Object.values(row))
          texts.push(value instanceof Uint8Array ? opened(value) : String(value));
      }
    }
    database.close();
  }
  return texts.join('\n');
}

function opened(bytes: Uint8Array): string {
  const isCompressed = bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
  return Buffer.from(isCompressed ? zstdDecompressSync(bytes) : bytes).toString('utf8');
}
