import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { Parser } from 'n3';
import { isomorphic } from 'rdf-isomorphic';
import type { Lifted, Lifter, SourceFile } from '../../server/lift/lifter.ts';
import { createLifter } from '../../server/lift/rml-lifter.ts';
import { loadOntology } from '../../server/ontology/load-ontology.ts';
import type { Ontology } from '../../server/ontology/ontology.ts';
import { wordPatterns } from '../../server/ontology/word-patterns.ts';
import { loadMappingSets } from '../../server/rdf/sssom.ts';
import { namedNode, quad, type Quad } from '../../server/rdf/terms.ts';
import { eucaim, mer, rdf } from '../../server/rdf/vocabulary.ts';
import { createValidator } from '../../server/validate/shacl-validator.ts';
import { shared, skipUnless } from '../support/shared.ts';

const root = join(import.meta.dirname, '..', '..');
const sources = join(root, 'mappings', 'sources');
const versions = join(root, 'test', 'fixtures', 'omop-cdm');

let ontology: Ontology;
let lifter: Lifter;

before(async () => {
  const sssomFolder = join(root, 'mappings', 'sssom');
  ontology = await loadOntology({ ontologyFolder: join(root, 'ontology'), sssomFolder });
  lifter = await createLifter({
    mappingsFolder: join(root, 'mappings'),
    ontology,
    mappingSets: loadMappingSets(sssomFolder),
    attributes: ontology.attributes,
    wordPatterns: wordPatterns(ontology.quads),
  });
});

function filesIn(folder: string): SourceFile[] {
  return readdirSync(folder)
    .filter((name) => name !== 'expected.nq')
    .sort()
    .map((path) => table(path, readFileSync(join(folder, path), 'utf8')));
}

function table(path: string, text: string): SourceFile {
  return { path, read: () => Promise.resolve(new TextEncoder().encode(text)) };
}

function lift(source: string, files: readonly SourceFile[]): Promise<Lifted> {
  const key = new Uint8Array(32).fill(7);
  return lifter.lift(source, files, {
    provider: 'sample',
    base: 'http://node.example.org',
    key,
    shownFrom: 1,
  });
}

/** The record plane of a sample, as it must come out. */
function expected(source: string): Quad[] {
  return new Parser({ format: 'N-Quads' })
    .parse(readFileSync(join(sources, source, 'sample', 'expected.nq'), 'utf8'))
    .filter((each) => each.graph.equals(mer.RecordPlane))
    .map((each) => quad(each.subject, each.predicate, each.object));
}

/** The sample of OMOP with some of its tables written otherwise. */
function omopWith(tables: Readonly<Record<string, string>>): SourceFile[] {
  return filesIn(join(sources, 'omop', 'sample')).map((file) => {
    const text = tables[file.path];
    return text === undefined ? file : table(file.path, text);
  });
}

const objects = (quads: readonly Quad[], predicate: Quad['predicate']): string[] =>
  quads.filter((each) => each.predicate.equals(predicate)).map(({ object }) => object.value);

describe('the versions of the OMOP CDM', () => {
  for (const version of ['5.3', '6.0']) {
    it(`give the same graph for the same facts: ${version}`, async () => {
      const { failures, record } = await lift('omop', filesIn(join(versions, version)));
      assert.deepEqual(failures, []);
      assert.ok(isomorphic([...record], expected('omop')));
    });
  }
});

describe('the records of clinical sources', () => {
  for (const source of ['omop', 'eucaim-cdm']) {
    it(`conform to the record profile: ${source}`, async () => {
      const { record } = await lift(source, filesIn(join(sources, source, 'sample')));
      const validator = await createValidator({
        shapesFolder: join(root, 'shapes'),
        hierarchy: ontology.quads,
      });
      const { findings } = await validator.validate([...record], 'record');
      assert.deepEqual(
        findings.filter(({ severity }) => severity === 'violation').map(({ message }) => message),
        [],
      );
    });

    it(`point to nothing that is not there: ${source}`, async () => {
      const { record } = await lift(source, filesIn(join(sources, source, 'sample')));
      const made = new Set(
        record.filter(({ predicate }) => predicate.equals(rdf.type)).map(({ subject }) => subject.value),
      );
      const dangling = record
        .map(({ object }) => object.value)
        .filter(
          (iri) =>
            iri.startsWith('http://node.example.org/id/') && !iri.includes('/dataset/') && !made.has(iri),
        );
      assert.deepEqual(dangling, []);
    });
  }
});

const markerValue = namedNode(`${eucaim.namespace}TumorMarkerTestValue`);
const comparator = namedNode(`${mer.namespace}valueComparator`);
const measurements =
  'measurement_id,person_id,measurement_concept_id,measurement_date,value_as_number,operator_concept_id,value_as_concept_id,unit_source_value,unit_concept_id';

describe('a measurement in OMOP', () => {
  it('makes nothing of a concept that nobody has read, and marks the patient', async () => {
    const { record, unmapped } = await lift(
      'omop',
      omopWith({
        'MEASUREMENT.csv': `${measurements}\n1,1,2000000009,2015-01-01,4,0,0,mm,0\n2,1,0,2015-01-01,4,0,0,mm,0\n`,
      }),
    );
    assert.deepEqual(
      unmapped
        .filter(({ attribute }) => attribute === 'measurement')
        .map(({ value, records }) => [value, records]),
      [['OMOP:2000000009', 1]],
    );
    assert.ok(!record.some(({ subject }) => subject.value.includes('/measurement/')));
  });

  it('has a zero as its value, and a comparator only for the four bounds', async () => {
    const rows = [0, 4171756, 4171754, 4172704, 4171755, 4172703].map(
      (operator, index) => `${index},1,3013603,2015-01-0${index + 1},0,${operator},0,ng/mL,8842`,
    );
    const { record, failures } = await lift(
      'omop',
      omopWith({ 'MEASUREMENT.csv': [measurements, ...rows, ''].join('\n') }),
    );
    assert.deepEqual(failures, []);
    assert.deepEqual(
      objects(record, markerValue),
      rows.map(() => '0'),
    );
    assert.deepEqual(objects(record, comparator), ['<', '<=', '>', '>=']);
  });

  it('costs itself only where its number is none', async () => {
    const { record } = await lift(
      'omop',
      omopWith({
        'MEASUREMENT.csv': `${measurements}\n1,1,3013603,2015-01-01,seven,0,0,ng/mL,0\n2,1,3013603,2015-01-01,7,0,0,ng/mL,0\n`,
      }),
    );
    assert.deepEqual(objects(record, markerValue), ['7']);
  });
});

describe('a real OMOP instance', { skip: skipUnless('data/omop/synthea27nj') }, () => {
  it('lifts what the hyper-ontology has a class for, row by row', async () => {
    const folder = shared('data/omop/synthea27nj') ?? '';
    const { record, failures } = await lift('omop', filesIn(folder));
    assert.deepEqual(failures, []);
    const rows = (file: string, column: number, ids: readonly string[]): number =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => ids.includes(line.split(',')[column] ?? '')).length;
    const made = (name: string): number =>
      new Set(
        record
          .filter(
            ({ subject, predicate }) => predicate.equals(rdf.type) && subject.value.includes(`/${name}/`),
          )
          .map(({ subject }) => subject.value),
      ).size;
    // Sodium, creatinine, haemoglobin … : the concepts that EUCAIM itself cites.
    const known = ['3000285', '3032503', '3051825', '3027114', '3007070', '3000963', '3013721', '3009542'];
    assert.equal(made('measurement'), rows('MEASUREMENT.csv', 2, known));
    // Physical examination; radiographs and ultrasound by their wider class.
    assert.equal(
      made('procedure'),
      rows('PROCEDURE_OCCURRENCE.csv', 2, ['4240345', '4163872', '4230911', '4060626']),
    );
    assert.equal(made('period'), 28);
    assert.equal(objects(record, namedNode(`${eucaim.namespace}Deceased`)).length, 3);
  });
});
