/**
 * A patient that has no identifier of the hospital, only a number that one database gave: it stands in a name space of
 * its own, for the same number may be the identifier of somebody else. Mappings write it with `mfn:prefixed`.
 */
export function fallbackIdentifier(column: string, id: string): string {
  return `known by ${column} as ${id}`;
}

/** The number within a fallback identifier; undefined for any other identifier. */
export function numberOfFallback(identifier: string): string | undefined {
  return /^known by [\w.]{1,40} as (.+)$/s.exec(identifier)?.[1];
}
