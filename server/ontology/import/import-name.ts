import { MeridianError } from '../../errors.ts';

/** Names that Windows keeps for devices, with any ending: a checkout with such a file cannot be made there. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

/**
 * A name that is a file name on every machine, and no path. Told from the file, it is made one. Throws `bad-request`
 * for a name that is none.
 */
export function importName(wanted: string, told: boolean): string {
  const name = told
    ? wanted.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    : wanted;
  const isFileName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/.test(name);
  if (isFileName && !deviceName.test(name)) return name;
  throw new MeridianError('bad-request', `"${wanted}" cannot be the name of an import.`, {
    advice:
      'Use --as with letters, digits, hyphens, dots and underscores, 64 at most, and no name of a device (con, nul).',
  });
}
