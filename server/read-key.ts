import { readFileSync } from 'node:fs';
import { MeridianError } from './errors.ts';

/** The secret of the node: 64 hexadecimal digits in a file of its own. */
export function readKey(file: string): Uint8Array {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new MeridianError('bad-config', 'The key of the node cannot be read.', {
      place: { file },
      advice: 'Make one with: openssl rand -hex 32',
      cause,
    });
  }
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new MeridianError('bad-config', 'The key of the node is not 64 hexadecimal digits.', {
      place: { file },
      advice: 'Make one with: openssl rand -hex 32. A new key gives everyone new pseudonyms.',
    });
  }
  return Buffer.from(text, 'hex');
}
