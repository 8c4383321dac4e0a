import { parse as parseYaml, YAMLParseError } from 'yaml';
import { MeridianError } from '../errors.ts';
import { splitMappingText } from './split-mapping-text.ts';
import { readMappingRow, slotText } from './read-mapping-row.ts';
import type { MappingSet, MappingSetMetadata } from './sssom.ts';
import { owl, rdf, rdfs, semapv, skos, sssom, xsd } from './vocabulary.ts';

/** The prefixes that every SSSOM file may use undeclared (SSSOM, "CURIE map"). */
const builtIn: ReadonlyMap<string, string> = new Map([
  ['owl', owl.namespace],
  ['rdf', rdf.namespace],
  ['rdfs', rdfs.namespace],
  ['semapv', semapv.namespace],
  ['skos', skos.namespace],
  ['sssom', sssom.namespace],
  ['xsd', xsd.namespace],
]);

export interface ParseMappingSetOptions {
  readonly name: string;
  /** Named in errors. */
  readonly file: string;
  /** The YAML of a file beside the table, for tables without a header of their own. */
  readonly externalMetadata?: string;
}

/** SSSOM/TSV text to a mapping set. Throws MeridianError 'bad-mapping' with file and line. */
export function parseMappingSet(text: string, options: ParseMappingSetOptions): MappingSet {
  const { yaml, rows } = splitMappingText(text, options.file);
  const metadata = readMetadata(options.externalMetadata ?? yaml, options.file);
  return {
    name: options.name,
    file: options.file,
    metadata,
    rows: rows().map((row) => readMappingRow(row, metadata, options.file)),
  };
}

function readMetadata(yaml: string, file: string): MappingSetMetadata {
  let slots: unknown;
  try {
    slots = parseYaml(yaml);
  } catch (error) {
    const reason = error instanceof YAMLParseError ? ` ${error.message.split('\n')[0] ?? ''}` : '';
    throw new MeridianError('bad-mapping', `The metadata of the mapping set are not YAML.${reason}`, {
      place: { file, line: error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 1) : 1 },
      advice: 'Put text that holds a colon between quotation marks.',
      cause: error,
    });
  }
  const record: Record<string, unknown> = isRecord(slots) ? slots : {};
  const curieMap = new Map(builtIn);
  const declared = record['curie_map'];
  if (isRecord(declared)) {
    for (const [prefix, namespace] of Object.entries(declared)) curieMap.set(prefix, String(namespace));
  }
  return {
    id: slotText(record['mapping_set_id']),
    version: slotText(record['mapping_set_version']),
    license: slotText(record['license']),
    curieMap,
    slots: record,
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
