import type { Rule, SubjectOrigin } from '../lift/lifter.ts';

/**
 * Where a subject came from, found in a lineage as it was kept before schema 3 of the record:
 * `{"rules":[…],"origins":[` and then one subject a line. Undefined where it is not in it.
 */
export function findJsonLineage(
  lineage: Uint8Array,
  subject: string,
): { readonly origins: readonly SubjectOrigin[]; readonly rules: readonly Rule[] } | undefined {
  const bytes = Buffer.from(lineage.buffer, lineage.byteOffset, lineage.byteLength);
  const start = bytes.indexOf(`\n[${JSON.stringify(subject)},`);
  if (start < 0) return undefined;
  const end = bytes.indexOf('\n', start + 1);
  const line = bytes.toString('utf8', start + 1, end).replace(/,$/, '');
  const [, origins] = JSON.parse(line) as [string, readonly SubjectOrigin[]];
  const head = bytes.toString('utf8', 0, bytes.indexOf('\n'));
  const { rules } = JSON.parse(`${head}]}`) as { readonly rules: readonly Rule[] };
  return { origins, rules: rules.filter(({ map }) => origins.some((origin) => origin.map === map)) };
}
