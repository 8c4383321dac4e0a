import { habits } from './habits.ts';
import type { Habits } from './habits.ts';
import { makeDatasets } from './make-datasets.ts';
import { makePatient } from './make-patient.ts';
import type { Population, SampleProvider } from './population.ts';
import { Random } from './random.ts';
import { Titles } from './titles.ts';

/** Everyone of the three providers, from one seed; `scale` 1 is about 60 datasets, 6,000 patients, 15,000 series. */
export function generatePopulation(seed: number, scale: number): Population {
  const titles = new Titles();
  return {
    providers: habits.map((habit, index) =>
      makeProvider(habit, titles, new Random(seed * 31 + index), scale),
    ),
  };
}

/** All things of a provider draw from one stream of chance, in the order in which they are made; titles differ over all. */
function makeProvider(habit: Habits, titles: Titles, random: Random, scale: number): SampleProvider {
  const count = Math.max(4, Math.round(habit.datasets * scale));
  const people = Math.max(2 * count, Math.round(habit.patients * scale));
  const datasets = makeDatasets(count, people, titles, habit, random);
  const homes = random.shuffled(
    datasets.flatMap((dataset) => Array<typeof dataset>(dataset.size).fill(dataset)),
  );
  const patients = homes.map((home, index) => makePatient(index + 1, home, datasets, habit, random));
  return { name: habit.name, datasets, patients };
}
