import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** Bounds on what one query may say; what it may unfold into is bounded by `RequestBudget`. */
export const queryLimits = { depth: 12, aliases: 30, fields: 2_000, tokens: 5_000 } as const;

interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
}

const nothing: Measure = { depth: 0, aliases: 0, fields: 0 };

/**
 * A validation rule: refuses queries that are too deep, too wide or repeat themselves under too many aliases, with
 * fragments counted as often as they are spread. Introspection is left to graphql's own rule.
 */
export function queryLimitsRule(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Measure>();

  const measureFragment = (fragment: FragmentDefinitionNode): Measure => {
    const name = fragment.name.value;
    const known = fragments.get(name);
    if (known !== undefined) return known;
    // A fragment inside itself adds nothing; that it may not be there is said by another rule.
    fragments.set(name, nothing);
    const measure = measureSelections(fragment.selectionSet);
    fragments.set(name, measure);
    return measure;
  };

  const measureSelections = (set: SelectionSetNode): Measure => {
    let { depth, aliases, fields } = nothing;
    for (const selection of set.selections) {
      let part: Measure;
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith('__')) continue;
        const below =
          selection.selectionSet === undefined ? nothing : measureSelections(selection.selectionSet);
        part = {
          depth: below.depth + 1,
          aliases: below.aliases + (selection.alias === undefined ? 0 : 1),
          fields: below.fields + 1,
        };
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        part = measureSelections(selection.selectionSet);
      } else {
        const fragment = context.getFragment(selection.name.value);
        part = fragment === undefined || fragment === null ? nothing : measureFragment(fragment);
      }
      depth = Math.max(depth, part.depth);
      aliases += part.aliases;
      fields += part.fields;
    }
    return { depth, aliases, fields };
  };

  return {
    OperationDefinition(operation) {
      const measure = measureSelections(operation.selectionSet);
      for (const limit of ['depth', 'aliases', 'fields'] as const) {
        if (measure[limit] <= queryLimits[limit]) continue;
        context.reportError(
          new GraphQLError(
            `The query has ${limit} ${measure[limit]}; at most ${queryLimits[limit]} is allowed.`,
            {
              nodes: operation,
              extensions: { code: 'too-large', advice: 'Ask for less at once, in several queries.' },
            },
          ),
        );
      }
    },
  };
}
