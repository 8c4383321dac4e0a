/** What the GraphQL service says of the node it runs on. */
export interface GraphqlNode {
  readonly id: string;
  readonly title: string;
  /** Ontology release that answers here: `2026.1`. */
  readonly release: string;
}
