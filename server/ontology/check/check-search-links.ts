import { mer } from '../../rdf/vocabulary.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';

/** What is searched and shown as one: mer:searchEquivalent and mer:shownAs. */
export function* checkSearchLinks(context: CheckContext): Iterable<OntologyFinding> {
  const { graph } = context;
  // Rows of mapping sets are looked at where their lines are known.
  const rows = new Set(
    context.tables.flatMap(({ set }) => set.rows.map((row) => `${row.subjectIri ?? ''} ${row.objectIri}`)),
  );
  for (const [iri] of graph.statements(mer.searchEquivalent)) {
    for (const other of graph.named(iri, mer.searchEquivalent)) {
      // Codes of other vocabularies stand elsewhere, and cannot be known here.
      if (!context.isOwn(other) || rows.has(`${iri} ${other}`)) continue;
      if (context.isConcept(other) || context.isClass(other)) continue;
      const message = `${context.name(iri)} is searched as ${context.name(other)}, which does not exist. Correct the code.`;
      yield context.at('search-link-dangling', message, iri, mer.searchEquivalent.value);
    }
  }
  for (const [iri] of graph.statements(mer.shownAs)) {
    for (const shown of graph.named(iri, mer.shownAs)) {
      const equivalent =
        graph.named(iri, mer.searchEquivalent).includes(shown) ||
        graph.named(shown, mer.searchEquivalent).includes(iri);
      if (!equivalent) {
        const message = `${context.name(iri)} is shown as ${context.name(shown)}, which is no search equivalent of it. Join them by mer:searchEquivalent.`;
        yield context.at('shown-as-stranger', message, iri, mer.shownAs.value);
      } else if (graph.named(shown, mer.shownAs).length > 0) {
        const message = `${context.name(iri)} is shown as ${context.name(shown)}, which is not shown itself. Name the one that lists show.`;
        yield context.at('shown-as-hidden', message, iri, mer.shownAs.value);
      }
    }
  }
}
