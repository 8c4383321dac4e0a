import { nodeKey } from '../rdf/quad-graph.ts';
import type { Quad, Term } from '../rdf/terms.ts';
import { rdf } from '../rdf/vocabulary.ts';

/**
 * The subjects that nothing leads to: neither a root, nor reached from one by following statements from subject to
 * object. To be of a class leads nowhere. In order of first appearance, each once.
 */
export function straySubjects(quads: readonly Quad[], isRoot: (statement: Quad) => boolean): readonly Term[] {
  const subjects = new Map<string, Term>();
  const objects = new Map<string, string[]>();
  const reached = new Set<string>();
  for (const statement of quads) {
    const from = nodeKey(statement.subject);
    if (from === undefined) continue;
    if (!subjects.has(from)) subjects.set(from, statement.subject);
    if (isRoot(statement)) reached.add(from);
    const to = statement.predicate.equals(rdf.type) ? undefined : nodeKey(statement.object);
    if (to === undefined) continue;
    const known = objects.get(from);
    if (known === undefined) objects.set(from, [to]);
    else known.push(to);
  }
  // A set is walked in order of insertion, what is added on the way included.
  for (const node of reached) for (const next of objects.get(node) ?? []) reached.add(next);
  return [...subjects].flatMap(([node, term]) => (reached.has(node) ? [] : [term]));
}
