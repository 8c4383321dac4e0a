import type { Term } from '@rdfjs/types';
import { refuse } from './refuse.ts';

/** An object of Comunica's algebra before it is known what it is. */
export type AlgebraNode = Readonly<Record<string, unknown>>;

export function nodeOf(value: unknown): AlgebraNode {
  if (typeof value !== 'object' || value === null) throw refuse('The query', 'its algebra is not understood');
  return value as AlgebraNode;
}

export function nodesOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw refuse('The query', 'its algebra is not understood');
  return value;
}

/** An RDF term or a variable. Triple terms (RDF 1.2) are refused: the stores of the nodes do not hold them. */
export function termOf(value: unknown): Term {
  const termType = nodeOf(value)['termType'];
  switch (termType) {
    case 'NamedNode':
    case 'BlankNode':
    case 'Literal':
    case 'Variable':
      return value as Term;
    default:
      throw refuse('A triple within a triple', 'the nodes do not hold such terms');
  }
}

export function termsOf(value: unknown): Term[] {
  return nodesOf(value).map(termOf);
}

/** `{ [name]: read(node[name]) }`, or nothing where the node lacks it. */
export function optional<const Name extends string, T>(
  name: Name,
  node: AlgebraNode,
  read: (value: unknown) => T,
): Partial<Record<Name, T>> {
  const value = node[name];
  return value === undefined ? {} : ({ [name]: read(value) } as Partial<Record<Name, T>>);
}
