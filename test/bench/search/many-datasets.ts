import type { Attribute } from '../../../server/ontology/attribute.ts';
import type { Ontology } from '../../../server/ontology/ontology.ts';
import { namedNode, quad, type Quad } from '../../../server/rdf/terms.ts';
import type { Random } from '../../../server/cli/demo/random.ts';
import { eucaim } from '../../../server/rdf/vocabulary.ts';
import { datasetQuads, type SyntheticDataset } from '../../unit/catalogue/synthetic-catalogue.ts';

/** Words of titles; none is the beginning of another, nor of a label of the hyper-ontology. */
const words = ['wexford', 'quillon', 'harrow', 'umbriel', 'zephyr', 'ostara', 'kestrel', 'jorvik'] as const;

/** The word that texts ask for. */
export const soughtWord = words[0];

export interface ManyDatasets {
  readonly datasets: readonly SyntheticDataset[];
  readonly quads: readonly Quad[];
}

/** So many datasets of five providers, with values spread over whole schemes as `skewed` spreads them. */
export function manyDatasets(count: number, ontology: Ontology, random: Random): ManyDatasets {
  const scheme = (name: string): readonly string[] =>
    valuesOf(ontology, name).filter((code) => ontology.concept(eucaim.namespace + code) !== undefined);
  const pools = {
    modality: scheme('modality'),
    bodyPart: scheme('bodyPart'),
    sex: scheme('sex'),
    cancerType: scheme('cancerType'),
    vendor: scheme('vendor'),
  };
  const some = (pool: readonly string[], most: number): string[] => [
    ...new Set(Array.from({ length: random.int(0, most) }, () => skewed(pool, random))),
  ];
  const datasets = Array.from({ length: count }, (_, at): SyntheticDataset => {
    const low = random.int(18, 60);
    return {
      name: String(at),
      provider: `p${at % 5}`,
      title: `${random.pick(words)} ${random.pick(words)} ${String(at).padStart(5, '0')}`,
      modality: [...some(pools.modality, 2), skewed(pools.modality, random)],
      bodyPart: some(pools.bodyPart, 3),
      sex: some(pools.sex, 2),
      ...(random.chance(0.8) ? { age: [low, low + random.int(5, 35)] as const } : {}),
    };
  });
  const more = datasets.flatMap(({ provider, name }) => {
    const subject = namedNode(`http://example.org/id/${provider}/dataset/${name}`);
    return [
      ...some(pools.cancerType, 3).map((code) => ({ code, property: eucaim.hasCondition })),
      ...some(pools.vendor, 3).map((code) => ({ code, property: eucaim.hasEquipmentManufacturer })),
    ].map(({ code, property }) => quad(subject, property, namedNode(eucaim.namespace + code)));
  });
  return { datasets, quads: unique([...datasetQuads(datasets), ...more]) };
}

/** Local names of the EUCAIM concepts of an attribute's scheme. */
function valuesOf(ontology: Ontology, name: string): readonly string[] {
  const scheme: Attribute['scheme'] = ontology.attribute(name)?.scheme;
  if (scheme === undefined) throw new RangeError(`"${name}" has no scheme.`);
  return ontology
    .conceptsOf(scheme.value)
    .map(({ iri }) => iri.value)
    .filter((iri) => iri.startsWith(eucaim.namespace))
    .map((iri) => iri.slice(eucaim.namespace.length));
}

/** Few values are frequent and most are rare, as in real catalogues. */
function skewed(pool: readonly string[], random: Random): string {
  let end = pool.length - 1;
  while (end > 4 && random.chance(0.6)) end = Math.floor(end / 2);
  const code = pool[random.int(0, end)];
  if (code === undefined) throw new RangeError('There is nothing to choose from.');
  return code;
}

function unique(quads: readonly Quad[]): readonly Quad[] {
  return [
    ...new Map(
      quads.map((each) => [`${each.subject.value} ${each.predicate.value} ${each.object.value}`, each]),
    ).values(),
  ];
}
