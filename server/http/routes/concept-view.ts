import { propertyFacts } from '../../ontology/terms/property-facts.ts';
import { restrictionsOf } from '../../ontology/terms/restrictions.ts';
import { termSources } from '../../ontology/terms/term-sources.ts';
import type { TermUses } from '../../ontology/terms/term-uses.ts';
import type { FoundTerm } from '../../ontology/terms/term.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import { toCurie } from '../../rdf/prefixes.ts';
import type { TermCounts } from '../pages/term-figures.ts';

/** A term as JSON: what its page shows, with codes instead of links. Labels of others are English. */
export function conceptView(
  { term, asked }: FoundTerm,
  terms: Terms,
  uses: TermUses,
  counts: TermCounts | undefined,
): Record<string, unknown> {
  const { concept } = term;
  const code = (iri: string): string => terms.term(iri)?.curie ?? toCurie(terms.ontology.prefixes, iri);
  const brief = (iri: string): unknown => {
    const other = terms.term(iri);
    return { iri, code: code(iri), label: other === undefined ? null : terms.label(other, 'en').text };
  };
  const restrictions = restrictionsOf(term.iri, terms.graph);
  return {
    iri: term.iri,
    code: term.curie,
    kind: term.kind,
    ...(asked === undefined ? {} : { asked }),
    ...(term.retired === undefined ? {} : { retired: true, replacedBy: term.retired.map(brief) }),
    labels: Object.fromEntries(term.labels),
    unreviewed: [...term.unreviewed],
    synonyms: term.synonyms,
    ...(concept?.definition === undefined ? {} : { definition: concept.definition }),
    notes: term.notes,
    ...(concept === undefined
      ? {}
      : {
          scheme: concept.scheme.value,
          broader: concept.broader.map(brief),
          narrower: concept.narrower.map(brief),
          exactMatches: concept.exactMatches,
          searchEquivalents: concept.searchEquivalents.map(brief),
        }),
    codes: terms.codes(term).flatMap(({ codes }) => codes),
    ...(restrictions.length === 0
      ? {}
      : {
          restrictions: restrictions.map((each) => ({
            ...each,
            property: code(each.property),
            values: each.values.map((value) => ('iri' in value ? brief(value.iri) : value.text)),
          })),
        }),
    ...(term.kind === 'property' ? { property: propertyFacts(term.iri, terms.graph) } : {}),
    uses: {
      files: uses.files(term.iri),
      mappings: uses.mappedBy(term.iri).map(({ set, rows }) => ({
        set,
        rows: rows.length,
        by: rows.slice(0, 100).map(({ line }) => `${set}:${line}`),
      })),
    },
    ...(counts === undefined
      ? {}
      : {
          datasets: counts.datasets.map(({ attribute, total }) => ({ attribute: attribute.name, total })),
          ...(counts.patients === undefined ? {} : { patients: counts.patients }),
        }),
    sources: termSources(term, terms),
  };
}
