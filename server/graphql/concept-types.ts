import { GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString } from 'graphql';
import type { Concept } from '../ontology/concept.ts';
import type { Ontology } from '../ontology/ontology.ts';
import { expandCurie, toCurie } from '../rdf/prefixes.ts';
import type { GraphqlContext } from './request-budget.ts';

/** A concept in an answer: its code and label as the catalogue gave them, the rest looked up when asked for. */
export interface ConceptValue {
  readonly code: string;
  readonly label: string;
}

interface LabelValue {
  readonly language: string;
  readonly text: string;
}

/** The value of a concept in a language, English where it has no label in that one. */
export function conceptValue(concept: Concept, language: string): ConceptValue {
  return {
    code: concept.curie,
    label: concept.labels.get(language) ?? concept.labels.get('en') ?? concept.curie,
  };
}

const text = new GraphQLNonNull(GraphQLString);
const texts = listOf(GraphQLString);

function listOf<Type extends GraphQLObjectType | typeof GraphQLString>(type: Type) {
  return new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)));
}

const labelType = new GraphQLObjectType<LabelValue>({
  name: 'Label',
  description: 'A label and its language.',
  fields: {
    language: { type: text, description: 'Language tag (BCP 47).' },
    text: { type: text, description: 'The label itself.' },
  },
});

const codeType = new GraphQLObjectType<{ code: string; iri: string }>({
  name: 'Code',
  description: 'A code of some vocabulary.',
  fields: {
    code: { type: text, description: 'The code with its prefix: SNOMEDCT:77477000.' },
    iri: { type: text, description: 'The full IRI.' },
  },
});

/** The type `Concept`, over the vocabularies of the ontology. */
export function conceptType(ontology: Ontology): GraphQLObjectType<ConceptValue, GraphqlContext> {
  const find = ({ code }: ConceptValue): Concept | undefined => {
    const resolution = ontology.resolve(code);
    return resolution.state === 'found' ? resolution.concept : undefined;
  };
  const neighbours = (iris: readonly string[] | undefined, { budget }: GraphqlContext): ConceptValue[] => {
    budget.spendConcepts(iris?.length ?? 0);
    return (iris ?? []).map((iri) => {
      const concept = ontology.concept(iri);
      const code = toCurie(ontology.prefixes, iri);
      return concept === undefined ? { code, label: code } : conceptValue(concept, 'en');
    });
  };
  const type: GraphQLObjectType<ConceptValue, GraphqlContext> = new GraphQLObjectType<
    ConceptValue,
    GraphqlContext
  >({
    name: 'Concept',
    description: 'A concept of one of the vocabularies of the hyper-ontology.',
    fields: () => ({
      code: { type: text, description: 'Canonical code: EUCAIM:IMG1000022.' },
      iri: {
        type: text,
        description: 'Canonical IRI.',
        resolve: (value) =>
          find(value)?.iri.value ?? expandCurie(ontology.prefixes, value.code) ?? value.code,
      },
      label: {
        type: text,
        description: 'Label in the language asked for, else in that of the question, else in English.',
        args: { language: { type: GraphQLString, description: 'Language tag: de.' } },
        resolve: (value, { language }: { language?: string | null }) =>
          (typeof language === 'string' ? find(value)?.labels.get(language) : undefined) ?? value.label,
      },
      labels: {
        type: listOf(labelType),
        description: 'Preferred labels in all languages.',
        resolve: (value): LabelValue[] =>
          [...(find(value)?.labels ?? [])].map(([language, label]) => ({ language, text: label })),
      },
      synonyms: {
        type: texts,
        description: 'Other names, in any language.',
        resolve: (value) => find(value)?.synonyms ?? [],
      },
      definition: {
        type: GraphQLString,
        description: 'What it means, in a sentence.',
        resolve: (value) => find(value)?.definition,
      },
      scheme: {
        type: GraphQLString,
        description: 'IRI of its concept scheme.',
        resolve: (value) => find(value)?.scheme.value,
      },
      broader: {
        type: listOf(type),
        description: 'The next wider concepts.',
        resolve: (value, _arguments, context) => neighbours(find(value)?.broader, context),
      },
      narrower: {
        type: listOf(type),
        description: 'The next narrower concepts.',
        resolve: (value, _arguments, context) => neighbours(find(value)?.narrower, context),
      },
      exactMatches: {
        type: listOf(codeType),
        description: 'Codes of other vocabularies that mean the same.',
        resolve: (value) =>
          (find(value)?.exactMatches ?? []).map((iri) => ({ code: toCurie(ontology.prefixes, iri), iri })),
      },
      searchEquivalents: {
        type: listOf(type),
        description: 'Concepts of another kind that a search for this one finds too.',
        resolve: (value, _arguments, context) => neighbours(find(value)?.searchEquivalents, context),
      },
    }),
  });
  return type;
}
