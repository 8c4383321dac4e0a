import type { KeyObject } from 'node:crypto';
import { createHmac, createSecretKey } from 'node:crypto';

/** Importing a key costs more than a digest: each is imported once. */
const imported = new WeakMap<Uint8Array, KeyObject>();

/** HMAC-SHA256 of texts under the node's key; as JSON, in which no two lists of texts are written alike. */
export function keyedDigest(key: Uint8Array, parts: readonly string[]): Buffer {
  let secret = imported.get(key);
  if (secret === undefined) {
    secret = createSecretKey(key);
    imported.set(key, secret);
  }
  return createHmac('sha256', secret).update(JSON.stringify(parts), 'utf8').digest();
}
