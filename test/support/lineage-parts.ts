import type { Lineage } from '../../server/lift/lifter.ts';
import type { LineageParts } from '../../server/publish/find-lineage.ts';
import { splitLineage } from '../../server/publish/lineage-head.ts';
import { subjectBlocks } from '../../server/publish/subject-blocks.ts';

/** What a record keeps of a submission. */
interface Stored {
  readonly catalogue: Uint8Array;
  readonly record: Uint8Array;
  readonly lineage: Uint8Array;
}

/** The parts of a submission as a record would hand them out, from memory. */
export function lineageParts(stored: Stored): LineageParts {
  const { head, sections } = splitLineage(stored.lineage);
  return {
    head: () => head,
    section: (number) => sections[number] ?? new Uint8Array(),
    block: (plane, number) => {
      const block = subjectBlocks(stored[plane])[number];
      return stored[plane].subarray(block?.start, block?.end);
    },
    whole: (plane) => stored[plane],
  };
}

/** The lineage in the form that records of before schema 3 hold. */
export function lineageAsJson(lineage: Lineage): Uint8Array {
  const lines = [...lineage.origins].map((origin) => `\n${JSON.stringify(origin)}`);
  return new TextEncoder().encode(
    `{"rules":${JSON.stringify(lineage.rules)},"origins":[${lines.join(',')}\n]}`,
  );
}
