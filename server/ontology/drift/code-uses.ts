import type { PrefixTable } from '../../rdf/prefixes.ts';
import type { CodeUse } from './code-use.ts';
import { jsonUses } from './json-uses.ts';
import { mappingUses } from './mapping-uses.ts';
import { queryUses } from './query-uses.ts';
import { turtleSubjects, turtleUses } from './turtle-uses.ts';

/**
 * The codes that a file names, with their lines: Turtle and mapping sets by their parsers, queries and JSON by their
 * tokens. Files of other kinds name none. Throws what the parsers throw.
 *
 * @param subjectsOnly of Turtle, count only the terms that it describes
 */
export function codeUses(file: string, prefixes: PrefixTable, subjectsOnly = false): readonly CodeUse[] {
  if (file.endsWith('.ttl')) return subjectsOnly ? turtleSubjects(file) : turtleUses(file);
  if (file.endsWith('.sssom.tsv')) return mappingUses(file);
  if (file.endsWith('.rq')) return queryUses(file, prefixes);
  return file.endsWith('.json') ? jsonUses(file, prefixes) : [];
}
