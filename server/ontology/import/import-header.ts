import { literal, namedNode, quad } from '../../rdf/terms.ts';
import type { NamedNode, Quad } from '../../rdf/terms.ts';
import { dct, mer, owl, rdf, scheme, skos } from '../../rdf/vocabulary.ts';
import { isBlankKey } from '../check/ontology-graph.ts';
import type { ForeignOntology } from './foreign-ontology.ts';
import { relativeBase } from './relative-base.ts';

/** The scheme of the concepts that an import brings: classes outside the code systems whose classes have one. */
export function importScheme(name: string): NamedNode {
  return namedNode(`${scheme.namespace}import-${name}`);
}

/** What an import says of itself: the ontology that it comes from, and its scheme where it has concepts. */
export function importHeader(
  { graph }: ForeignOntology,
  name: string,
  hasConcepts: boolean,
): readonly Quad[] {
  const module = namedNode(new URL(`module/import-${name}`, mer.namespace).href);
  const [source] = [...graph.instances(owl.Ontology)]
    .filter((key) => !isBlankKey(key) && !key.startsWith(relativeBase))
    .sort();
  const own = importScheme(name);
  return [
    quad(module, rdf.type, owl.Ontology),
    quad(module, dct.title, literal(`Imported: ${name}`, 'en')),
    ...(source === undefined ? [] : [quad(module, dct.source, namedNode(source))]),
    ...(hasConcepts
      ? [quad(own, rdf.type, skos.ConceptScheme), quad(own, skos.prefLabel, literal(name, 'en'))]
      : []),
  ];
}
