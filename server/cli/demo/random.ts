import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** A choice and how often it comes, relative to the other choices. */
export type Weighted<T> = readonly [choice: T, weight: number];

/** A stream of chance that one seed fixes: equal seeds give equal samples on every machine. */
export class Random {
  readonly #generator: RandomGenerator;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** A whole number between the two, both included. */
  int(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.#fraction() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.int(0, choices.length - 1)];
    if (choice === undefined) throw new RangeError('There is nothing to choose from.');
    return choice;
  }

  /** The same choices in an order of chance (Fisher and Yates). */
  shuffled<T>(choices: readonly T[]): T[] {
    const shuffled = [...choices];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const at = this.int(0, last);
      const [one, other] = [shuffled[last], shuffled[at]];
      if (one === undefined || other === undefined)
        throw new RangeError('There are gaps in what to shuffle.');
      shuffled[last] = other;
      shuffled[at] = one;
    }
    return shuffled;
  }

  weighted<T>(choices: readonly Weighted<T>[]): T {
    let left = this.#fraction() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [choice, weight] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    return this.pick(choices)[0];
  }

  /** A normally distributed number (Box and Muller), cut off at the ends. */
  normal(mean: number, deviation: number, from: number, to: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.#fraction()));
    const value = mean + deviation * radius * Math.cos(2 * Math.PI * this.#fraction());
    return Math.min(to, Math.max(from, value));
  }

  /** So many lower-case hexadecimal digits. */
  hex(digits: number): string {
    return Array.from({ length: digits }, () => this.int(0, 15).toString(16)).join('');
  }

  #fraction(): number {
    return this.int(0, 0x3fffffff) / 0x40000000;
  }
}
