import { cancerTypes } from './cancer-words.ts';

/**
 * What a search for a concept finds among the words of the sample: the concept, its search equivalents and their
 * descendants, listed by hand from the hyper-ontology V2.0. A code that is missing here stops the generator.
 */
const meanings: Readonly<Record<string, readonly string[]>> = {
  // Primary cancers, all of the sample's; and secondary ones, of which it has none.
  'EUCAIM:CLIN1007988': cancerTypes.map(({ key }) => key),
  'EUCAIM:CLIN1007989': [],
  'EUCAIM:CLIN1000075': ['prostate'],
  'EUCAIM:CLIN1000060': ['breast'],
  // Bronchus and lung, with the lung below it: ICD-10 C34 names the wider, SNOMED CT the narrower. A definition that
  // asked for the lung alone would find only some of the sample's lung cancers, and is not told here.
  'EUCAIM:CLIN1000084': ['lung'],
  'EUCAIM:CLIN1000054': ['colon', 'sigmoid', 'rectum'],
  'EUCAIM:COM1001370': ['female'],
  'EUCAIM:COM1001366': ['male'],
  // Magnetic resonance imaging as a procedure, and as a technique.
  'EUCAIM:IMG1000022': ['mr'],
  'EUCAIM:IMG1000038': ['mr'],
  // Computed tomography as a procedure, and as a technique; PET-CT shows both of its techniques.
  'EUCAIM:IMG1000026': ['ct', 'petct'],
  'EUCAIM:IMG1000042': ['ct', 'petct'],
  'EUCAIM:IMG1000030': ['mammography'],
  'EUCAIM:IMG1004455': ['mammography'],
  'EUCAIM:IMG1000044': ['siemens'],
};

/** The keys of the sample that a code of a cohort definition finds. */
export function meaningOf(code: string): readonly string[] {
  const keys = meanings[code];
  if (keys === undefined) throw new RangeError(`Say in meanings.ts what ${code} finds in the sample.`);
  return keys;
}
