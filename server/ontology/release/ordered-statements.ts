import { blankNode, isBlankNode, quad } from '../../rdf/terms.ts';
import type { Quad, Resource, Term } from '../../rdf/terms.ts';
import type { GraphTree } from './graph-tree.ts';

/**
 * The statements of a graph in canonical order, each once, with blank nodes numbered in the order in which they come:
 * whatever serializer follows, equal graphs are equal texts.
 */
export function orderedStatements(tree: GraphTree): readonly Quad[] {
  const names = new Map<string, Resource>();
  const named = <T extends Term>(term: T): T => {
    if (!isBlankNode(term)) return term;
    let name = names.get(term.value);
    if (name === undefined) names.set(term.value, (name = blankNode(`n${names.size + 1}`)));
    return name as Term as T;
  };
  const ordered: Quad[] = [];
  const open: Resource[] = [...tree.roots].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const subject = named(node);
    const inner: Resource[] = [];
    for (const { predicate, objects } of tree.properties(node)) {
      for (const object of objects) {
        ordered.push(quad(subject, predicate, named(object) as Quad['object']));
        if (tree.isInline(object)) inner.push(object);
      }
    }
    open.push(...inner.reverse());
  }
  return ordered;
}
