import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { literal, namedNode, quad } from '../../../server/rdf/terms.ts';
import type { Quad } from '../../../server/rdf/terms.ts';
import { eucaim, mer, rdf, recordClasses, xsd } from '../../../server/rdf/vocabulary.ts';
import { shared, skipUnless } from '../../support/shared.ts';
import { recordGraph } from '../../support/record-graph.ts';
import { projectValidator, validateTurtle, violations } from '../../support/sample-validator.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/validate');
const good = readFileSync(join(fixtures, 'dataset-that-conforms-to-eucaim.ttl'), 'utf8');

describe('the profile eucaim-2.0', () => {
  it('accepts a dataset with everything that is mandatory, and only advises', async () => {
    const report = await validateTurtle(good, 'eucaim-2.0');
    assert.deepEqual(violations(report), []);
    assert.equal(report.conforms, true);
    assert.ok(report.findings.some(({ severity }) => severity === 'info'));
    assert.ok(report.findings.some(({ severity }) => severity === 'warning'));
  });

  /** What is changed in the good dataset, and what must be found then. */
  const spoiled: readonly [string, RegExp, string, string][] = [
    ['no identifier', /^ {2}dct:identifier .*\n/m, '', 'EucaimDatasetShape-identifier MinCount'],
    [
      'a title in German only',
      /of the north"@en/,
      'des Nordens"@de',
      'EucaimDatasetShape-title QualifiedMinCount',
    ],
    [
      'two conditions',
      /eucaim:CLIN1000075/,
      'eucaim:CLIN1000075 , eucaim:CLIN1000060',
      'EucaimDatasetShape-condition MaxCount',
    ],
    [
      'a modality of another vocabulary',
      /eucaim:IMG1000022/,
      'eucaim:BP1000021',
      'EucaimDatasetShape-imageModality Node',
    ],
    ['a modality in words', /eucaim:IMG1000022/, '"MR"', 'EucaimDatasetShape-imageModality Node'],
    [
      'a contact without address',
      /vcard:hasEmail <mailto:data@example.org>/,
      'vcard:hasNote "x"',
      'EucaimDatasetShape-contactPoint Node',
    ],
    [
      'a publisher who cannot be reached',
      /cv:email "data@example.org"/,
      'cv:telephone "1"',
      'EucaimDatasetShape-publisher Node',
    ],
    [
      'structured data without variables',
      /hasStructuredData false/,
      'hasStructuredData true',
      'EucaimVariablesShape Or',
    ],
    ['a count that is no number', /"120"/, '"many"', 'EucaimDatasetShape-numberOfUniqueIndividuals Datatype'],
    [
      'no access type',
      /dct:rights eucaim:SPEC1000023/,
      'dct:rights <http://example.org/rights>',
      'EucaimDistributionShape-rights QualifiedMinCount',
    ],
    [
      'an unknown access right',
      /access-right\/NON_PUBLIC/,
      'access-right/SECRET',
      'EucaimDatasetShape-accessRights In',
    ],
    ['another theme', /data-theme\/HEAL/, 'data-theme/TRAN', 'EucaimDatasetShape-theme HasValue'],
  ];
  for (const [what, pattern, replacement, expected] of spoiled) {
    it(`finds ${what}, and nothing else`, async () => {
      assert.match(good, pattern);
      const report = await validateTurtle(good.replace(pattern, replacement), 'eucaim-2.0');
      assert.deepEqual(violations(report), [expected]);
    });
  }

  it('takes mer:NotInScheme for a value that was reviewed', async () => {
    const text = good.replace('eucaim:IMG1000044', '<https://w3id.org/meridian/ns#NotInScheme>');
    assert.deepEqual(violations(await validateTurtle(text, 'eucaim-2.0')), []);
  });

  it('tells line, clause, value and what to do', async () => {
    const report = await validateTurtle(good.replace('eucaim:IMG1000022', '"MR"'), 'eucaim-2.0');
    const finding = report.findings.find(({ severity }) => severity === 'violation');
    assert.equal(finding?.clause, 'EUCAIM DCAT-AP 2.0 Dataset: imageModality');
    assert.equal(finding.value, '"MR"');
    assert.equal(finding.path, eucaim.hasImageModality.value);
    assert.equal(finding.focusNode, 'http://example.org/id/north/dataset/1');
    assert.match(finding.message, /scheme:modality/);
    const line = good.split('\n').findIndex((row) => row.includes('hasImageModality')) + 1;
    assert.deepEqual(finding.place, { file: 'a.ttl', line });
  });

  it('lists findings in order of their lines', async () => {
    const report = await validateTurtle(good.replaceAll(/"@en/g, '"@de'), 'eucaim-2.0');
    const lines = report.findings.map(({ place }) => place?.line ?? 0);
    assert.deepEqual(
      lines,
      [...lines].sort((one, other) => one - other),
    );
  });

  it(
    'rejects the example of version 1.0 for what version 2.0 added',
    {
      skip: skipUnless('profiles/eucaim-dcat-ap/examples/dataset-v1.0-assembled.ttl'),
    },
    async () => {
      const path = shared('profiles/eucaim-dcat-ap/examples/dataset-v1.0-assembled.ttl') ?? '';
      const report = await validateTurtle(readFileSync(path, 'utf8'), 'eucaim-2.0');
      const found = violations(report);
      assert.equal(report.conforms, false);
      for (const expected of [
        'EucaimDatasetShape-identifier Or',
        'EucaimDatasetShape-publisher Node',
        'EucaimDatasetShape-structuredData MinCount',
        'EucaimDistributionShape-rights QualifiedMinCount',
        'DistributionShape-byteSize Datatype',
      ])
        assert.ok(found.includes(expected), expected);
      // Its title, keywords, contact point and theme are as version 2.0 wants them.
      for (const name of ['title', 'keyword', 'contactPoint', 'theme', 'provenance'])
        assert.ok(!found.some((finding) => finding.startsWith(`EucaimDatasetShape-${name} `)), name);
    },
  );
});

describe('the record plane', () => {
  const graph = recordGraph(2, 4);
  const [patient] = graph
    .filter(({ object }) => object.equals(recordClasses.patient))
    .map(({ subject }) => subject);
  const series = graph.find(({ object }) => object.equals(recordClasses.series))?.subject;
  assert.ok(patient !== undefined && series !== undefined);

  it('accepts linked, pseudonymous records with values of the vocabularies', async () => {
    const report = await (await projectValidator()).validate(graph, 'record');
    assert.deepEqual(report.findings, []);
    assert.equal(report.focusNodes, 10);
  });

  const p = (iri: string) => namedNode(iri);
  const segment = p(`http://example.org/id/north/segmentation/${'0'.repeat(32)}`);
  const faults: readonly [string, readonly Quad[], string][] = [
    [
      'a name',
      [quad(patient, p('http://xmlns.com/foaf/0.1/name'), literal('Doe^Jane'))],
      'PatientShape Closed',
    ],
    [
      'a DICOM UID',
      [quad(series, p(`${eucaim.namespace}ImageSeriesUID`), literal('1.2.840.10008.1'))],
      'SeriesShape Closed',
    ],
    [
      'two sexes',
      [quad(patient, eucaim.hasBirthSex, p(`${eucaim.namespace}COM1001370`))],
      'PatientShape-birthSex MaxCount',
    ],
    [
      'a series of two studies',
      [
        quad(
          graph.find(
            ({ predicate, object }) => predicate.equals(eucaim.Composed_Of) && !object.equals(series),
          )?.subject ?? patient,
          eucaim.Composed_Of,
          series,
        ),
      ],
      'SeriesShape-study MaxCount',
    ],
    [
      'a field strength that is no decimal',
      [quad(series, p(`${mer.namespace}magneticFieldStrength`), literal('15000', xsd.integer))],
      'SeriesShape-fieldStrength Datatype',
    ],
    [
      'a label of a segment',
      [
        quad(series, p(`${mer.namespace}hasSegmentation`), segment),
        quad(segment, rdf.type, p(`${mer.namespace}Segmentation`)),
        quad(segment, p(`${eucaim.namespace}SegmentLabel`), literal('free text')),
      ],
      'SegmentationShape Closed',
    ],
    [
      'a body part in place of a modality',
      [quad(series, eucaim.hasImageModality, p(`${eucaim.namespace}BP1000021`))],
      'SeriesShape-modality Node',
    ],
  ];
  for (const [what, added, expected] of faults) {
    it(`finds ${what}`, async () => {
      const report = await (await projectValidator()).validate([...graph, ...added], 'record');
      assert.deepEqual(violations(report), [expected]);
    });
  }

  it('asks from tier 2 up how each series was de-identified', async () => {
    const all = graph
      .filter(({ object }) => object.equals(recordClasses.series))
      .map(({ subject }) => subject);
    const validate = async (quads: readonly Quad[]) =>
      violations(await (await projectValidator()).validate([...graph, ...quads], 'eucaim-tier-2'));
    const removed = (each: Quad['subject'], is: string) =>
      quad(each, p(`${mer.namespace}patientIdentityRemoved`), literal(is, xsd.boolean));
    const method = (each: Quad['subject']) =>
      quad(
        each,
        p(`${mer.namespace}deidentificationMethod`),
        p('http://dicom.nema.org/resources/ontology/DCM/113100'),
      );
    assert.deepEqual(
      [...new Set(await validate([]))],
      ['DeidentifiedSeriesShape-method MinCount', 'DeidentifiedSeriesShape-identityRemoved MinCount'],
    );
    const done = all.flatMap((each) => [removed(each, 'true'), method(each)]);
    assert.deepEqual(await validate(done), []);
    const [first, ...rest] = all;
    assert.ok(first !== undefined);
    assert.deepEqual(
      await validate([
        ...rest.flatMap((each) => [removed(each, 'true'), method(each)]),
        removed(first, 'false'),
        method(first),
      ]),
      ['DeidentifiedSeriesShape-identityRemoved In'],
    );
  });

  it('finds a node that is named by an identifier of the source', async () => {
    const named = namedNode('http://example.org/id/north/patient/PAT-0042');
    const report = await (
      await projectValidator()
    ).validate(
      [
        ...graph,
        quad(named, namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type'), recordClasses.patient),
      ],
      'record',
    );
    assert.deepEqual(violations(report), ['PatientNameShape Pattern']);
  });

  it('checks a thousand patients within seconds, and leaves the event loop free meanwhile', async () => {
    const large = recordGraph(1000, 2500);
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const report = await (await projectValidator()).validate(large, 'eucaim-2.0');
    clearInterval(timer);
    assert.equal(report.conforms, true);
    assert.ok(report.milliseconds < 20_000, `${report.milliseconds} ms`);
    assert.ok(ticks >= 3, `${ticks} ticks`);
  });
});

describe('createValidator', () => {
  it('describes its profiles', async () => {
    const { profiles } = await projectValidator();
    assert.deepEqual(
      profiles.map(({ name }) => name),
      ['dcat-ap-3.0.1', 'eucaim-2.0', 'eucaim-tier-2', 'record'],
    );
    assert.ok(
      profiles.every(({ title, description, source }) => title !== '' && description !== '' && source !== ''),
    );
  });

  it('refuses an unknown profile and names the known ones', async () => {
    await assert.rejects(
      async () => (await projectValidator()).validate([], 'eucaim-9'),
      (error: unknown) => {
        assert.ok(error instanceof Error && 'advice' in error);
        assert.match(String(error.advice), /eucaim-2\.0/);
        return true;
      },
    );
  });

  it('does not take the concepts of the vocabularies for things to be checked', async () => {
    const report = await (await projectValidator()).validate([], 'dcat-ap-3.0.1');
    assert.equal(report.focusNodes, 0);
    assert.equal(report.conforms, true);
  });

  it('names the place of the statement that leads to a node which has none', async () => {
    const validator = await projectValidator();
    const [dataset, agent] = [namedNode('http://example.org/d'), namedNode('http://example.org/a')];
    const quads = [
      quad(dataset, namedNode('http://purl.org/dc/terms/publisher'), agent),
      quad(
        agent,
        namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type'),
        namedNode('http://xmlns.com/foaf/0.1/Agent'),
      ),
    ];
    const report = await validator.validate(quads, 'dcat-ap-3.0.1', (node, predicate) =>
      node === dataset.value ? { file: 'x', pointer: predicate ?? '' } : undefined,
    );
    assert.equal(report.findings[0]?.place?.pointer, 'http://purl.org/dc/terms/publisher');
  });
});
