import { MeridianError } from '../errors.ts';
import type { Term } from '../rdf/terms.ts';
import { isNamedNode } from '../rdf/terms.ts';
import { sh } from '../rdf/vocabulary.ts';
import type { PathStep } from './attribute.ts';
import type { Statements } from './statements.ts';

/**
 * A SHACL path (SHACL 2.3.1) as a sequence of steps: a property, an inverse property, or a list of those.
 * Alternatives and repetitions have no place in an attribute: one value has one way. Throws 'bad-ontology'.
 */
export function readPath(statements: Statements, path: Term): readonly PathStep[] {
  const members = isNamedNode(path) ? undefined : statements.list(path);
  if (members === undefined) return [readStep(statements, path)];
  if (members.length === 0) throw unreadable('The list is empty.');
  return members.map((member) => readStep(statements, member));
}

function readStep(statements: Statements, step: Term): PathStep {
  if (isNamedNode(step)) return { property: step, inverse: false };
  const inverse = statements.object(step, sh.inversePath);
  if (isNamedNode(inverse)) return { property: inverse, inverse: true };
  throw unreadable(`${step.value} is neither a property nor the inverse of one.`);
}

function unreadable(reason: string): MeridianError {
  return new MeridianError('bad-ontology', `A path could not be read. ${reason}`, {
    advice: 'Write a property, [ sh:inversePath property ], or a list of those.',
  });
}
