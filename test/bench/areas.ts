import { cohortArea } from './cohort/cohort-area.ts';
import { dicomArea } from './dicom/dicom-area.ts';
import { federationArea } from './federation/federation-area.ts';
import { liftArea } from './lift/lift-area.ts';
import { lineageArea } from './lineage/lineage-area.ts';
import { ontologyArea } from './ontology/ontology-area.ts';
import { searchArea } from './search/search-area.ts';
import { storeArea } from './store/store-area.ts';
import { validateArea } from './validate/validate-area.ts';
import type { BenchArea } from './support/bench.ts';

/** All areas, in the order in which they are listed. A new one is a folder here and a line in this list. */
export const areas: readonly BenchArea[] = [
  cohortArea,
  searchArea,
  federationArea,
  liftArea,
  lineageArea,
  dicomArea,
  validateArea,
  storeArea,
  ontologyArea,
];
