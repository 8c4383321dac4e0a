import type { PrefixTable } from '../../rdf/prefixes.ts';
import { describeCatalogue } from './describe-catalogue.ts';
import { omopTables } from './omop-tables.ts';
import { dicomFiles } from './dicom-files.ts';
import type { SampleProvider } from './population.ts';
import type { Random } from './random.ts';
import type { SampleFile } from './sample-files.ts';
import { writeTurtle } from './write-turtle.ts';

const delivery = `# A hospital that keeps its records as OMOP tables and its images as DICOM files.
profile: eucaim-2.0
sources:
  - { source: dcat, files: ['catalogue/*'] }
  - { source: omop, files: ['omop/*.csv'] }
  - { source: dicom, files: ['dicom/**'] }
`;

/** The delivery of the north: EUCAIM DCAT-AP in Turtle, OMOP CDM 5.4 tables, DICOM headers without pixels. */
export function* northSample(
  provider: SampleProvider,
  prefixes: PrefixTable,
  random: Random,
): Generator<SampleFile, void, undefined> {
  yield { path: 'delivery.yaml', content: delivery };
  yield {
    path: 'catalogue/datasets.ttl',
    content: writeTurtle(describeCatalogue(provider, 'North University Hospital', 'eucaim').flat(), prefixes),
  };
  yield* omopTables(provider, random);
  yield* dicomFiles(provider, random);
}
