import type { MappingRow } from '../../rdf/sssom.ts';
import { owl, rdfs, skos } from '../../rdf/vocabulary.ts';
import { finding, type OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { checkMappingText } from './check-mapping-text.ts';
import type { MappingText } from './mapping-table.ts';

/** Predicates that SSSOM recommends; besides these, every declared property will do. */
const predicates = new Set(
  [
    skos.exactMatch,
    skos.closeMatch,
    skos.broadMatch,
    skos.narrowMatch,
    skos.relatedMatch,
    owl.sameAs,
    owl.equivalentClass,
    owl.equivalentProperty,
    rdfs.subClassOf,
    rdfs.subPropertyOf,
  ].map(({ value }) => value),
);

/** The form of mapping sets: SSSOM/TSV slots, prefixes and values of closed lists, and where each row was read. */
export function* checkMappingSlots(context: CheckContext): Iterable<OntologyFinding> {
  for (const { set, text, cells } of context.tables) {
    yield* checkMappingText(text);
    for (const row of set.rows) {
      const place = { file: set.file, line: row.line };
      if (!predicates.has(row.predicateIri) && !context.properties.isDeclared(row.predicateIri)) {
        const message = `${row.predicateId} is no predicate of mappings and no declared property. Use skos:exactMatch, skos:closeMatch, skos:broadMatch …`;
        yield finding('mapping-predicate-unknown', message, place);
      }
      if (!cells.get(row)?.has('mapping_source') && !('mapping_source' in text.slots)) {
        yield finding(
          'mapping-source-missing',
          'The row does not say where it was read. Fill mapping_source.',
          place,
        );
      }
    }
    for (const side of ['subject', 'object'] as const) {
      const slot = `${side}_source`;
      if (slot in text.slots || inEveryRow(text, slot) || !hasOneSystem(set.rows, side)) continue;
      const message = `The set does not say which vocabulary the codes of its ${side}s are of. Add ${slot} to the header, or a column.`;
      yield finding('mapping-side-source-missing', message, { file: set.file, line: 1 });
    }
    const id = set.metadata.id;
    if (id !== undefined && id.slice(id.lastIndexOf('/') + 1) !== set.name) {
      const message = `The set is called ${id}, and its file ${set.name}. Let the last part of mapping_set_id be the name of the file.`;
      yield finding('mapping-set-id', message, { file: set.file, line: text.slotLine('mapping_set_id') });
    }
  }
}

function inEveryRow({ lines }: MappingText, slot: string): boolean {
  return lines.every(({ cells }) => cells.has(slot));
}

/** Whether the codes of a side are all of one vocabulary; of several, each tells its own by its prefix. */
function hasOneSystem(rows: readonly MappingRow[], side: 'subject' | 'object'): boolean {
  const ids = rows.flatMap(({ subjectId, literal, objectId, noTermFound }) => {
    if (side === 'object') return noTermFound ? [] : [objectId];
    return literal || subjectId === undefined ? [] : [subjectId];
  });
  return new Set(ids.map((id) => id.slice(0, id.indexOf(':')))).size === 1;
}
