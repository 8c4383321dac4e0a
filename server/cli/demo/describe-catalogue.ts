import { accessBody, contact, publisher } from './describe-parties.ts';
import { acquisition, ages, condition, images, sexes, years } from './describe-values.ts';
import type { CatalogueStyle } from './describe-values.ts';
import { modalities } from './image-words.ts';
import { link, plain, term, text, typed } from './metadata-tree.ts';
import type { TreeNode, TreeProperty } from './metadata-tree.ts';
import type { SampleProvider } from './population.ts';
import { addresses } from './sample-addresses.ts';
import { summariseDatasets } from './summarise-dataset.ts';
import type { DatasetSummary } from './summarise-dataset.ts';

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
      ['dct:description', text(`Imaging datasets of ${title}, made up for demonstration.`)],
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
  const { dataset, cancer, individuals, studies } = summary;
  const number = String(dataset.number);
  return {
    iri: `dataset/${number}`,
    type: 'dcat:Dataset',
    properties: [
      ['dct:identifier', plain(`${addresses.site(provider)}/dataset/${number}`)],
      ['dct:title', text(`${cancer.label}, ${title}, dataset ${number}`)],
      ['dct:description', text(description(summary))],
      ['dcat:version', plain('1.0.0')],
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
      ['dcat:keyword', text(cancer.label)],
      ['dcat:keyword', text('medical imaging')],
      ['dct:provenance', { type: 'dct:ProvenanceStatement', properties: [['rdfs:label', text(origin)]] }],
      ...acquisition(summary),
      ['dct:issued', typed(`${Math.min(2025, dataset.lastYear + 1)}-03-01`, 'xsd:date')],
      ['eucaim:interoperabilityLevel', term(`eucaim:${dataset.tier}`)],
      ['eucaim:collectionMethod', term(`eucaim:${dataset.collectionMethod}`)],
      ...sexes(summary),
      ...condition(summary, style),
      ...images(summary, style),
      ...(style === 'eucaim' ? years(summary) : []),
      ['dcat:distribution', link(`dataset/${number}/distribution`)],
    ],
  };
}

const origin = 'Made up by a program from a seed; no person and no hospital stands behind it.';

function description({ cancer, individuals, studies, modalities: used }: DatasetSummary): string {
  const techniques = used.map((key) => modalities[key].label.toLowerCase()).join(', ');
  return `${studies} imaging studies of ${individuals} patients with ${cancer.label.toLowerCase()}: ${techniques}.`;
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
