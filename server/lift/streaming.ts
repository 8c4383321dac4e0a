import { mer, rml } from '../rdf/vocabulary.ts';
import type { SourceFile } from './lifter.ts';
import type { RecordGate } from './privacy/record-gate.ts';
import { withheld } from './privacy/record-gate.ts';
import type { StatementGate } from './rml/bytes/statement-gate.ts';
import type { LogicalSource, LogicalView, Mapping } from './rml/mapping.ts';

/** The gate of the record plane, as the byte path asks it. */
export function statementGate(gate: RecordGate): StatementGate {
  return {
    looksAt: (predicate, objects, graph) => graph.equals(mer.RecordPlane) && gate.looksAt(predicate, objects),
    allows: (predicate, object) => gate.allows(predicate, object),
    withheld,
  };
}

/** Whether all that a mapping reads is tables: places are then files, rows and columns, and hold no value. */
export function overTables(mapping: Mapping): boolean {
  return [...mapping.triplesMaps.values()].every(({ source }) => isOverTables(source));
}

function isOverTables(source: LogicalSource | LogicalView): boolean {
  if (source.kind === 'view')
    return isOverTables(source.on) && source.joins.every(({ parent }) => isOverTables(parent));
  return source.formulation === rml.CSV.value || source.formulation === mer.Table.value;
}

/**
 * Takes only those local identifiers that stand in the path of a file: all that could be named where places are rows of
 * tables. A million others need not be held for that.
 */
export function idsWithin(
  files: readonly SourceFile[],
  ids: { add(id: string): void },
): { add(id: string): void } {
  const paths = folded(files.map(({ path }) => path).join('\n'));
  return {
    add(id) {
      if (paths.includes(folded(id.trim()))) ids.add(id);
    },
  };
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
