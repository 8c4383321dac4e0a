import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import { ckanCollector } from './ckan-collector.ts';
import type { Collector, CollectOptions } from './collector.ts';
import { dicomwebCollector } from './dicomweb-collector.ts';
import { fdpCollector } from './fdp-collector.ts';
import { postgresqlCollector } from './postgresql-collector.ts';

/** What can be fetched from, one line each. */
export const collectors: readonly Collector[] = [
  postgresqlCollector,
  dicomwebCollector,
  ckanCollector,
  fdpCollector,
];

/**
 * The files behind addresses, fetched as they are read. Throws 'bad-request' for an address that no collector knows, or
 * that is none; what fails behind a known one is told to `options.failure`.
 */
export async function* collectFiles(
  addresses: readonly string[],
  options: CollectOptions,
): AsyncGenerator<SourceFile> {
  const known = addresses.map((address) => knownAddress(address));
  for (const { collector, url } of known) yield* collector.collect(url, options);
}

function knownAddress(address: string): { readonly collector: Collector; readonly url: URL } {
  const word = address.slice(0, address.indexOf(':')).toLowerCase();
  const collector = collectors.find(({ scheme }) => word === scheme || word.startsWith(`${scheme}+`));
  if (collector === undefined) {
    throw new MeridianError('bad-request', `Nothing is known of addresses with ${word}://.`, {
      advice: `Known are ${collectors.map(({ scheme, description }) => `${scheme} (${description})`).join(', ')}.`,
    });
  }
  const url = URL.parse(address);
  if (url !== null) return { collector, url };
  // The address is not shown: it may hold a password.
  throw new MeridianError('bad-request', `An address with ${word}:// is not well formed.`, {
    advice: 'Signs such as @, / and # in a name or password are written %40, %2F and %23.',
  });
}
