import type { Lineage, Rule, SubjectOrigin } from '../../server/lift/lifter.ts';

/** All of a stored lineage, which the server only ever reads one subject of. */
export function lineageFromJson(bytes: Uint8Array): Lineage {
  const { origins, rules } = JSON.parse(new TextDecoder().decode(bytes)) as {
    readonly rules: readonly Rule[];
    readonly origins: readonly (readonly [string, readonly SubjectOrigin[]])[];
  };
  return { origins: new Map(origins), rules };
}
