import type { Lineage, Rule } from '../lift/lifter.ts';

/**
 * The lineage as it is kept with a submission: `{"rules":[…],"origins":[` and then one subject a line, so that one
 * subject is found without reading the others as JSON (see `find-lineage.ts`).
 */
export function lineageToJson(lineage: Lineage): Uint8Array {
  const lines = [...lineage.origins].map((origin) => `\n${JSON.stringify(origin)}`);
  return new TextEncoder().encode(
    `{"rules":${JSON.stringify(lineage.rules)},"origins":[${lines.join(',')}\n]}`,
  );
}

/** The rules alone. */
export function rulesFromJson(bytes: Uint8Array): readonly Rule[] {
  const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('\n');
  const head = new TextDecoder().decode(bytes.subarray(0, line));
  return (JSON.parse(`${head}]}`) as { readonly rules: readonly Rule[] }).rules;
}
