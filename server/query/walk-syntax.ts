/** A node of a syntax tree: whatever has a type. */
export interface SyntaxNode {
  readonly type: string;
  readonly subType?: string;
  readonly loc?: { readonly start?: number; readonly end?: number };
}

/** Every node of a syntax tree, each before what is in it. */
export function* walkSyntax(value: unknown): Iterable<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const each of value) yield* walkSyntax(each);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  if ('type' in value && typeof value.type === 'string') yield value as SyntaxNode;
  for (const [key, child] of Object.entries(value)) {
    if (key !== 'loc') yield* walkSyntax(child);
  }
}
