import type { PrefixTable } from '../../rdf/prefixes.ts';
import { describeCatalogue } from './describe-catalogue.ts';
import { dicomJson } from './dicom-json.ts';
import type { SampleProvider } from './population.ts';
import type { Random } from './random.ts';
import type { SampleFile } from './sample-files.ts';
import { writeJsonLd } from './write-json-ld.ts';
import { writeRdfXml } from './write-rdf-xml.ts';
import { writeTurtle } from './write-turtle.ts';

const delivery = `# A network of hospitals: catalogues in three syntaxes, series as an image archive lists them.
profile: dcat-ap-3.0.1
sources:
  - { source: dcat, files: ['catalogue/*'] }
  - { source: dicom, files: ['dicom-json/*.json'] }
`;

const seriesPerFile = 400;

/** The delivery of the south: HealthDCAT-AP in Turtle, JSON-LD and RDF/XML, series as DICOM JSON (PS3.18 F). */
export function southSample(provider: SampleProvider, prefixes: PrefixTable, random: Random): SampleFile[] {
  const [catalogue = [], ...datasets] = describeCatalogue(provider, 'South Regional Hospitals', 'health');
  const part = (remainder: number): typeof catalogue =>
    datasets.filter((_, index) => index % 3 === remainder).flat();
  const series = dicomJson(provider, random);
  const files = Math.ceil(series.length / seriesPerFile);
  return [
    { path: 'delivery.yaml', content: delivery },
    { path: 'catalogue/part-1.ttl', content: writeTurtle([...catalogue, ...part(0)], prefixes) },
    { path: 'catalogue/part-2.jsonld', content: writeJsonLd(part(1), prefixes) },
    { path: 'catalogue/part-3.rdf', content: writeRdfXml(part(2), prefixes) },
    ...Array.from({ length: files }, (_, index) => ({
      path: `dicom-json/series-${String(index + 1).padStart(2, '0')}.json`,
      content: `${JSON.stringify(series.slice(index * seriesPerFile, (index + 1) * seriesPerFile), undefined, 1)}\n`,
    })),
  ];
}
