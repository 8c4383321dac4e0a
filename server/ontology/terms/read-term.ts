import { toCurie } from '../../rdf/prefixes.ts';
import type { NamedNode } from '../../rdf/terms.ts';
import { isLiteral } from '../../rdf/terms.ts';
import { dct, mer, owl, rdf, rdfs, skos } from '../../rdf/vocabulary.ts';
import type { Ontology } from '../ontology.ts';
import type { Term, TermKind, Worded } from './term.ts';
import type { TermGraph } from './term-graph.ts';

/** Types and what they make of a term, the first that fits. */
const kinds: readonly (readonly [TermKind, readonly NamedNode[]])[] = [
  ['attribute', [mer.Attribute]],
  ['scheme', [skos.ConceptScheme]],
  ['ontology', [owl.Ontology]],
  [
    'property',
    [
      owl.ObjectProperty,
      owl.DatatypeProperty,
      owl.AnnotationProperty,
      owl.SymmetricProperty,
      owl.TransitiveProperty,
      owl.FunctionalProperty,
      rdf.Property,
    ],
  ],
  ['concept', [skos.Concept]],
  ['class', [owl.Class, rdfs.Class, rdfs.Datatype]],
];

const nothing: ReadonlySet<string> = new Set();

/** The term of an IRI; undefined where the ontology says nothing of it. */
export function readTerm(
  iri: string,
  graph: TermGraph,
  ontology: Pick<Ontology, 'concept' | 'prefixes'>,
): Term | undefined {
  const about = graph.about(iri);
  const known = ontology.concept(iri);
  const concept = known?.iri.value === iri ? known : undefined;
  if (about.length === 0 && concept === undefined) return undefined;
  const types = new Set(graph.iris(iri, rdf.type));
  const kind = kinds.find(([, each]) => each.some(({ value }) => types.has(value)))?.[0];
  const curie = concept?.curie ?? toCurie(ontology.prefixes, iri);
  const retired = graph.objects(iri, owl.deprecated).some(({ value }) => value === 'true' || value === '1');
  return {
    iri,
    curie,
    kind: kind ?? (concept === undefined ? 'individual' : 'concept'),
    labels: concept?.labels ?? labelsOf(iri, graph, curie),
    unreviewed: concept?.unreviewed ?? nothing,
    synonyms:
      concept?.synonyms ??
      graph
        .objects(iri, skos.altLabel)
        .filter(isLiteral)
        .map(({ value }) => value),
    notes: notesOf(iri, graph, concept?.definition),
    ...(concept === undefined ? {} : { concept }),
    ...(retired ? { retired: graph.iris(iri, dct.isReplacedBy) } : {}),
  };
}

function labelsOf(iri: string, graph: TermGraph, fallback: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const predicate of [skos.prefLabel, rdfs.label, dct.title]) {
    for (const { value, language } of graph.objects(iri, predicate).filter(isLiteral)) {
      if (!labels.has(language)) labels.set(language, value);
    }
  }
  return labels.size === 0 ? new Map([['', fallback]]) : labels;
}

function notesOf(iri: string, graph: TermGraph, definition: string | undefined): readonly Worded[] {
  const notes = [skos.definition, rdfs.comment, skos.scopeNote, dct.description].flatMap((predicate) =>
    graph
      .objects(iri, predicate)
      .filter(isLiteral)
      .map(({ value, language }): Worded => ({ text: value, language })),
  );
  return notes.length > 0 || definition === undefined ? notes : [{ text: definition, language: 'en' }];
}
