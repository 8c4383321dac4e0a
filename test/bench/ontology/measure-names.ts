import assert from 'node:assert/strict';
import { Random } from '../../../server/cli/demo/random.ts';
import { repositoryOntology } from '../../support/ontology.ts';
import { seed, type Bench } from '../support/bench.ts';
import { writeNumber } from '../support/spread.ts';
import { NameScan } from './name-scan.ts';

const questions = 2000;

/** Names with typing errors, in another order, or only begun. */
export async function measureNames(bench: Bench): Promise<void> {
  const ontology = await repositoryOntology();
  const concepts = [...ontology.concepts];
  const names = concepts.flatMap(({ labels, synonyms }) => [...labels.values(), ...synonyms]);
  const random = new Random(seed);
  const texts = Array.from({ length: questions }, () => misspell(random.pick(names), random));
  bench.input(
    `${names.length.toLocaleString('en')} names of ${concepts.length.toLocaleString('en')} concepts`,
  );

  const scan = new NameScan(concepts);
  const all = { limit: Infinity };
  const few = texts.slice(0, 20);
  await bench.compare(
    `all concepts of ${few.length} mistyped names`,
    {
      ours: () => few.map((text) => ontology.search(text, all).map(({ concept }) => concept.curie)),
      peer: () => few.map((text) => scan.search(text)),
    },
    {
      rounds: 5,
      // The scan ranks nothing: compared is what is found.
      same: (ours, peer) => {
        assert.deepEqual(
          ours.map((found) => [...found].sort()),
          peer.map((found) => [...found].sort()),
        );
      },
    },
  );

  for (const text of texts) ontology.search(text);
  const times = texts
    .map((text) => {
      const start = performance.now();
      ontology.search(text);
      return performance.now() - start;
    })
    .sort((a, b) => a - b);
  const share = (part: number): string => writeNumber(times[Math.floor(part * (times.length - 1))] ?? NaN);
  bench.note(
    `names: ${questions.toLocaleString('en')} searches for the best 20, ours p50 ${share(0.5)} ms, p99 ${share(0.99)} ms, longest ${share(1)} ms`,
  );
}

/** At most the hundred characters that a search reads. */
function misspell(name: string, random: Random): string {
  const text = name.slice(0, 90);
  const at = random.int(0, text.length - 1);
  switch (random.int(0, 3)) {
    case 0:
      return text.slice(0, Math.max(3, at));
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.split(' ').reverse().join(' ');
    default:
      return text.slice(0, at) + random.pick(['a', 'e', 'r', 's', 'n'] as const) + text.slice(at);
  }
}
