import type { Attribute } from '../ontology/attribute.ts';
import type { Ontology } from '../ontology/ontology.ts';
import { nodeKey, QuadGraph } from '../rdf/quad-graph.ts';
import { numberOf } from '../rdf/number-of.ts';
import { isLiteral, type NamedNode, type Quad, type Term } from '../rdf/terms.ts';
import { dcat, dct, healthdcatap, mer, owl } from '../rdf/vocabulary.ts';
import type { DatasetRecord, StatedRange } from './dataset-record.ts';
import { lastSegment } from './dataset-id.ts';

/**
 * The datasets that catalogue-plane quads describe. Values are read along the catalogue paths of the attribute
 * declarations; a value that no vocabulary holds is no value (it stands in the provider's list of unmapped values).
 */
export function readDatasets(
  provider: string,
  quads: readonly Quad[],
  ontology: Pick<Ontology, 'attributes' | 'concept'>,
): readonly DatasetRecord[] {
  const graph = new QuadGraph(quads);
  return [...new Set(graph.instancesOf(dcat.Dataset))].map((iri) =>
    readDataset(iri, provider, graph, ontology),
  );
}

function readDataset(
  iri: string,
  provider: string,
  graph: QuadGraph,
  ontology: Pick<Ontology, 'attributes' | 'concept'>,
): DatasetRecord {
  const values = new Map<string, ReadonlySet<string>>();
  const outside = new Set<string>();
  const ranges = new Map<string, StatedRange>();
  for (const attribute of ontology.attributes) {
    if (attribute.catalogue === undefined) continue;
    if (attribute.datatype !== undefined) {
      const range = readRange(iri, attribute, graph);
      if (range !== undefined) ranges.set(attribute.name, range);
      continue;
    }
    const found = new Set<string>();
    for (const term of graph.follow(iri, attribute.catalogue.path)) {
      const node = nodeKey(term);
      if (term.equals(mer.NotInScheme)) outside.add(attribute.name);
      else if (attribute.scheme === undefined) found.add(lastSegment(term.value));
      else if (node !== undefined) {
        const concept = ontology.concept(node);
        if (concept !== undefined) found.add(concept.iri.value);
      }
    }
    // Whose delivery it is is known here, also where the statement was not added on the way.
    if (found.size === 0 && readsProvider(attribute)) found.add(provider);
    if (found.size > 0) values.set(attribute.name, found);
  }
  return {
    iri,
    provider,
    titles: byLanguage(graph.objects(iri, dct.title)),
    descriptions: byLanguage(graph.objects(iri, dct.description)),
    keywords: graph
      .objects(iri, dcat.keyword)
      .filter(isLiteral)
      .map((literal) => ({ text: literal.value, language: literal.language.toLowerCase() })),
    ...text('identifier', graph, iri, dct.identifier),
    ...text('version', graph, iri, dcat.version, owl.versionInfo),
    ...text('issued', graph, iri, dct.issued),
    ...text('modified', graph, iri, dct.modified),
    ...accessRights(graph.objects(iri, dct.accessRights)[0]),
    ...count('patients', graph, iri, healthdcatap.numberOfUniqueIndividuals),
    ...count('studies', graph, iri, healthdcatap.numberOfRecords),
    values,
    outside,
    ranges,
  };
}

function readsProvider(attribute: Attribute): boolean {
  const path = attribute.catalogue?.path ?? [];
  return path.length === 1 && path[0]?.property.equals(mer.provider) === true;
}

function readRange(iri: string, attribute: Attribute, graph: QuadGraph): StatedRange | undefined {
  const binding = attribute.catalogue;
  if (binding === undefined) return undefined;
  const numbers = (path: typeof binding.path | undefined): number[] =>
    path === undefined ? [] : graph.follow(iri, path).flatMap((term) => numberOf(term) ?? []);
  const single = numbers(binding.path);
  const lows = [...numbers(binding.lowerPath), ...single];
  const highs = [...numbers(binding.upperPath), ...single];
  if (lows.length === 0 && highs.length === 0) return undefined;
  return {
    ...(lows.length === 0 ? {} : { low: Math.min(...lows) }),
    ...(highs.length === 0 ? {} : { high: Math.max(...highs) }),
  };
}

function byLanguage(terms: readonly Term[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const term of terms.filter(isLiteral)) {
    const language = term.language.toLowerCase();
    if (!texts.has(language)) texts.set(language, term.value);
  }
  return texts;
}

function text<Name extends string>(
  name: Name,
  graph: QuadGraph,
  iri: string,
  ...properties: readonly NamedNode[]
): Partial<Record<Name, string>> {
  for (const property of properties) {
    const term = graph.objects(iri, property)[0];
    if (term !== undefined) return { [name]: term.value } as Record<Name, string>;
  }
  return {};
}

function count<Name extends string>(
  name: Name,
  graph: QuadGraph,
  iri: string,
  property: NamedNode,
): Partial<Record<Name, number>> {
  const value = graph.objects(iri, property).flatMap((term) => numberOf(term) ?? [])[0];
  return value === undefined ? {} : ({ [name]: value } as Record<Name, number>);
}

/** `…/access-right/RESTRICTED` is shown as `RESTRICTED`. */
function accessRights(term: Term | undefined): { readonly accessRights?: string } {
  return term === undefined ? {} : { accessRights: isLiteral(term) ? term.value : lastSegment(term.value) };
}
