/** The roles of `server/decisions/`: deny by default, each with its own plane. */
export type Role = 'anonymous' | 'provider' | 'editor' | 'researcher' | 'committee' | 'operator';

/** Who asks. */
export interface Actor {
  /** A name for logs: never a secret. */
  readonly id: string;
  readonly role: Role;
  /** The provider whose own role this is; set for `provider` only. */
  readonly provider?: string;
}

export const anonymous: Actor = Object.freeze({ id: 'anonymous', role: 'anonymous' });
