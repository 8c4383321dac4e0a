import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MeridianError } from '../errors.ts';
import type { Lineage } from '../lift/lifter.ts';

/**
 * Writes a lineage as JSON Lines, so that `grep` finds a subject, or a row of a file: first the mappings and the rules,
 * then each subject with its records. Throws `bad-request` where the file cannot be written.
 */
export async function writeLineage(lineage: Lineage, file: string): Promise<void> {
  try {
    await pipeline(Readable.from(linesOf(lineage)), createWriteStream(file));
  } catch (cause) {
    throw new MeridianError('bad-request', 'The lineage cannot be written there.', {
      place: { file },
      cause,
    });
  }
}

function* linesOf({ origins, rules, mappings = [] }: Lineage): Generator<string> {
  for (const mapping of mappings) yield `${JSON.stringify({ mapping })}\n`;
  for (const rule of rules) yield `${JSON.stringify({ rule })}\n`;
  for (const [subject, each] of origins) yield `${JSON.stringify({ subject, origins: each })}\n`;
}
