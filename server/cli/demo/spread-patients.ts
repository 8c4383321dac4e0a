import type { CancerType } from './cancer-words.ts';
import type { Random } from './random.ts';

/**
 * How many patients each dataset begins with, in the order of what they are about: a few have several hundred, most
 * some dozens, rarer cancers fewer; and the last `pilots` of them have fewer than ten, where there are enough datasets
 * and patients for that. The sizes add up to `people`, and none is under 2.
 */
export function spreadPatients(
  people: number,
  cancers: readonly CancerType[],
  pilots: number,
  random: Random,
): number[] {
  const small = cancers.length > 8 && people > 40 * cancers.length ? pilots : 0;
  const last = Array.from({ length: small }, () => random.int(4, 9));
  const rest = cancers.slice(0, cancers.length - small);
  // Log-normal: the middle of the sizes lies well below their mean.
  const weights = rest.map(({ weight }) => Math.sqrt(weight) * Math.exp(random.normal(0, 0.75, -1.1, 1.8)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const left = people - 2 * rest.length - last.reduce((total, size) => total + size, 0);
  let before = 0;
  const sizes = weights.map((weight) => {
    // Ends are rounded rather than sizes, so that the sizes add up.
    const begin = Math.round((before / sum) * left);
    before += weight;
    return 2 + Math.round((before / sum) * left) - begin;
  });
  return [...sizes, ...last];
}
