import type { Term } from '../rdf/terms.ts';
import { isNamedNode } from '../rdf/terms.ts';
import { sh } from '../rdf/vocabulary.ts';
import type { PathStep } from './attribute.ts';
import type { Statements } from './statements.ts';

/**
 * A SHACL path (SHACL 2.3.1) as a sequence of steps: a property, an inverse property, or a list of those.
 * Alternatives and repetitions have no place in an attribute: one value has one way.
 *
 * @param fail throws what the reader of the attribute throws
 */
export function readPath(
  statements: Statements,
  path: Term,
  fail: (message: string) => never,
): readonly PathStep[] {
  const members = isNamedNode(path) ? undefined : statements.list(path);
  if (members === undefined) return [readStep(statements, path, fail)];
  if (members.length === 0) fail(unreadable('The list is empty.'));
  return members.map((member) => readStep(statements, member, fail));
}

function readStep(statements: Statements, step: Term, fail: (message: string) => never): PathStep {
  if (isNamedNode(step)) return { property: step, inverse: false };
  const inverse = statements.object(step, sh.inversePath);
  if (isNamedNode(inverse)) return { property: inverse, inverse: true };
  return fail(unreadable(`${step.value} is neither a property nor the inverse of one.`));
}

function unreadable(reason: string): string {
  return `A path could not be read. ${reason} Write a property, [ sh:inversePath property ], or a list of those.`;
}
