/** A node as a hub knows it. */
export interface FederationNode {
  readonly id: string;
  readonly title: string;
  /** Base address, without a slash at the end. */
  readonly url: string;
  /** Bearer token for protected counts; from the configuration, never shown. */
  readonly token?: string;
}

/** How one node fared in one question. */
export interface NodeOutcome {
  readonly node: string;
  readonly state: 'answered' | 'late' | 'failed' | 'refused';
  readonly ms: number;
  /** Rows or items received. */
  readonly rows?: number;
  readonly bytes?: number;
  readonly error?: string;
}
