import { parse as parseYaml } from 'yaml';
import { readText, type FileOverlay } from '../../rdf/file-overlay.ts';
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

/** The text of one file. Metadata that are no YAML read as none: whoever loads the set reports them. */
export function readMappingText(file: string, replaced?: FileOverlay): MappingText {
  const lines = readText(file, replaced)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const found = lines.findIndex((line) => !line.startsWith('#'));
  const begin = found < 0 ? lines.length : found;
  const columns = (lines[begin] ?? '').split('\t');
  const rows: TableLine[] = [];
  lines.slice(begin + 1).forEach((text, index) => {
    if (text.trim() === '') return;
    const cells = new Map<string, string>();
    text.split('\t').forEach((cell, column) => {
      const [slot, value] = [columns[column], cell.trim()];
      if (slot !== undefined && value !== '') cells.set(slot, value);
    });
    rows.push({ line: begin + index + 2, cells });
  });
  return {
    file,
    slots: readSlots(lines.slice(0, begin)),
    lines: rows,
    slotLine: (slot) =>
      Math.max(1, lines.findIndex((text) => text.replace(/^# ?/, '').startsWith(`${slot}:`)) + 1),
  };
}

function readSlots(header: readonly string[]): Readonly<Record<string, unknown>> {
  try {
    const slots: unknown = parseYaml(header.map((line) => line.slice(1)).join('\n'));
    return isRecord(slots) ? slots : {};
  } catch {
    return {};
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
