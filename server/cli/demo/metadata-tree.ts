/** A node of a metadata tree: written alike as Turtle, JSON-LD or RDF/XML. Names are CURIEs of the prefix table. */
export interface TreeNode {
  /** Absolute, or relative to the provider's own address (`dataset/7`); left out, the node is blank. */
  readonly iri?: string;
  readonly type: string;
  readonly properties: readonly TreeProperty[];
}

export type TreeProperty = readonly [name: string, value: TreeValue];

export type TreeValue =
  | { readonly iri: string }
  /** A CURIE of the prefix table. */
  | { readonly term: string }
  | { readonly text: string; readonly language?: string; readonly datatype?: string }
  | TreeNode;

export function text(value: string, language = 'en'): TreeValue {
  return { text: value, language };
}

export function plain(value: string): TreeValue {
  return { text: value };
}

export function typed(value: string | number, datatype: string): TreeValue {
  return { text: String(value), datatype };
}

export function term(curie: string): TreeValue {
  return { term: curie };
}

export function link(iri: string): TreeValue {
  return { iri };
}

export function isNode(value: TreeValue): value is TreeNode {
  return 'properties' in value;
}

/** The prefixes that a tree uses, in the order of the alphabet. */
export function prefixesOf(nodes: readonly TreeNode[]): string[] {
  const names = new Set<string>();
  const visit = (node: TreeNode): void => {
    names.add(node.type);
    for (const [name, value] of node.properties) {
      names.add(name);
      if (isNode(value)) visit(value);
      else if ('term' in value) names.add(value.term);
      else if ('text' in value && value.datatype !== undefined) names.add(value.datatype);
    }
  };
  nodes.forEach(visit);
  return [...new Set([...names].map((name) => name.slice(0, name.indexOf(':'))))].sort();
}
