import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPrefixes } from '../../rdf/prefixes.ts';
import { eastSample } from './east-sample.ts';
import { generatePopulation } from './generate-population.ts';
import { northSample } from './north-sample.ts';
import type { ProviderName, SampleProvider } from './population.ts';
import { Random } from './random.ts';
import type { SampleFile } from './sample-files.ts';
import { writeSampleFiles } from './sample-files.ts';
import { southSample } from './south-sample.ts';
import { truthOf } from './truth.ts';
import type { Truth } from './truth.ts';

const root = join(import.meta.dirname, '..', '..', '..');

export interface SampleOptions {
  /** Where the deliveries `north`, `south` and `east` and `truth.json` are put; files there are overwritten. */
  readonly folder: string;
  readonly seed: number;
  /** 1, the whole, is about 60 datasets, 6,000 patients and 15,000 series; at least four datasets a provider. */
  readonly scale?: number;
  /** Told now and then how much is done, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Cohort definitions that the truth is told for; the project's own where left out. */
  readonly definitionsFolder?: string;
}

/**
 * Writes the deliveries of three made-up providers and what is true of them. Everything follows from the seed:
 * equal options give equal bytes. The truth is counted from the population before it is written down in each
 * provider's manner, by code that shares nothing with the server.
 */
export async function generateSamples(options: SampleOptions): Promise<Truth> {
  const { folder, seed, scale = 1, onProgress } = options;
  const population = generatePopulation(seed, scale);
  const truth = truthOf(
    population,
    seed,
    scale,
    options.definitionsFolder ?? join(root, 'queries', 'cohort'),
  );
  const prefixes = loadPrefixes(join(root, 'ontology', 'prefixes.ttl'));
  const writers: Record<ProviderName, (provider: SampleProvider, random: Random) => Iterable<SampleFile>> = {
    north: (provider, random) => northSample(provider, prefixes, random),
    south: (provider, random) => southSample(provider, prefixes, random),
    east: eastSample,
  };
  // Only the north writes many files; its images are nearly all of the work.
  const images = truth.providers.north.series * 1.12;
  for (const [index, provider] of population.providers.entries()) {
    const files = writers[provider.name](provider, new Random(seed * 31 + 17 + index));
    await writeSampleFiles(join(folder, provider.name), files, (done) => {
      if (provider.name === 'north') onProgress?.(Math.min(0.95, done / images));
    });
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth, undefined, 2)}\n`);
  onProgress?.(1);
  return truth;
}
