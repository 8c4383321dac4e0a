import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { recordTerms } from '../../../server/ontology/record-terms.ts';
import { loadMappingSet, type MappingRow } from '../../../server/rdf/sssom.ts';
import { eucaim, mer, owl, rdf } from '../../../server/rdf/vocabulary.ts';
import { shared, skipUnless } from '../../support/shared.ts';

const root = join(import.meta.dirname, '../../..');
const sssomFolder = join(root, 'mappings/sssom');
const ontology = await loadOntology({ ontologyFolder: join(root, 'ontology'), sssomFolder });
const { rows } = loadMappingSet(join(sssomFolder, 'dicom-attribute-eucaim.sssom.tsv'));
const mapped = rows.filter(({ noTermFound }) => !noTermFound);

const dictionary = 'standards/dicom/pydicom-derived/data_dictionary.csv';
const profile = 'standards/dicom/innolitics/confidentiality_profile_attributes.json';
const groups = '0008 0010 0012 0018 0020 0028 0032 0038 0040 0054 0062 3006'.split(' ');

/** What EUCAIM asks of every image: its minimum imaging and annotation attributes, and the CT tags of its data model. */
const required = [
  ...['PatientID', 'Modality', 'BodyPartExamined', 'Manufacturer', 'AcquisitionDate', 'PatientAge'],
  ...['SegmentNumber', 'SegmentLabel', 'SegmentDescription', 'SegmentAlgorithmType', 'SegmentAlgorithmName'],
  ...['KVP', 'XRayTubeCurrent', 'Exposure', 'ExposureTime', 'SpiralPitchFactor', 'FilterType'],
  ...['ConvolutionKernel', 'SliceThickness', 'Rows', 'Columns', 'PixelSpacing'],
  ...['StudyInstanceUID', 'SeriesInstanceUID', 'SeriesNumber', 'SeriesDescription'],
];

const tagOf = ({ subjectId = '' }: MappingRow): string => subjectId.slice(subjectId.indexOf(':') + 1);

describe('the decisions on the attributes of DICOM', () => {
  it('name a declared property, or a reason for none', () => {
    const kinds = [owl.ObjectProperty, owl.DatatypeProperty];
    const properties = new Set(
      ontology.quads
        .filter(
          ({ predicate, object }) => predicate.equals(rdf.type) && kinds.some((kind) => kind.equals(object)),
        )
        .map(({ subject }) => subject.value),
    );
    const undeclared = mapped.filter(({ objectIri }) => !properties.has(objectIri));
    assert.deepEqual(
      undeclared.map(({ objectId }) => objectId),
      [],
    );
    const unexplained = rows.filter(({ noTermFound, comment = '' }) => noTermFound && comment.length < 20);
    assert.deepEqual(unexplained, []);
  });

  it('say how sure they are where the meanings are only close', () => {
    for (const { predicateId, confidence, line } of mapped) {
      if (predicateId !== 'skos:exactMatch') assert.ok(confidence !== undefined, `line ${line}`);
    }
  });

  it('give no property to two attributes as the same', () => {
    const same = mapped.filter(({ predicateId }) => predicateId === 'skos:exactMatch');
    const properties = same.map(({ objectId }) => objectId);
    assert.deepEqual(
      properties.filter((id, index) => properties.indexOf(id) !== index),
      [],
    );
  });

  it('leave nothing out that EUCAIM asks for', () => {
    const keywords = new Set(mapped.map(({ subjectLabel }) => subjectLabel));
    assert.deepEqual(
      required.filter((keyword) => !keywords.has(keyword)),
      [],
    );
  });

  it('stand once for each attribute that is not retired', { skip: skipUnless(dictionary) }, () => {
    const attributes = attributesOf(shared(dictionary) ?? '');
    const wanted = attributes.filter(
      ({ tag, retired }) => groups.includes(tag.slice(0, 4)) && retired === 'false',
    );
    const decided = Map.groupBy(rows, tagOf);
    assert.deepEqual(
      wanted.filter(({ tag }) => decided.get(tag)?.length !== 1),
      [],
    );
    assert.ok(wanted.length > 1500);
    const keywords = new Map(attributes.map(({ tag, keyword }) => [tag, keyword]));
    for (const row of rows) assert.equal(row.subjectLabel, keywords.get(tagOf(row)), `line ${row.line}`);
  });

  it(
    'say what becomes of a value that a de-identified header may not have',
    { skip: skipUnless(profile) },
    () => {
      const attributes = JSON.parse(readFileSync(shared(profile) ?? '', 'utf8')) as {
        readonly id: string;
        readonly basicProfile?: string;
      }[];
      const confidential = new Set(
        attributes.filter(({ basicProfile = '' }) => basicProfile !== '').map(({ id }) => id.toUpperCase()),
      );
      const bare = mapped.filter((row) => confidential.has(tagOf(row)) && row.comment === undefined);
      assert.deepEqual(
        bare.map(({ subjectLabel }) => subjectLabel),
        [],
      );
    },
  );
});

describe('the properties that attributes of DICOM are mapped to', () => {
  const about = Map.groupBy(ontology.quads, ({ subject }) => subject.value);

  it('may only be asked for by who may read records, unless a dataset may have them too', () => {
    const guarded = recordTerms(ontology.quads);
    const open = new Set(
      mapped.filter(({ objectIri }) => !guarded.has(objectIri)).map(({ objectId }) => objectId),
    );
    assert.deepEqual([...open].sort(), [
      'EUCAIM:SegmentAlgorithmName',
      'EUCAIM:hasBirthSex',
      'EUCAIM:hasCondition',
      'EUCAIM:hasEquipmentManufacturer',
      'EUCAIM:hasImageBodyPart',
      'EUCAIM:hasImageModality',
      'EUCAIM:hasMeasurementUnit',
      'EUCAIM:hasSegmentLabel',
      'EUCAIM:hasSegmentationMethod',
      'dct:isPartOf',
      'mer:deidentificationMethod',
    ]);
  });

  it('tell the unit of every number of an acquisition but for pure ratios, indices and counts', () => {
    const withoutUnit = mapped
      .filter(({ objectIri }) => {
        const statements = about.get(objectIri) ?? [];
        const isSeries = statements.some(({ object }) => object.equals(eucaim.IMG1016309));
        const isDecimal = statements.some(({ object }) => object.value.endsWith('#decimal'));
        return isSeries && isDecimal && !statements.some(({ predicate }) => predicate.equals(mer.unit));
      })
      .map(({ objectId }) => objectId);
    assert.deepEqual([...new Set(withoutUnit)].sort(), [
      'mer:deviationIndex',
      'mer:exposureIndex',
      'mer:numberOfAverages',
      'mer:relativeXRayExposure',
      'mer:targetExposureIndex',
      'mer:temporalResolution',
    ]);
  });
});

interface Attribute {
  readonly tag: string;
  readonly keyword: string;
  readonly retired: string;
}

function attributesOf(file: string): readonly Attribute[] {
  const attributes: Attribute[] = parse(readFileSync(file, 'utf8'), { columns: true });
  return attributes.map((attribute) => ({ ...attribute, tag: attribute.tag.toUpperCase() }));
}
