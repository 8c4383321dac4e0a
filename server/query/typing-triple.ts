import { rdf } from '../rdf/vocabulary.ts';
import type { WrittenIri } from './query-dataset.ts';
import { walkSyntax, type SyntaxNode } from './walk-syntax.ts';

/** A triple pattern of a query. */
export interface Triple extends SyntaxNode {
  readonly subject: unknown;
  readonly predicate: unknown;
  readonly object: unknown;
}

/** A triple pattern that may find the types of things. */
export interface TypingTriple {
  readonly triple: Triple;
  /** Whether it names rdf:type, by itself or in a path; otherwise its predicate may be any. */
  readonly explicit: boolean;
  /** Where it has the types: its object, or its subject where the path runs backwards. */
  readonly types: readonly unknown[];
}

/** A triple pattern as one that finds types: by rdf:type, a variable, or what a path does not exclude. */
export function typingTriple(triple: Triple, iriOf: (term: WrittenIri) => string): TypingTriple | undefined {
  const { subject, predicate, object } = triple;
  const parts = [...walkSyntax(predicate)];
  const explicit = parts.some((part) => isIri(part) && iriOf(part) === rdf.type.value);
  if (!explicit && !parts.some(({ subType }) => subType === 'variable' || subType === '!')) return undefined;
  if (!parts.some(({ subType }) => subType === '^')) return { triple, explicit, types: [object] };
  // `^a` has its type before it. A longer path may turn back and forth, so that both ends count.
  const isInverse = parts.length === 2 && parts[0]?.subType === '^';
  return { triple, explicit, types: isInverse ? [subject] : [subject, object] };
}

export function isTriple(node: SyntaxNode): node is Triple {
  return node.type === 'triple';
}

/** Whether a part of a query is an IRI that is written there. */
export function isIri(node: unknown): node is SyntaxNode & WrittenIri {
  if (node === null || typeof node !== 'object' || !('type' in node) || !('subType' in node)) return false;
  return node.type === 'term' && node.subType === 'namedNode';
}
