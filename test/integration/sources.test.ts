import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Parser } from 'n3';
import { isomorphic } from 'rdf-isomorphic';
import { parse } from 'yaml';
import { generateSamples } from '../../server/cli/demo/generate-samples.ts';
import type { Truth } from '../../server/cli/demo/truth.ts';
import type { ProviderName } from '../../server/cli/demo/population.ts';
import { CohortIndex } from '../../server/cohort/cohort-index.ts';
import { compileDefinition } from '../../server/cohort/compile-definition.ts';
import { countThings } from '../../server/cohort/count-things.ts';
import type { CohortDefinition } from '../../server/cohort/definition.ts';
import type { Lifted, Lifter, SourceFile } from '../../server/lift/lifter.ts';
import { createLifter } from '../../server/lift/rml-lifter.ts';
import { matchesFile } from '../../server/lift/sources/source-files.ts';
import { loadOntology } from '../../server/ontology/load-ontology.ts';
import type { Ontology } from '../../server/ontology/ontology.ts';
import { wordPatterns } from '../../server/ontology/word-patterns.ts';
import { loadMappingSets } from '../../server/rdf/sssom.ts';
import type { NamedNode, Quad } from '../../server/rdf/terms.ts';
import { quad } from '../../server/rdf/terms.ts';
import { dcat, eucaim, mer, rdf, recordClasses } from '../../server/rdf/vocabulary.ts';
import { createValidator } from '../../server/validate/shacl-validator.ts';
import { shared, skipUnless } from '../support/shared.ts';

const root = join(import.meta.dirname, '..', '..');
const sources = join(root, 'mappings', 'sources');
const deliveries = join(root, 'test', 'fixtures', 'deliveries');
const context = (provider: string) => ({
  provider,
  base: 'http://node.example.org',
  key: new Uint8Array(32).fill(7),
  // Also what few patients have.
  shownFrom: 1,
});

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

/** Every file below a folder, with paths relative to it. */
function filesIn(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({
      path: path.slice(folder.length + 1),
      read: () => Promise.resolve(new Uint8Array(readFileSync(path))),
    }));
}

/** Lifts a delivery as its delivery.yaml says. */
async function liftDelivery(folder: string, provider: string): Promise<Lifted[]> {
  const files = filesIn(folder);
  const { sources: parts } = parse(readFileSync(join(folder, 'delivery.yaml'), 'utf8')) as {
    sources: { source: string; files: string[] }[];
  };
  return Promise.all(
    parts.map(({ source, files: patterns }) =>
      lifter.lift(
        source,
        files.filter(({ path }) => patterns.some((pattern) => matchesFile(pattern, path))),
        context(provider),
      ),
    ),
  );
}

function count(quads: readonly Quad[], type: NamedNode): number {
  return new Set(
    quads
      .filter((each) => each.predicate.equals(rdf.type) && each.object.equals(type))
      .map((each) => each.subject.value),
  ).size;
}

describe('a sample of each source', () => {
  for (const source of [
    'ckan',
    'dcat',
    'dicom',
    'eucaim-cdm',
    'fair-data-point',
    'fhir',
    'idc',
    'omop',
    'schema-org',
    'spreadsheet',
  ]) {
    it(`lifts to the expected graph: ${source}`, async () => {
      const folder = join(sources, source, 'sample');
      const files = filesIn(folder).filter(({ path }) => path !== 'expected.nq');
      const lifted = await lifter.lift(source, files, context('sample'));
      assert.deepEqual(lifted.failures, []);
      const expected = new Parser({ format: 'N-Quads' }).parse(
        readFileSync(join(folder, 'expected.nq'), 'utf8'),
      );
      for (const [plane, quads] of [
        [mer.CataloguePlane, lifted.catalogue],
        [mer.RecordPlane, lifted.record],
      ] as const) {
        const wanted = expected
          .filter((each) => each.graph.equals(plane))
          .map((each) => quad(each.subject, each.predicate, each.object));
        assert.ok(isomorphic([...quads], wanted), `the ${plane.value} differs from expected.nq`);
      }
    });
  }
});

describe('the generated deliveries', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meridian-samples-'));
  const lifted = new Map<ProviderName, Lifted[]>();
  let truth: Truth;

  before(async () => {
    truth = await generateSamples({ folder, seed: 7, scale: 0.05 });
    for (const provider of ['north', 'south', 'east'] as const) {
      lifted.set(provider, await liftDelivery(join(folder, provider), provider));
    }
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const provider of ['north', 'south', 'east'] as const) {
    const planes = (): { catalogue: Quad[]; record: Quad[] } => {
      const parts = lifted.get(provider) ?? [];
      return {
        catalogue: parts.flatMap((part) => part.catalogue),
        record: parts.flatMap((part) => part.record),
      };
    };

    it(`lift to exactly the counts of truth.json: ${provider}`, () => {
      const { catalogue, record } = planes();
      const { datasets, patients, conditions, studies, series } = truth.providers[provider];
      assert.deepEqual(
        {
          datasets: count(catalogue, dcat.Dataset),
          patients: count(record, recordClasses.patient),
          conditions: count(record, recordClasses.condition),
          studies: count(record, recordClasses.study),
          series: count(record, recordClasses.series),
        },
        { datasets, patients, conditions, studies, series },
      );
    });

    it(`report the unmapped values of truth.json and no others: ${provider}`, () => {
      const reported: Record<string, string[]> = { cancerType: [], modality: [], bodyPart: [], vendor: [] };
      for (const { attribute, value } of (lifted.get(provider) ?? []).flatMap((part) => part.unmapped)) {
        // Codes are reported with the prefix of their system.
        (reported[attribute] ??= []).push(value.replace(/^(SNOMEDCT|99LOCAL):/, ''));
      }
      assert.deepEqual(
        Object.fromEntries(Object.entries(reported).map(([attribute, values]) => [attribute, values.sort()])),
        Object.fromEntries(
          Object.entries(truth.providers[provider].unmapped).map(([attribute, values]) => [
            attribute,
            Object.keys(values).sort(),
          ]),
        ),
      );
    });

    it(`have no failures and conform to their profile: ${provider}`, async () => {
      assert.deepEqual(
        (lifted.get(provider) ?? []).flatMap((part) => part.failures),
        [],
      );
      const { profile } = parse(readFileSync(join(folder, provider, 'delivery.yaml'), 'utf8')) as {
        profile: string;
      };
      const validator = await createValidator({
        shapesFolder: join(root, 'shapes'),
        hierarchy: ontology.quads,
      });
      const { catalogue, record } = planes();
      const report = await validator.validate([...catalogue, ...record], profile);
      assert.deepEqual(
        report.findings.filter(({ severity }) => severity === 'violation'),
        [],
      );
    });

    it(`give the bounds of truth.json for every example definition: ${provider}`, () => {
      const { catalogue, record } = planes();
      const index = new CohortIndex({ ontology });
      index.replace(provider, 'main', record, {}, catalogue);
      const [indexed] = index.providers();
      assert.ok(indexed !== undefined);
      for (const [name, bounds] of Object.entries(truth.cohorts)) {
        const definition = JSON.parse(
          readFileSync(join(root, 'queries', 'cohort', `${name}.json`), 'utf8'),
        ) as CohortDefinition;
        const { low, high } = countThings(compileDefinition(definition, ontology), indexed);
        assert.deepEqual({ certain: low, possible: high }, bounds[provider], name);
      }
    });
  }
});

describe('faulty deliveries', () => {
  it('name the file and the row of a ragged table', async () => {
    const [lifted] = await liftDelivery(join(deliveries, 'ragged-spreadsheet'), 'east');
    assert.deepEqual(
      lifted?.failures.map(({ code, place }) => ({ code, place })),
      [{ code: 'unreadable-source', place: { file: 'clinical.csv', row: 2 } }],
    );
  });

  it('name the file of a DICOM file that breaks off, and lift the whole one beside it', async () => {
    const [lifted] = await liftDelivery(join(deliveries, 'truncated-dicom'), 'north');
    assert.deepEqual(
      lifted?.failures.map(({ place }) => place?.file),
      // It told of no patient: its name may be one.
      ['dicom/….dcm (file 1 of 2)'],
    );
    assert.equal(count(lifted.record, recordClasses.series), 1);
  });

  it('do not conform where mandatory properties are missing', async () => {
    const [lifted] = await liftDelivery(join(deliveries, 'catalogue-without-mandatory-properties'), 'north');
    const validator = await createValidator({
      shapesFolder: join(root, 'shapes'),
      hierarchy: ontology.quads,
    });
    const report = await validator.validate(lifted?.catalogue ?? [], 'eucaim-2.0');
    assert.equal(report.conforms, false);
    assert.ok(report.findings.filter(({ severity }) => severity === 'violation').length >= 15);
  });
});

describe('a real OMOP instance', { skip: skipUnless('data/omop/synthea27nj') }, () => {
  const folder = shared('data/omop/synthea27nj') ?? '';

  it('lifts to its 28 persons, and to no cancer, for none of its conditions is one', async () => {
    const lifted = await lifter.lift('omop', filesIn(folder), context('synthea'));
    assert.deepEqual(lifted.failures, []);
    assert.deepEqual(lifted.unmapped, []);
    assert.equal(count(lifted.record, recordClasses.patient), 28);
    assert.equal(count(lifted.record, recordClasses.condition), 0);
  });

  it('leaks no identifier, name or true date of birth into graph or lineage', async () => {
    const { record, lineage } = await lifter.lift('omop', filesIn(folder), context('synthea'));
    const written = JSON.stringify([
      record.map((each) => [each.subject.value, each.object.value]),
      [...lineage.origins],
      lineage.rules,
    ]);
    const [header = '', ...rows] = readFileSync(join(folder, 'PERSON.csv'), 'utf8').trim().split(/\r?\n/);
    const columns = header.split(',');
    for (const row of rows) {
      const cells = row.split(',');
      for (const column of ['person_source_value', 'birth_datetime']) {
        const value = cells[columns.indexOf(column)]?.slice(0, column === 'birth_datetime' ? 10 : undefined);
        assert.ok(
          value !== undefined && value !== '' && !written.includes(value),
          `${column} is in the result`,
        );
      }
    }
  });
});

describe('real DICOM files', { skip: skipUnless('data/dicom') }, () => {
  /** What is reported, and the words that tell why: no series, cut, or in the series of another modality. */
  const unreadable: Readonly<Record<string, RegExp>> = {
    'highdicom/sr_document.dcm': /another modality/,
    'pydicom/MR_truncated.dcm': /breaks off/,
    'pydicom/UN_sequence.dcm': /no SeriesInstanceUID/,
    'pydicom/charset/chrSQEncoding.dcm': /no SeriesInstanceUID/,
    'pydicom/empty_charset_LEI.dcm': /no SeriesInstanceUID/,
    'pydicom/meta_missing_tsyntax.dcm': /no SeriesInstanceUID/,
    'pydicom/nested_priv_SQ.dcm': /no SeriesInstanceUID/,
    'pydicom/no_meta.dcm': /no DICOM file/,
    'pydicom/no_meta_group_length.dcm': /no SeriesInstanceUID/,
    'pydicom/priv_SQ.dcm': /no SeriesInstanceUID/,
    'pydicom/rtplan_truncated.dcm': /breaks off/,
    // A patient of these files is called Test, and names of patients leave paths.
    'pydicom/…_PN.dicom.json': /no SeriesInstanceUID/,
  };

  it('lift, or say which file cannot be read and why', async () => {
    const files = filesIn(shared('data/dicom') ?? '').filter(({ path }) => !/ORIGIN|README/.test(path));
    // As typed one by one: their own names stay.
    const typed = files.map((file) => ({ ...file, root: file.path }));
    const lifted = await lifter.lift('dicom', typed, context('dicom'));
    const failed = new Map(lifted.failures.map((failure) => [failure.place?.file ?? '', failure.message]));
    assert.deepEqual([...failed.keys()].sort(), Object.keys(unreadable).sort());
    for (const [file, message] of failed) assert.match(message, unreadable[file] ?? /^$/, file);
    assert.ok(count(lifted.record, recordClasses.series) > 50);
    assert.ok(lifted.record.some((each) => each.predicate.equals(eucaim.hasEquipmentManufacturer)));
  });
});

describe('published examples of DCAT profiles', { skip: skipUnless('profiles') }, () => {
  it('lift, or give a syntax error that names the file, and for Turtle and RDF/XML the line', async () => {
    const files = filesIn(shared('profiles') ?? '').filter(
      ({ path }) => /example|testdata/i.test(path) && /\.(ttl|rdf|jsonld)$/.test(path),
    );
    assert.ok(files.length > 60);
    let lifted = 0;
    for (const file of files) {
      const { failures, catalogue } = await lifter.lift('dcat', [file], context('examples'));
      if (failures.length === 0) {
        assert.ok(catalogue.length > 0, file.path);
        lifted++;
      }
      for (const { code, place } of failures) {
        assert.equal(code, 'syntax-error', file.path);
        assert.equal(place?.file, file.path);
        // A JSON-LD processor tells no line, and most failures there are contexts that are never fetched.
        if (!file.path.endsWith('.jsonld')) assert.ok(place.line !== undefined, file.path);
      }
    }
    console.log(`${lifted} of ${files.length} examples lift`);
  });
});
