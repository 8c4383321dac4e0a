import { accessBody, contact, publisher } from './describe-parties.ts';
import { describeInWords } from './describe-in-words.ts';
import { acquisition, ages, condition, images, sexes, years } from './describe-values.ts';
import type { CatalogueStyle } from './describe-values.ts';
import { link, plain, term, text, typed } from './metadata-tree.ts';
import type { TreeNode, TreeProperty, TreeValue } from './metadata-tree.ts';
import type { SampleProvider } from './population.ts';
import { releaseOf } from './release-of.ts';
import { addresses } from './sample-addresses.ts';
import { summariseDatasets } from './summarise-dataset.ts';
import type { DatasetSummary } from './summarise-dataset.ts';
import type { Bilingual } from './themes.ts';

/** A catalogue as metadata trees: the catalogue itself first, then each dataset with its distribution. */
export function describeCatalogue(
  provider: SampleProvider,
  title: string,
  style: CatalogueStyle,
): TreeNode[][] {
  const summaries = summariseDatasets(provider);
  const catalogue: TreeNode = {
    iri: 'catalogue',
    type: 'dcat:Catalog',
    properties: [
      ['dct:title', text(title)],
      ['dct:description', text(`Cancer imaging datasets of ${title}, made up for demonstration.`)],
      ['dct:publisher', publisher(provider.name, title)],
      ['dcatap:applicableLegislation', link(addresses.healthDataSpace)],
      ['dct:language', link(addresses.english)],
      ...summaries.map(({ dataset }): TreeProperty => ['dcat:dataset', link(`dataset/${dataset.number}`)]),
    ],
  };
  return [
    [catalogue],
    ...summaries.map((summary) => [
      describeDataset(summary, provider.name, title, style),
      describeDistribution(summary, provider.name),
    ]),
  ];
}

function describeDataset(
  summary: DatasetSummary,
  provider: string,
  title: string,
  style: CatalogueStyle,
): TreeNode {
  const { dataset, cancer, individuals, studies, collectionMethod } = summary;
  const { theme } = dataset;
  const number = String(dataset.number);
  const { version, issued, modified } = releaseOf(summary);
  /** In English, and in German where the catalogue has both. */
  const words = (name: string, { en, de }: Bilingual): TreeProperty[] => [
    [name, text(en)],
    ...(dataset.german ? [[name, text(de, 'de')] as const] : []),
  ];
  return {
    iri: `dataset/${number}`,
    type: 'dcat:Dataset',
    properties: [
      ['dct:identifier', plain(`${addresses.site(provider)}/dataset/${number}`)],
      ...words('dct:title', dataset.title),
      ...words('dct:description', describeInWords(summary)),
      ['dcat:version', plain(version)],
      ['dcat:theme', link(addresses.health)],
      ['healthdcatap:healthCategory', link(addresses.healthRecords)],
      ['dct:type', term(`eucaim:${dataset.type}`)],
      ['dct:accessRights', link(dataset.access === 'DOWNLOAD' ? addresses.restricted : addresses.nonPublic)],
      ['dcatap:applicableLegislation', link(addresses.healthDataSpace)],
      ['dct:publisher', publisher(provider, title)],
      ['dcat:contactPoint', contact(provider)],
      ['healthdcatap:hdab', accessBody(provider)],
      ['healthdcatap:hasStructuredData', typed('false', 'xsd:boolean')],
      ['healthdcatap:numberOfUniqueIndividuals', typed(individuals, 'xsd:nonNegativeInteger')],
      ['healthdcatap:numberOfRecords', typed(studies, 'xsd:nonNegativeInteger')],
      ...ages(summary),
      ...words('dcat:keyword', { en: cancer.label, de: cancer.german }),
      ...theme.keywords.en.map((keyword): TreeProperty => ['dcat:keyword', text(keyword)]),
      ...(dataset.german ? theme.keywords.de : []).map((keyword): TreeProperty => [
        'dcat:keyword',
        text(keyword, 'de'),
      ]),
      ['dct:provenance', { type: 'dct:ProvenanceStatement', properties: [['rdfs:label', text(origin)]] }],
      ...acquisition(summary),
      ['dct:issued', typed(issued, 'xsd:date')],
      ...optional('dct:modified', modified, (date) => typed(date, 'xsd:date')),
      ['eucaim:interoperabilityLevel', term(`eucaim:${dataset.tier}`)],
      ...optional('eucaim:collectionMethod', collectionMethod, (method) => term(`eucaim:${method}`)),
      ...sexes(summary),
      ...condition(summary, style),
      ...images(summary, style),
      ...(style === 'eucaim' ? years(summary) : []),
      ['dcat:distribution', link(`dataset/${number}/distribution`)],
    ],
  };
}

const origin = 'Made up by a program from a seed; no person and no hospital stands behind it.';

function optional(
  name: string,
  value: string | undefined,
  write: (value: string) => TreeValue,
): TreeProperty[] {
  return value === undefined ? [] : [[name, write(value)]];
}

function describeDistribution({ dataset }: DatasetSummary, provider: string): TreeNode {
  return {
    iri: `dataset/${dataset.number}/distribution`,
    type: 'dcat:Distribution',
    properties: [
      ['dct:title', text('DICOM images')],
      ['dcat:accessURL', link(`${addresses.site(provider)}/request/${dataset.number}`)],
      ['dcat:mediaType', link(addresses.dicomFiles)],
      ['dcatap:applicableLegislation', link(addresses.healthDataSpace)],
      ['dct:rights', term(`access:${dataset.access}`)],
    ],
  };
}
