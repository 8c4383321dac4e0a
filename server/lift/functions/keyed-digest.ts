import type { KeyObject } from 'node:crypto';
import { createHmac, createSecretKey } from 'node:crypto';

/** Importing a key costs more than a digest: each is imported once. */
const imported = new WeakMap<Uint8Array, KeyObject>();

/** HMAC-SHA256 of a text under the node's key. */
export function keyedDigest(key: Uint8Array, text: string): Buffer {
  let secret = imported.get(key);
  if (secret === undefined) {
    secret = createSecretKey(key);
    imported.set(key, secret);
  }
  return createHmac('sha256', secret).update(text, 'utf8').digest();
}
