import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { MappedConcepts } from '../../../server/lift/concept-finder.ts';
import type { Concept } from '../../../server/ontology/concept.ts';
import { loadMappingSets } from '../../../server/rdf/sssom.ts';
import { eucaim, mer } from '../../../server/rdf/vocabulary.ts';
import { repositoryOntology, sssomFolder } from '../../support/ontology.ts';
import { shared, skipUnless } from '../../support/shared.ts';

const ontology = await repositoryOntology();
const mappingSets = loadMappingSets(sssomFolder);
const lifted = new MappedConcepts(ontology.attributes, ontology, mappingSets);

function conceptOf(code: string): Concept {
  const resolution = ontology.resolve(code);
  assert.ok(resolution.state === 'found', code);
  return resolution.concept;
}

function found(code: string): readonly string[] {
  return [...ontology.expand(conceptOf(code))].sort();
}

const iri = (code: string): string => eucaim.namespace + code;

/** Codes by which sources and people name one thing: whoever asks for one of them is answered alike. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  'computed tomography': [
    'EUCAIM:IMG1000026',
    'EUCAIM:IMG1000042',
    'IMG1000026',
    'EUCAIM_Hyper-Ontology_V1.0.IMG1000042',
    'EUCAIM_Hyper-Ontology_V1.0.IMG1000026',
    'EUCAIM_Hyper-Ontology_V2.0.IMG1000042',
    'https://cancerimage.eu/ontology/EUCAIM#IMG1000026',
    'https://cancerimage.eu/ontology/EUCAIM#IMG1000042',
    'https://hyperontology.eucaim.cancerimage.eu/#IMG1000026',
    'https://hyperontology.eucaim.cancerimage.eu/#IMG1000042',
    'RADLEX:RID10321',
    'RID10321',
    'DCM:CT',
    'SNOMEDCT:77477000',
    'SNOMEDCT77477000',
    'SNOMEDCT:312251004',
    'NCIT:C17204',
    'OMOP:4300757',
    'OMOP:4193195',
  ],
  'magnetic resonance imaging': ['EUCAIM:IMG1000022', 'EUCAIM:IMG1000038', 'RID10312', 'DCM:MR'],
  'positron emission tomography': ['EUCAIM:IMG1000037', 'EUCAIM:IMG1000062', 'RID10337', 'DCM:PT'],
  'single photon emission computed tomography': ['EUCAIM:IMG1000061', 'RID10334'],
  ultrasound: ['EUCAIM:IMG1000035', 'EUCAIM:IMG1000040', 'DCM:US'],
  mammography: ['EUCAIM:IMG1000030', 'EUCAIM:IMG1004455', 'DCM:MG'],
  'computed radiography': ['EUCAIM:IMG1000024', 'DCM:CR'],
  'digital radiography': ['EUCAIM:IMG1000028', 'DCM:DX'],
  'SPECT with CT': ['EUCAIM:IMG1004450', 'EUCAIM:IMG1004158'],
  male: ['EUCAIM:COM1001366', 'SNOMEDCT248153007', 'DCM:M', 'OMOP:8507', 'OMOP:45880669'],
  female: ['EUCAIM:COM1001370', 'SNOMEDCT248152002', 'DCM:F', 'OMOP:8532', 'OMOP:45878463'],
  'cancer of the colon': [
    'EUCAIM:CLIN1000057',
    'SNOMEDCT:363406005',
    'SNOMEDCT363406005',
    'ICD10:C18',
    'OMOP:45576305',
    'OMOP:4180790',
  ],
  Siemens: ['EUCAIM:IMG1000044', 'NCIT:C200140', 'birnlex_3066'],
  'ISUP grade group 2': ['EUCAIM:COM1001365', 'EUCAIM:CLIN1025363'],
  percent: ['EUCAIM:COM1000161', 'http://unitsofmeasure.org/%25', 'OMOP:8554'],
  millimetre: ['EUCAIM:COM1000152', 'UCUM:mm', 'OMOP:8588'],
  right: ['EUCAIM:IMG1016682', 'SNOMEDCT:24028007'],
  'general research use': ['use:GENERAL_RESEARCH_USE', 'DUO:0000042'],
};

describe('a search', () => {
  for (const [name, [first = '', ...others]] of Object.entries(spellings)) {
    it(`for ${name} finds the same by every code`, () => {
      const expected = found(first);
      for (const code of others) assert.deepEqual(found(code), expected, code);
    });
  }

  it('for a cancer finds the tumour codes of ICD-O-3 at its place', () => {
    for (const code of ['EUCAIM:CLIN1000057', 'ICD10:C18', 'SNOMEDCT:363406005']) {
      for (const tumour of ['ICDO3:8140/3-C18.9', 'ICDO3:8480/3-C18.9', 'ICDO3:8000/3-C18.9']) {
        assert.ok(found(code).includes(conceptOf(tumour).iri.value), `${code} finds ${tumour}`);
      }
    }
  });

  it('for a category of a stage finds its subdivisions, and for a stage its groups', () => {
    assert.ok(
      ['COM1000370', 'COM1000390', 'COM1000411'].every((code) =>
        found('EUCAIM:COM1000351').includes(iri(code)),
      ),
    );
    assert.ok(found('EUCAIM:CLIN1000420').includes(iri('COM1000054')), 'Stage 3 finds IIIA');
    assert.ok(found('EUCAIM:COM1000067').includes(iri('COM1000066')), 'pathological III finds IIIA');
  });
});

/** What a source means by a code that has no meaning, or another one, everywhere else. */
const misused: readonly (readonly [set: string, attribute: string, code: string, meant: string])[] = [
  ['focus-modality-eucaim', 'modality', 'CLIN1000185', 'IMG1000042'],
  ['focus-modality-eucaim', 'modality', 'EUCAIM:CLIN1000185', 'IMG1000042'],
  ['focus-sex-eucaim', 'sex', 'COM1000180', 'COM1001366'],
  ['focus-sex-eucaim', 'sex', 'EUCAIM:COM1000177', 'COM1001370'],
  ['etl-bodypart-eucaim', 'bodyPart', 'CLIN1063727', 'BP1000136'],
  ['etl-bodypart-eucaim', 'bodyPart', 'CLIN1063722', 'BP1000257'],
];

describe('a code that one source misuses', () => {
  for (const [set, attribute, code, meant] of misused) {
    it(`${code} stands for ${meant} in ${set}, and nowhere else`, () => {
      assert.deepEqual(lifted.find(code, attribute, [set]), [iri(meant)]);
      assert.notDeepEqual(lifted.find(code, attribute, []), [iri(meant)]);
      const everywhere = ontology.resolve(code);
      assert.ok(everywhere.state === 'unknown' || everywhere.concept.iri.value !== iri(meant));
    });
  }

  it('keeps its own meaning, where it has one, and is searched with what was meant', () => {
    assert.equal(conceptOf('EUCAIM:CLIN1063727').labels.get('en'), 'Breast');
    assert.deepEqual(found('EUCAIM:CLIN1063727'), found('EUCAIM:BP1000136'));
    assert.deepEqual(found('EUCAIM:CLIN1063722'), found('EUCAIM:BP1000257'));
  });
});

interface ContextGroupRow {
  readonly cid: string;
  readonly coding_scheme: string;
  readonly code_value: string;
  readonly code_meaning: string;
}

const groupsFile = 'standards/dicom/pydicom-derived/context_groups.csv';

describe('a code of a DICOM context group', { skip: skipUnless(groupsFile) }, () => {
  const rows = (): readonly ContextGroupRow[] =>
    parse(readFileSync(shared(groupsFile) ?? '', 'utf8'), { columns: true });
  const prefixOf = (scheme: string): string => (scheme === 'SCT' ? 'SNOMEDCT' : scheme);
  const whole: readonly (readonly [cid: string, scheme: string, count: number])[] = [
    ['29', 'modality', 51],
    ['244', 'laterality', 4],
    ['4031', 'bodyPart', 114],
  ];
  for (const [cid, scheme, count] of whole) {
    it(`of CID ${cid} is a concept of ${scheme}`, () => {
      const group = rows().filter((row) => row.cid === cid);
      assert.equal(group.length, count);
      for (const { coding_scheme: system, code_value: code } of group) {
        assert.match(conceptOf(`${prefixOf(system)}:${code}`).scheme.value, new RegExp(`#${scheme}$`), code);
      }
    });
  }

  it('of CID 33 is a modality, or known to be none', () => {
    for (const { code_value: code } of rows().filter(({ cid }) => cid === '33')) {
      const values = lifted.find(`DCM:${code}`, 'modality', ['dicom-modality-outofscheme-eucaim']);
      assert.equal(values.length, 1, code);
      if (values[0] === mer.NotInScheme.value)
        assert.equal(ontology.resolve(`DCM:${code}`).state, 'unknown', code);
    }
  });

  it('that names a unit of UCUM is the notation of a unit, or the code of one', () => {
    const units = new Set(rows().flatMap((row) => (row.coding_scheme === 'UCUM' ? [row.code_value] : [])));
    assert.equal(units.size, 37);
    for (const unit of units) {
      const local = unit.replace(/[[\]{}%]/g, encodeURIComponent);
      assert.match(conceptOf(`UCUM:${local}`).scheme.value, /#unit$/, unit);
      assert.equal(conceptOf(`UCUM:${unit}`), conceptOf(`UCUM:${local}`), unit);
    }
  });

  it('has a meaning that stands for it as a Body Part Examined', () => {
    for (const { code_value: code, code_meaning: meaning } of rows().filter(({ cid }) => cid === '4031')) {
      const [value = ''] = lifted.find(meaning, 'bodyPart', ['dicom-bodypart-eucaim']);
      // The word ABDOMEN is read in the wider sense, with the pelvis; its code is the narrower.
      const joined = found(value).includes(conceptOf(`SNOMEDCT:${code}`).iri.value);
      assert.ok(joined, `${code} ${meaning}: ${value}`);
    }
  });
});

describe('a manufacturer as headers and lists spell it', () => {
  // Every maker in Manufacturer (0008,0070) of the sample files of pydicom, highdicom and dicomweb-client.
  const spelt: Readonly<Record<string, string | undefined>> = {
    'Agfa-Gevaert AG': 'IMG1000051',
    'CMS, Inc.': undefined,
    'FUJIFILM Corporation': 'IMG1000060',
    'G.E. Medical Systems': 'IMG1000047',
    'GE MEDICAL SYSTEMS': 'IMG1000047',
    'GE Medical Systems': 'IMG1000047',
    'Mortara Instrument, Inc.': undefined,
    'Philips Medical Systems': 'IMG1000046',
    'Philips Medical Systems, Inc.': 'IMG1000046',
    'SonoSite, Inc.': undefined,
    TOSHIBA_MEC: 'IMG1000045',
  };
  it('is a concept, or known to be none', () => {
    for (const [word, code] of Object.entries(spelt)) {
      const expected = code === undefined ? mer.NotInScheme.value : iri(code);
      assert.deepEqual(lifted.find(word, 'vendor', ['dicom-vendor-eucaim']), [expected], word);
    }
  });

  it('is not known where a word of a template or the name of a program stands in its place', () => {
    const programs = ['Kuratorium OFFIS e.V.', 'PixelMed', 'QIICR', 'pydicom'];
    const templates = [
      'Linac co.',
      'MGH Pathology',
      'Manufacturer',
      'Manufacturer name here',
      'Test Manufacturer',
    ];
    for (const word of [...programs, ...templates]) {
      assert.deepEqual(lifted.find(word, 'vendor', ['dicom-vendor-eucaim']), [], word);
    }
  });

  it('is a concept by each of its names in EUCAIM', () => {
    for (const { iri: vendor, labels, synonyms } of ontology.conceptsOf(
      'https://w3id.org/meridian/scheme#vendor',
    )) {
      for (const name of [labels.get('en') ?? '', ...synonyms]) {
        assert.deepEqual(lifted.find(name, 'vendor', ['dicom-vendor-eucaim']), [vendor.value], name);
      }
    }
  });
});
