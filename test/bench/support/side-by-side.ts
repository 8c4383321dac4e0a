import assert from 'node:assert/strict';
import { spreadOf, type Spread } from './spread.ts';

/** Two ways to one answer. Each call does all of the work again. */
export interface Sides<Answer> {
  readonly ours: () => Answer | Promise<Answer>;
  readonly peer: () => Answer | Promise<Answer>;
}

export interface SideBySideOptions<Answer> {
  /** Measurements of each side. */
  readonly rounds?: number;
  /** Throws where the answers differ; `deepEqual` where it is left out. */
  readonly same?: (ours: Answer, peer: Answer) => void;
}

/** Milliseconds of one call of each side, and how many times longer the peer took, round by round. */
export interface Comparison {
  readonly ours: Spread;
  readonly peer: Spread;
  readonly ratio: Spread;
}

/** A measurement lasts at least so long: calls that are shorter are repeated within it. */
const leastMilliseconds = 4;

type Call = () => unknown;

/**
 * Compares the answers of both sides first, which also warms them up, and fails where they differ. Then measures them
 * in turns, beginning with the other side each round, so that what disturbs the machine disturbs both.
 */
export async function sideBySide<Answer>(
  { ours, peer }: Sides<Answer>,
  options: SideBySideOptions<Answer> = {},
): Promise<Comparison> {
  const { rounds = 9, same = deepEqual } = options;
  const repeats = await compareOnce({ ours, peer }, same);
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) {
      times[side].push(await time(side === 'ours' ? ours : peer, repeats[side]));
    }
  }
  return {
    ours: spreadOf(times.ours),
    peer: spreadOf(times.peer),
    ratio: spreadOf(times.peer.map((peerTime, round) => peerTime / (times.ours[round] ?? NaN))),
  };
}

function deepEqual(ours: unknown, peer: unknown): void {
  assert.deepEqual(ours, peer, 'the two sides give different answers');
}

/** Compares the answers, which do not outlive this call, and finds how often a call is to be repeated. */
async function compareOnce<Answer>(
  { ours, peer }: Sides<Answer>,
  same: (ours: Answer, peer: Answer) => void,
): Promise<{ readonly ours: number; readonly peer: number }> {
  const start = performance.now();
  const one = await ours();
  const middle = performance.now();
  const other = await peer();
  const end = performance.now();
  same(one, other);
  return { ours: await repeatsOf(ours, middle - start), peer: await repeatsOf(peer, end - middle) };
}

/** @param first milliseconds of the first call, which is slower than the later ones, but not by orders of magnitude */
async function repeatsOf(call: Call, first: number): Promise<number> {
  if (first > 100 * leastMilliseconds) return 1;
  return Math.max(1, Math.ceil(leastMilliseconds / (await time(call, 1))));
}

/** Milliseconds of one call, as the mean of so many. */
async function time(call: Call, repeats: number): Promise<number> {
  const start = performance.now();
  for (let at = 0; at < repeats; at++) {
    const answer = call();
    if (answer instanceof Promise) await answer;
  }
  return (performance.now() - start) / repeats;
}
