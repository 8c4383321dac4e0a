import { literal, namedNode, quad, type Quad } from '../../../server/rdf/terms.ts';
import { dcat, dct, eucaim, healthdcatap, mer, rdf, xsd } from '../../../server/rdf/vocabulary.ts';

/** What a test says about one dataset; codes are local names of the small ontology. */
export interface SyntheticDataset {
  readonly name: string;
  readonly provider: string;
  readonly title: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly modality: readonly string[];
  readonly bodyPart: readonly string[];
  readonly sex: readonly string[];
  readonly age?: readonly [low: number | undefined, high: number | undefined];
}

/** The catalogue-plane quads of synthetic datasets, as publishing leaves them. */
export function datasetQuads(datasets: readonly SyntheticDataset[]): Quad[] {
  return datasets.flatMap((dataset) => {
    const subject = namedNode(`http://example.org/id/${dataset.provider}/dataset/${dataset.name}`);
    const values = [
      [eucaim.hasImageModality, dataset.modality],
      [eucaim.hasImageBodyPart, dataset.bodyPart],
      [eucaim.hasBirthSex, dataset.sex],
    ] as const;
    const ends = [
      [healthdcatap.minTypicalAge, dataset.age?.[0]],
      [healthdcatap.maxTypicalAge, dataset.age?.[1]],
    ] as const;
    return [
      quad(subject, rdf.type, dcat.Dataset),
      quad(subject, mer.provider, namedNode(`http://example.org/id/${dataset.provider}`)),
      quad(subject, dct.title, literal(dataset.title, 'en')),
      quad(subject, dct.description, literal(dataset.description ?? 'A description', 'en')),
      quad(subject, healthdcatap.numberOfUniqueIndividuals, literal('120', xsd.nonNegativeInteger)),
      quad(subject, healthdcatap.numberOfRecords, literal('240', xsd.nonNegativeInteger)),
      ...(dataset.keywords ?? []).map((word) => quad(subject, dcat.keyword, literal(word, 'en'))),
      ...values.flatMap(([property, codes]) =>
        codes.map((code) => quad(subject, property, namedNode(eucaim.namespace + code))),
      ),
      ...ends.flatMap(([property, end]) =>
        end === undefined ? [] : [quad(subject, property, literal(String(end), xsd.decimal))],
      ),
    ];
  });
}
