import type { LiftFunction } from '../functions/lift-function.ts';
import type { Expression, Field, LogicalSource, LogicalView } from '../rml/mapping.ts';

type Functions = ReadonlyMap<string, LiftFunction>;

/**
 * The references whose own words an expression can give. A function stands between the source and the graph where it
 * gives nothing of its arguments (a pseudonym, a concept, a shifted date), and lets through the arguments that
 * {@link LiftFunction.passes} names. Fields of views are followed to where they are read from.
 */
export function wordsOfExpression(
  expression: Expression,
  source: LogicalSource | LogicalView,
  functions: Functions,
): readonly string[] {
  switch (expression.kind) {
    case 'constant':
    case 'none':
      return [];
    case 'reference':
      return wordsOfReference(expression.reference, source, functions);
    case 'template':
      return expression.template.flatMap((part) =>
        'reference' in part ? wordsOfReference(part.reference, source, functions) : [],
      );
    case 'conditional':
      return wordsOfExpression(expression.value, source, functions);
    case 'function': {
      const { inputs, function: iri } = expression.execution;
      const passes = functions.get(iri)?.passes;
      return inputs
        .filter(
          ({ parameter }) => passes === undefined || passes.some((name) => parameter.endsWith(`p-${name}`)),
        )
        .flatMap(({ value }) => wordsOfExpression(value, source, functions));
    }
  }
}

function wordsOfReference(
  reference: string,
  source: LogicalSource | LogicalView,
  functions: Functions,
): readonly string[] {
  if (source.kind === 'source') return [reference];
  const own = fieldNamed(source.fields, reference);
  if (own !== undefined) return wordsOfExpression(own, source.on, functions);
  for (const join of source.joins) {
    const joined = fieldNamed(join.fields, reference);
    if (joined !== undefined) return wordsOfExpression(joined, join.parent, functions);
  }
  return [reference];
}

/** Fields within an iterable field are named `outer.inner`; what they read lies in the source all the same. */
function fieldNamed(fields: readonly Field[], name: string): Expression | undefined {
  for (const field of fields) {
    if (field.kind === 'expression') {
      if (field.name === name) return field.expression;
    } else if (name.startsWith(`${field.name}.`)) {
      const inner = fieldNamed(field.fields, name.slice(field.name.length + 1));
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}
