import { dct, mer, owl, rdf, rdfs } from '../../rdf/vocabulary.ts';
import type { Term } from './term.ts';
import type { TermGraph } from './term-graph.ts';
import type { Terms } from './terms.ts';

/** Where a term was read, and under which licence it may be used. */
export interface TermSource {
  readonly iri: string;
  readonly title?: string;
  /** IRIs of licences. */
  readonly licenses: readonly string[];
}

/**
 * The sources of a term: its own and those of its scheme; where neither names one, the source that knows its code
 * system, else the ontology whose namespace it stands in.
 */
export function termSources(term: Term, terms: Terms): readonly TermSource[] {
  const { graph } = terms;
  const scheme = term.concept?.scheme.value;
  const stated = [term.iri, ...(scheme === undefined ? [] : [scheme])].flatMap((iri) =>
    graph.iris(iri, dct.source, rdfs.isDefinedBy),
  );
  const found = stated.length > 0 ? stated.flatMap((iri) => known(iri, terms)) : ofNamespace(term.iri, terms);
  const own = scheme === undefined ? [] : graph.iris(scheme, dct.license);
  return [...new Set(found)].map((iri) => {
    const source = describe(iri, graph);
    // A scheme of one source says its licence itself.
    return source.licenses.length === 0 && found.length === 1 ? { ...source, licenses: own } : source;
  });
}

/** A namespace says nothing of itself: the source that knows its codes stands for it. */
function known(iri: string, terms: Terms): readonly string[] {
  const cited = citedFor(iri, terms);
  return [...terms.ontology.prefixes.values()].includes(iri) && cited.length > 0 ? cited : [iri];
}

/** The ontology itself for terms that stand beside it, else the source that knows the code system. */
function ofNamespace(iri: string, terms: Terms): readonly string[] {
  const { graph } = terms;
  const header = graph
    .subjects(rdf.type, owl.Ontology.value)
    .filter((each) => graph.objects(each, owl.versionInfo).length > 0)
    .filter((each) => iri.startsWith(each.slice(0, each.lastIndexOf('/') + 1)));
  return (header.length > 0 ? header : citedFor(iri, terms)).slice(0, 1);
}

function citedFor(iri: string, { graph, ontology }: Terms): readonly string[] {
  const prefixes = [...ontology.prefixes].filter(([, namespace]) => iri.startsWith(namespace));
  return graph
    .subjects(rdf.type, mer.CitedSource.value)
    .filter((source) =>
      graph.objects(source, mer.knows).some(({ value }) => prefixes.some(([prefix]) => prefix === value)),
    )
    .slice(0, 1);
}

function describe(iri: string, graph: TermGraph): TermSource {
  const [title] = graph.objects(iri, dct.title);
  return {
    iri,
    ...(title === undefined ? {} : { title: title.value }),
    licenses: graph.iris(iri, dct.license),
  };
}
