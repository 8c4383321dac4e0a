import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Concept } from '../../../server/ontology/concept.ts';
import { repositoryOntology } from '../../support/ontology.ts';

const ontology = await repositoryOntology();

/** A search that people make, with concepts that it must find and others that it must not. Bare codes are EUCAIM's. */
interface Search {
  readonly for: string;
  readonly by: string;
  readonly finds: readonly string[];
  readonly leaves: readonly string[];
}

// prettier-ignore
const searches: readonly Search[] = [
  // Body parts; BP1000154 is what DICOM calls CHESTABDPELVIS, BP1000211 ABDOMENPELVIS, BP1000145 WHOLEBODY.
  { for: 'chest', by: 'BP1000067', finds: ['BP1000113', 'BP1000192', 'BP1000075', 'BP1000303', 'BP1000136', 'SNOMEDCT:44567001', 'BP1000154', 'BP1000183', 'BP1000233', 'BP1000145', 'SNOMEDCT:816094009'], leaves: ['BP1000092', 'BP1000173', 'BP1000021', 'BP1000211', 'BP1000120'] },
  { for: 'abdomen', by: 'BP1000173', finds: ['BP1000087', 'SNOMEDCT:818981001', 'BP1000302', 'BP1000105', 'BP1000298', 'BP1000209', 'BP1000007', 'BP1000257', 'BP1000154', 'BP1000183', 'BP1000211', 'BP1000145'], leaves: ['BP1000092', 'BP1000130', 'BP1000021', 'BP1000301', 'BP1000067', 'BP1000233'] },
  { for: 'abdomen by the code of DICOM', by: 'SNOMEDCT:818981001', finds: ['BP1000173', 'BP1000302', 'BP1000211'], leaves: ['BP1000092', 'BP1000130'] },
  { for: 'pelvis', by: 'BP1000092', finds: ['BP1000021', 'BP1000301', 'BP1000085', 'BP1000290', 'BP1000340', 'BP1000299', 'BP1000191', 'BP1000130', 'BP1000211', 'BP1000154', 'BP1000161', 'SNOMEDCT:816092008'], leaves: ['BP1000105', 'BP1000173', 'BP1000067', 'BP1000183'] },
  { for: 'abdomen and pelvis', by: 'BP1000211', finds: ['BP1000092', 'BP1000173', 'BP1000130', 'BP1000021', 'BP1000302', 'SNOMEDCT:818982008'], leaves: ['BP1000067', 'BP1000113'] },
  { for: 'head', by: 'BP1000120', finds: ['BP1000051', 'BP1000135', 'BP1000293', 'BP1000231', 'BP1000163', 'SNOMEDCT:2095001', 'BP1000008', 'BP1000145'], leaves: ['BP1000121', 'SNOMEDCT:4596009', 'BP1000286', 'BP1000067'] },
  { for: 'neck', by: 'BP1000121', finds: ['BP1000286', 'SNOMEDCT:4596009', 'BP1000008', 'BP1000233', 'SNOMEDCT:416319003'], leaves: ['BP1000051', 'BP1000067', 'BP1000154'] },
  { for: 'lung', by: 'BP1000113', finds: ['BP1000192', 'SNOMEDCT:86598002'], leaves: ['BP1000067', 'BP1000154', 'BP1000075'] },
  { for: 'prostate', by: 'BP1000021', finds: ['BP1000006', 'BP1000100'], leaves: ['BP1000092', 'BP1000211', 'BP1000301'] },
  { for: 'breast', by: 'BP1000136', finds: ['BP1000165', 'BP1000223', 'CLIN1063727'], leaves: ['BP1000067', 'BP1000113'] },
  { for: 'oesophagus, stomach and duodenum', by: 'SNOMEDCT:110861005', finds: ['BP1000303', 'BP1000302', 'SNOMEDCT:38848004'], leaves: ['BP1000257'] },
  // Modalities
  { for: 'PET', by: 'IMG1000062', finds: ['IMG1000037', 'IMG1004451', 'IMG1004452', 'DCM:PT'], leaves: ['IMG1000042', 'IMG1000038', 'IMG1004450'] },
  { for: 'SPECT', by: 'IMG1000061', finds: ['IMG1004450', 'IMG1004158'], leaves: ['IMG1004451', 'IMG1000042'] },
  { for: 'CT', by: 'IMG1000042', finds: ['IMG1000026', 'IMG1004451', 'IMG1004450', 'IMG1000086'], leaves: ['IMG1004452', 'IMG1000062', 'IMG1000061', 'IMG1000024'] },
  { for: 'MR', by: 'DCM:MR', finds: ['IMG1000022', 'IMG1004452', 'IMG1000082', 'IMG1004467'], leaves: ['IMG1004451', 'IMG1000042', 'IMG1000062'] },
  { for: 'imaging by X-rays', by: 'IMG1000036', finds: ['DCM:CR', 'DCM:DX', 'DCM:IO', 'DCM:PX', 'DCM:MG', 'DCM:XA', 'DCM:CT', 'DCM:RF'], leaves: ['IMG1000082', 'IMG1000038', 'IMG1000062', 'IMG1000035'] },
  { for: 'plain radiography', by: 'IMG1016732', finds: ['DCM:CR', 'DCM:DX', 'DCM:IO', 'DCM:PX', 'IMG1004453'], leaves: ['IMG1000042', 'IMG1000041', 'IMG1000038'] },
  { for: 'fluoroscopy', by: 'IMG1000041', finds: ['IMG1000081'], leaves: ['IMG1000082', 'IMG1000042'] },
  { for: 'tomography', by: 'IMG1000070', finds: ['IMG1000042', 'IMG1000038', 'IMG1000062', 'IMG1000061', 'IMG1004451'], leaves: ['IMG1000035', 'IMG1000024'] },
  { for: 'mammography', by: 'DCM:MG', finds: ['IMG1000030'], leaves: ['IMG1000024', 'IMG1000042'] },
  // Stages and grades
  { for: 'stage III', by: 'CLIN1000420', finds: ['CLIN1063808', 'CLIN1064348', 'COM1000042', 'COM1000054', 'COM1000067', 'COM1000066'], leaves: ['CLIN1000419', 'COM1000074', 'COM1000041', 'COM1000061'] },
  { for: 'pathological stage III', by: 'COM1000067', finds: ['COM1000066', 'CLIN1064348', 'CLIN1076033'], leaves: ['COM1000042', 'CLIN1064222', 'COM1000074'] },
  { for: 'clinical stage III', by: 'COM1000042', finds: ['COM1000054', 'CLIN1064222'], leaves: ['COM1000067', 'CLIN1064348'] },
  { for: 'M1', by: 'CLIN1000822', finds: ['CLIN1000437', 'CLIN1063815', 'CLIN1064567', 'COM1000246', 'COM1000531', 'COM1000558'], leaves: ['COM1001845', 'CLIN1000527'] },
  { for: 'pM1', by: 'COM1000531', finds: ['CLIN1064567', 'CLIN1079718', 'CLIN1034108', 'COM1001250'], leaves: ['COM1000246', 'CLIN1063977', 'COM1001845'] },
  { for: 'cT2', by: 'COM1000351', finds: ['COM1000370', 'CLIN1001130'], leaves: ['COM1000775', 'COM1000433'] },
  { for: 'Gleason 7', by: 'CLIN1026298', finds: ['COM1001343', 'COM1001341'], leaves: ['COM1001355', 'COM1001356', 'CLIN1026397'] },
  { for: 'ISUP grade group 2', by: 'COM1001365', finds: ['COM1001343', 'CLIN1025363'], leaves: ['COM1001341'] },
  { for: 'PI-RADS 5 of an examination', by: 'IMG1005475', finds: [], leaves: ['IMG1005483', 'IMG1005476'] },
  { for: 'the intensity of an ER stain', by: 'CLIN1049759', finds: [], leaves: ['CLIN1045815', 'CLIN1049757'] },
  // Cancers
  { for: 'colon cancer', by: 'ICD10:C18', finds: ['CLIN1000057', 'CLIN1053561', 'ICDO3:8140/3-C18.9'], leaves: ['CLIN1000077', 'CLIN1000075'] },
  { for: 'lung cancer', by: 'SNOMEDCT:363358000', finds: ['CLIN1000084', 'CLIN1063178', 'CLIN1062977'], leaves: ['CLIN1000060'] },
  { for: 'HER2-positive breast cancer', by: 'CLIN1046795', finds: ['CLIN1007984'], leaves: ['CLIN1007985', 'CLIN1048106', 'CLIN1046256'] },
  { for: 'HER2-negative breast cancer', by: 'CLIN1048106', finds: ['CLIN1007985', 'CLIN1046256'], leaves: ['CLIN1007984'] },
  { for: 'any cancer', by: 'SNOMEDCT:363346000', finds: ['CLIN1000060', 'CLIN1000075', 'CLIN1000065', 'CLIN1047300'], leaves: ['CLIN1036328'] },
];

describe('a search', () => {
  for (const { for: name, by, finds, leaves } of searches) {
    it(`for ${name} finds what it means, and nothing else`, () => {
      const found = ontology.expand(concept(by));
      const names = (codes: readonly string[]): string[] =>
        codes.map((code) => `${code} ${concept(code).labels.get('en') ?? ''}`);
      const missed = finds.filter((code) => !found.has(concept(code).iri.value));
      const wrong = leaves.filter((code) => found.has(concept(code).iri.value));
      assert.deepEqual({ missed: names(missed), wrong: names(wrong) }, { missed: [], wrong: [] });
    });
  }
});

function concept(code: string): Concept {
  const resolution = ontology.resolve(code.includes(':') ? code : `EUCAIM:${code}`);
  assert.equal(resolution.state, 'found', code);
  assert.ok('concept' in resolution);
  return resolution.concept;
}
