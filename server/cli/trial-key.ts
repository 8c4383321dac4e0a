import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { MeridianError } from '../errors.ts';

const leastBytes = 32;

/**
 * A key for trial runs, made of a file of secret bytes: equal files give equal pseudonyms, which are never those of a
 * node, even if the file is its key. Throws `bad-config` for a file that is absent or too short to be secret.
 */
export async function trialKey(file: string): Promise<Uint8Array> {
  const advice = 'Make one with: openssl rand -hex 32';
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new MeridianError('bad-config', 'The key cannot be read.', { place: { file }, advice, cause });
  }
  if (bytes.length < leastBytes) {
    throw new MeridianError('bad-config', `The key is shorter than ${leastBytes} bytes.`, {
      place: { file },
      advice,
    });
  }
  return createHash('sha256').update('trial run\n').update(bytes).digest();
}
