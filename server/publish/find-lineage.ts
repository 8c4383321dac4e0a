import type { Rule, SubjectOrigin } from '../lift/lifter.ts';
import { rulesFromJson } from './lineage-json.ts';

/** One record that a subject came from, and what its properties are read from there. */
export interface FoundOrigin extends SubjectOrigin {
  readonly rules: readonly Pick<Rule, 'predicate' | 'references' | 'from'>[];
}

/** Where a subject of a submission came from, found in the stored JSON of its lineage; empty where it is not in it. */
export function findLineage(lineage: Uint8Array, subject: string): readonly FoundOrigin[] {
  const bytes = Buffer.from(lineage.buffer, lineage.byteOffset, lineage.byteLength);
  const start = bytes.indexOf(`\n[${JSON.stringify(subject)},`);
  if (start < 0) return [];
  const end = bytes.indexOf('\n', start + 1);
  const line = bytes.toString('utf8', start + 1, end).replace(/,$/, '');
  const [, origins] = JSON.parse(line) as [string, readonly SubjectOrigin[]];
  const rules = rulesFromJson(lineage);
  return origins.map((origin) => ({
    ...origin,
    rules: rules.filter(({ map }) => map === origin.map).map(({ map: _map, ...rule }) => rule),
  }));
}
