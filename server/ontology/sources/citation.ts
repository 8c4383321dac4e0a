import type { Place } from '../../errors.ts';
import { toCurie, type PrefixTable } from '../../rdf/prefixes.ts';
import type { MappingSet } from '../../rdf/sssom.ts';
import { dct } from '../../rdf/vocabulary.ts';
import { placed, type CheckedOntology } from '../ontology-finding.ts';

/** One claim that codes were read somewhere: a row of a mapping set, or a concept of a scheme that has a source. */
export interface Citation {
  /** IRIs of the sources: the row's own, or those of the scheme, any of which may have the concept. */
  readonly sources: readonly string[];
  /** CURIEs of the codes of the row, subject first; words of a source are none. */
  readonly codes: readonly string[];
  readonly place?: Place;
}

/** What the concepts of all schemes cite: their own sources or those of their scheme, as far as each knows the code. */
export function citationsOfConcepts(
  ontology: CheckedOntology,
  knows: (source: string, prefix: string) => boolean,
): readonly Citation[] {
  const sources = new Map<string, string[]>();
  for (const { subject, predicate, object } of ontology.quads) {
    if (predicate.equals(dct.source))
      sources.set(subject.value, [...(sources.get(subject.value) ?? []), object.value]);
  }
  return [...sources.keys()].flatMap((scheme) =>
    ontology.conceptsOf(scheme).flatMap(({ iri, curie }): Citation[] => {
      const prefix = curie.slice(0, curie.indexOf(':'));
      const stated = sources.get(iri.value) ?? sources.get(scheme) ?? [];
      const cited = stated.filter((each) => knows(each, prefix));
      return cited.length === 0 ? [] : [{ sources: cited, codes: [curie], ...placed(ontology, iri.value) }];
    }),
  );
}

/** What the rows of mapping sets cite, in the order of the sets and their rows. Rows without codes cite nothing. */
export function citationsOf(sets: Iterable<MappingSet>, prefixes: PrefixTable): readonly Citation[] {
  const citations: Citation[] = [];
  for (const { file, rows } of sets) {
    for (const { line, sourceIri, subjectIri, objectIri, literal, noTermFound } of rows) {
      if (sourceIri === undefined) continue;
      const iris = [literal ? undefined : subjectIri, noTermFound ? undefined : objectIri];
      const codes = iris.flatMap((iri) => (iri === undefined ? [] : [codeOf(iri, prefixes)]));
      if (codes.length > 0) citations.push({ sources: [sourceIri], codes, place: { file, line } });
    }
  }
  return citations;
}

/** Of two prefixes for one namespace (eucaim, EUCAIM) the upper-case one names the code system. */
function codeOf(iri: string, prefixes: PrefixTable): string {
  for (const [prefix, namespace] of prefixes) {
    if (/^[A-Z]/.test(prefix) && iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return toCurie(prefixes, iri);
}
