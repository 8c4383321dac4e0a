import { createHash, timingSafeEqual } from 'node:crypto';
import { MeridianError } from '../errors.ts';
import { anonymous, type Actor, type Role } from './actor.ts';

/** A token as the configuration holds it: only its hash, never the token itself. */
export interface StaticToken {
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
  readonly id: string;
  readonly role: Exclude<Role, 'anonymous'>;
  readonly provider?: string;
}

/** Says who a request comes from (port). */
export interface Authenticator {
  /** From the Authorization header (RFC 6750). Throws `unauthenticated` for a token that is not known. */
  authenticate(authorization: string | undefined): Actor;
}

/** Static role tokens: the only way in besides anonymous reading until an issuer is configured. */
export class StaticTokens implements Authenticator {
  readonly #tokens: readonly { readonly digest: Buffer; readonly actor: Actor }[];

  constructor(tokens: readonly StaticToken[]) {
    this.#tokens = tokens.map(({ sha256, id, role, provider }) => ({
      digest: Buffer.from(sha256, 'hex'),
      actor: Object.freeze({ id, role, ...(provider === undefined ? {} : { provider }) }),
    }));
  }

  authenticate(authorization: string | undefined): Actor {
    if (authorization === undefined || authorization === '') return anonymous;
    const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) {
      throw new MeridianError('unauthenticated', 'The Authorization header is not a bearer token.', {
        advice: 'Send "Authorization: Bearer TOKEN", or leave the header out to read the public catalogue.',
      });
    }
    const digest = createHash('sha256').update(token).digest();
    // Every token is compared, so that the time taken does not tell which one was nearly right.
    let actor: Actor | undefined;
    for (const known of this.#tokens) if (timingSafeEqual(known.digest, digest)) actor = known.actor;
    if (actor === undefined) {
      throw new MeridianError('unauthenticated', 'The token is not known here.', {
        advice: 'Check that the token belongs to this node, and that it was not replaced.',
      });
    }
    return actor;
  }
}
