import { knownKeys } from './population.ts';
import type { Recorded } from './population.ts';

/** A value is told of a dataset where at least this share of its studies (of its patients, for their sex) has it. */
const noticeable = 0.08;

/**
 * The keys that hold for a noticeable part of some things, the most frequent first: a dataset that has three
 * ultrasound studies among two hundred of MR is no dataset of ultrasound. Each thing comes with all it recorded.
 */
export function noticeableKeys<Key extends string>(things: readonly (readonly Recorded<Key>[])[]): Key[] {
  const counts = new Map<Key, number>();
  for (const recorded of things) {
    for (const key of knownKeys(recorded)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= noticeable * things.length)
    .sort(([, one], [, other]) => other - one)
    .map(([key]) => key);
}
