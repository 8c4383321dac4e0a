import type { HiddenValues, UnmappedValue } from '../lift/lifter.ts';

/** Values of a submission that nothing gives a meaning to, as far as they may be shown. */
export interface SubmissionUnmapped {
  readonly unmapped: readonly UnmappedValue[];
  /** What of them is not shown, since few patients have it. */
  readonly hidden: readonly HiddenValues[];
  /**
   * How many there are that were kept before patients were counted: nobody knows who has them, so none is shown until
   * the submission is published again. Absent where there are none.
   */
  readonly uncounted?: number;
}

/** As it is stored: JSON, `{shown, hidden}`. */
export function writeUnmapped({ unmapped, hidden }: SubmissionUnmapped): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ shown: unmapped, hidden }));
}

/** Also of the array of values that was stored before patients were counted. */
export function readUnmapped(bytes: Uint8Array): SubmissionUnmapped {
  const stored = JSON.parse(new TextDecoder().decode(bytes)) as StoredUnmapped | readonly UnmappedValue[];
  if ('shown' in stored) return { unmapped: stored.shown, hidden: stored.hidden };
  return { unmapped: [], hidden: [], ...(stored.length === 0 ? {} : { uncounted: stored.length }) };
}

interface StoredUnmapped {
  readonly shown: readonly UnmappedValue[];
  readonly hidden: readonly HiddenValues[];
}
