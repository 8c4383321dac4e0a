import { parse as parseYaml } from 'yaml';
import { MeridianError } from '../../errors.ts';
import { readText, type FileOverlay } from '../../rdf/file-overlay.ts';
import { splitMappingText, type SplitText } from '../../rdf/split-mapping-text.ts';
import { isRecord } from '../../rdf/parse-mapping-set.ts';
import type { TableRow } from '../../rdf/read-mapping-row.ts';
import type { MappingRow, MappingSet } from '../../rdf/sssom.ts';

/** A line of a mapping set as it stands in the file. */
export interface TableLine {
  readonly line: number;
  /** Column to what its cell holds; empty cells are left out. */
  readonly cells: ReadonlyMap<string, string>;
}

/** The text of a mapping set, unread: what the rules see where reading leaves something out or fails. */
export interface MappingText {
  readonly file: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly lines: readonly TableLine[];
  /** The line of the header on which a slot of the metadata stands; the first where it cannot be told. */
  slotLine(slot: string): number;
}

/** A mapping set as it was read, with the lines as they stand. */
export interface MappingTable {
  readonly set: MappingSet;
  readonly text: MappingText;
  /** The line of each row. */
  readonly cells: ReadonlyMap<MappingRow, ReadonlyMap<string, string>>;
}

/** The texts of mapping sets beside the sets. Only files that could be read before are read again. */
export function mappingTables(sets: Iterable<MappingSet>, replaced?: FileOverlay): readonly MappingTable[] {
  return [...sets].map((set) => {
    const text = { ...readMappingText(set.file, replaced), slots: set.metadata.slots };
    const byLine = new Map(text.lines.map(({ line, cells }) => [line, cells]));
    const empty: ReadonlyMap<string, string> = new Map();
    return { set, text, cells: new Map(set.rows.map((row) => [row, byLine.get(row.line) ?? empty])) };
  });
}

/**
 * The text of one file. Metadata that are no YAML read as none, and what is no table as one without rows: whoever loads
 * the set reports them.
 */
export function readMappingText(file: string, replaced?: FileOverlay): MappingText {
  const { yaml, rows } = splitMappingText(readText(file, replaced), file);
  const header = yaml.split('\n');
  return {
    file,
    slots: readSlots(yaml),
    lines: readable(rows).map(({ line, cells }) => ({
      line,
      cells: new Map(
        Object.entries(cells).flatMap(([slot, cell]): [string, string][] =>
          cell.trim() === '' ? [] : [[slot, cell.trim()]],
        ),
      ),
    })),
    slotLine: (slot) =>
      Math.max(1, header.findIndex((line) => line.replace(/^ /, '').startsWith(`${slot}:`)) + 1),
  };
}

function readable(rows: SplitText['rows']): readonly TableRow[] {
  try {
    return rows();
  } catch (error) {
    if (!(error instanceof MeridianError)) throw error;
    return [];
  }
}

function readSlots(yaml: string): Readonly<Record<string, unknown>> {
  try {
    const slots: unknown = parseYaml(yaml);
    return isRecord(slots) ? slots : {};
  } catch {
    return {};
  }
}
