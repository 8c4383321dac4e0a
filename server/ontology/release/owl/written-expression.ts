import type { Quad, Resource } from '../../../rdf/terms.ts';

/** The names that a class expression makes classes, properties and individuals, and the statements that say it. */
export interface ExpressionParts {
  readonly quads: Quad[];
  readonly classes: string[];
  readonly properties: string[];
  readonly individuals: string[];
}

/** A class expression, or a list of them, as it may stand in OWL 2 DL. */
export interface WrittenExpression extends ExpressionParts {
  readonly term: Resource;
}

/** Writes an expression into parts of its own; undefined where the writer finds none. */
export function writtenExpression(
  write: (parts: ExpressionParts) => Resource | undefined,
): WrittenExpression | undefined {
  const parts: ExpressionParts = { quads: [], classes: [], properties: [], individuals: [] };
  const term = write(parts);
  return term === undefined ? undefined : { term, ...parts };
}
