import { habits } from './habits.ts';
import type { Habits } from './habits.ts';
import { makeDataset } from './make-dataset.ts';
import { makePatient } from './make-patient.ts';
import type { Population, SampleProvider } from './population.ts';
import { Random } from './random.ts';

/** Everyone of the three providers, from one seed; `scale` 1 is about 60 datasets, 6,000 patients, 15,000 series. */
export function generatePopulation(seed: number, scale: number): Population {
  return {
    providers: habits.map((habit, index) => makeProvider(habit, new Random(seed * 31 + index), scale)),
  };
}

/** All things of a provider draw from one stream of chance, in the order in which they are made. */
function makeProvider(habit: Habits, random: Random, scale: number): SampleProvider {
  const count = Math.max(4, Math.round(habit.datasets * scale));
  const datasets = Array.from({ length: count }, (_, index) => makeDataset(index + 1, habit, random));
  const people = Math.max(count, Math.round(habit.patients * scale));
  const patients = Array.from({ length: people }, (_, index) =>
    makePatient(index + 1, datasets, habit, random),
  );
  return { name: habit.name, datasets, patients };
}
