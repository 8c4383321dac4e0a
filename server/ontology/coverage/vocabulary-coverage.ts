import type { MappingSets } from '../../rdf/sssom.ts';
import { dct, owl, rdf, skos } from '../../rdf/vocabulary.ts';
import { isDeprecated } from '../is-deprecated.ts';
import type { Ontology } from '../ontology.ts';
import { readCitedSources } from '../sources/cited-source.ts';

/** One scheme of concepts, as the coverage table shows it. */
export interface VocabularyCoverage {
  readonly scheme: string;
  readonly title: string;
  readonly concepts: number;
  /** Number of concepts with a label, by language tag; of those the ones without a reviewed source. */
  readonly labels: ReadonlyMap<string, { readonly all: number; readonly unreviewed: number }>;
  readonly sources: readonly string[];
}

/** One code system: how many of its codes mean the same as a concept. */
export interface CodeSystemCoverage {
  readonly prefix: string;
  readonly codes: number;
}

/** The schemes with their sources, in order of their titles. */
export function vocabularyCoverage(ontology: Ontology): readonly VocabularyCoverage[] {
  const sources = readCitedSources(ontology.quads);
  const schemes = ontology.quads.filter(
    ({ predicate, object }) => predicate.equals(rdf.type) && object.equals(skos.ConceptScheme),
  );
  return schemes
    .map(({ subject }): VocabularyCoverage => {
      const about = ontology.quads.filter((quad) => quad.subject.equals(subject));
      const title = about.find(
        ({ predicate, object }) =>
          predicate.equals(skos.prefLabel) && object.termType === 'Literal' && object.language === 'en',
      );
      const cited = about.filter(({ predicate }) => predicate.equals(dct.source));
      const concepts = ontology.conceptsOf(subject.value);
      const labels = new Map<string, { all: number; unreviewed: number }>();
      for (const concept of concepts) {
        for (const [language, label] of concept.labels) {
          // What has no English label is called by its code.
          if (language === 'en' && label === concept.curie) continue;
          const count = labels.get(language) ?? { all: 0, unreviewed: 0 };
          count.all++;
          if (concept.unreviewed.has(language)) count.unreviewed++;
          labels.set(language, count);
        }
      }
      return {
        scheme: subject.value,
        title: title?.object.value ?? subject.value,
        concepts: concepts.length,
        labels,
        sources: cited.flatMap(({ object }) => sources.of(object.value)?.title ?? []),
      };
    })
    .filter(({ concepts }) => concepts > 0)
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** Codes that mean the same as one of our concepts, by the prefix of their system. */
export function codeSystemCoverage(ontology: Ontology, sets: MappingSets): readonly CodeSystemCoverage[] {
  const codes = new Map<string, Set<string>>();
  for (const { rows } of sets.values()) {
    for (const { predicateIri, objectId, subjectIri, literal, negated, noTermFound } of rows) {
      if (predicateIri !== skos.exactMatch.value || negated || noTermFound || literal) continue;
      const prefix = objectId.slice(0, objectId.indexOf(':'));
      if (subjectIri === undefined || ontology.concept(subjectIri) === undefined || !/^[A-Z]/.test(prefix))
        continue;
      codes.set(prefix, (codes.get(prefix) ?? new Set()).add(objectId));
    }
  }
  return [...codes]
    .map(([prefix, found]) => ({ prefix, codes: found.size }))
    .sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
}

/** Classes of the ontology that are not deprecated. */
export function countClasses(ontology: Ontology): number {
  const classes = new Set<string>();
  const deprecated = new Set<string>();
  for (const { subject, predicate, object } of ontology.quads) {
    if (predicate.equals(rdf.type) && object.equals(owl.Class) && subject.termType === 'NamedNode')
      classes.add(subject.value);
    if (predicate.equals(owl.deprecated) && isDeprecated([object])) deprecated.add(subject.value);
  }
  return classes.difference(deprecated).size;
}
