/** What a page says of the node that serves it. */
export interface PageNode {
  readonly id: string;
  readonly title: string;
  readonly role: 'node' | 'hub';
  /** Public address, without a slash at the end. */
  readonly base: string;
  /** Ontology release that answers here: `2026.1`. */
  readonly release: string;
}

/** A node of the hub, as its page shows it. */
export interface NodeRow {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly state: 'ok' | 'slow' | 'down';
  readonly datasets?: number;
  /** Ontology release of that node. */
  readonly release?: string;
  /** When its catalogue was last read here (ISO 8601, UTC). */
  readonly asOf?: string;
  /** Why it is slow or down, in a few words. */
  readonly note?: string;
}
