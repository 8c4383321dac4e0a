import type { Planes } from '../planes.ts';
import type { Expression, Filter, Group, Join, Operation } from './algebra.ts';
import { analyse, isHard } from './analyse.ts';
import { arrangeJoin, type JoinPart } from './arrange-join.ts';
import { isMonotone } from './is-monotone.ts';
import { checkTied, nowhere, type Locality } from './locality.ts';
import type { AddLeaf, Plan } from './plan.ts';
import { pushAggregates } from './push-aggregates.ts';
import { pushModifiers } from './push-modifiers.ts';
import { refuse } from './refuse.ts';
import { conjunctsOf, existencesOf, scopeOf, variablesOf } from './variables.ts';
import { variable } from '../../rdf/terms.ts';
import { writeQuery } from './write-query.ts';

export interface PlanOptions {
  /** Most rows of a leaf that are joined or aggregated at the hub. */
  readonly maximumRows: number;
  /** Most rows of a leaf that is the whole answer, and is only passed on. */
  readonly maximumAnswerRows: number;
}

/** Names that are read from an operation's rows; undefined stands for all. */
type Needed = ReadonlySet<string> | undefined;

/**
 * Plans a query over nodes: each largest part that the nodes can answer becomes a leaf, what remains is done at the
 * hub. Throws `unsupported-query` where the answer would not be certain to equal the one over all data in one place.
 */
export function makePlan(query: Operation, planes: Planes, options: PlanOptions): Plan {
  const leaves: { readonly operation: Operation; readonly how: Parameters<AddLeaf>[1] }[] = [];

  const addLeaf: AddLeaf = (operation, how) => {
    leaves.push({ operation, how });
    const variables = scopeOf(operation).map((name) => variable(name));
    return { type: 'leaf', leaf: leaves.length - 1, variables };
  };

  /** A leaf of a whole operation, with only the columns that are read. */
  const wholeLeaf = (operation: Operation, kind: Locality['kind'], needed: Needed): Operation => {
    const isSet = kind === 'set';
    return addLeaf(isSet ? operation : narrow(operation, needed), {
      ask: kind === 'replicated' ? 'one' : 'all',
      merge: isSet ? 'set' : 'bag',
    });
  };

  const rewrite = (operation: Operation, needed: Needed): Operation => {
    const found = analyse(operation, planes);
    if (found.reason !== undefined) throw refuse(...found.reason);
    if (found.kind === 'free') return operation;
    if (found.kind !== 'global') {
      checkTied(found);
      return wholeLeaf(operation, found.kind, needed);
    }
    const also = (...expressions: readonly Expression[]): Needed =>
      needed?.union(variablesOf(...expressions));
    const pushed = pushModifiers(operation, planes, addLeaf);
    if (pushed !== undefined) return pushed;
    switch (operation.type) {
      case 'slice':
      case 'distinct':
      case 'reduced':
        return { ...operation, input: rewrite(operation.input, needed) };
      case 'project': {
        const names = new Set(operation.variables.map((name) => name.value));
        return { ...operation, input: rewrite(operation.input, names) };
      }
      case 'orderby':
        operation.expressions.forEach(checkNoExistence);
        return { ...operation, input: rewrite(operation.input, also(...operation.expressions)) };
      case 'extend':
        checkNoExistence(operation.expression);
        return { ...operation, input: rewrite(operation.input, also(operation.expression)) };
      case 'filter':
        return rewriteFilter(operation, needed);
      case 'group':
        return rewriteGroup(operation);
      case 'union':
        return { ...operation, input: operation.input.map((branch) => rewrite(branch, needed)) };
      case 'leftjoin': {
        const [left, right] = operation.input;
        const { expression } = operation;
        if (expression !== undefined) checkNoExistence(expression);
        const both = expression === undefined ? needed : also(expression);
        return {
          ...operation,
          input: [
            rewrite(left, both?.union(new Set(scopeOf(right)))),
            rewrite(right, both?.union(new Set(scopeOf(left)))),
          ],
        };
      }
      case 'join':
        return rewriteParts(arrangeJoin(operation.input, planes, nowhere).parts, needed);
      default:
        throw refuse(`The operation "${operation.type}"`, 'the planner cannot take it apart');
    }
  };

  const rewriteParts = (parts: readonly JoinPart[], needed: Needed): Operation => {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return rewrite(joinOf(only.inputs), needed);
    const scopes = parts.map((part) => new Set(part.inputs.flatMap(scopeOf)));
    const input = parts.map((part, index) => {
      const others = scopes.filter((_, other) => other !== index);
      return rewrite(
        joinOf(part.inputs),
        others.reduce<Needed>((all, scope) => all?.union(scope), needed),
      );
    });
    return { type: 'join', input };
  };

  /** Moves each conjunct that speaks of one part of a join into that part. */
  const rewriteFilter = (operation: Filter, needed: Needed): Operation => {
    const { input } = operation;
    const parts = input.type === 'join' ? [...arrangeJoin(input.input, planes, nowhere).parts] : [];
    const kept = conjunctsOf(operation.expression).filter((conjunct) => {
      const names = variablesOf(conjunct);
      const index = parts.findIndex((part) => fits(conjunct, names, part, parts));
      const part = parts[index];
      if (part === undefined) return true;
      const moved: Operation = { type: 'filter', input: joinOf(part.inputs), expression: conjunct };
      parts[index] = { inputs: [moved], locality: analyse(moved, planes) };
      return false;
    });
    kept.forEach(checkNoExistence);
    const read = needed?.union(variablesOf(...kept));
    const rest = parts.length > 0 ? rewriteParts(parts, read) : rewrite(input, read);
    return kept.reduce<Operation>(
      (inner, expression) => ({ type: 'filter', input: inner, expression }),
      rest,
    );
  };

  const fits = (
    conjunct: Expression,
    names: ReadonlySet<string>,
    part: JoinPart,
    parts: readonly JoinPart[],
  ): boolean => {
    if (part.locality.kind === 'free' || part.locality.kind === 'global') return false;
    if (!isHard(conjunct)) return names.isSubsetOf(part.locality.certain);
    if (existencesOf(conjunct).length === 0) return false;
    // EXISTS sees the variables of the whole group; those of other parts would be its own, unbound ones here.
    const outer = new Set(parts.flatMap((other) => other.inputs.flatMap(scopeOf)));
    if (!names.intersection(outer).isSubsetOf(part.locality.certain)) return false;
    const moved: Operation = { type: 'filter', input: joinOf(part.inputs), expression: conjunct };
    return analyse(moved, planes).kind === part.locality.kind;
  };

  const rewriteGroup = (operation: Group): Operation => {
    for (const aggregate of operation.aggregates) checkNoExistence(aggregate.expression);
    const input = analyse(operation.input, planes);
    if (input.kind === 'local') {
      checkTied(input);
      return pushAggregates(operation, input, addLeaf);
    }
    const isWhole = operation.aggregates.some((aggregate) => aggregate.expression.subType === 'wildcard');
    const names = new Set(operation.variables.map((name) => name.value));
    const read = names.union(variablesOf(...operation.aggregates.map((aggregate) => aggregate.expression)));
    // COUNT(DISTINCT *) reads every column.
    const readsAll = isWhole && operation.aggregates.some((aggregate) => aggregate.distinct);
    return { ...operation, input: rewrite(operation.input, readsAll ? undefined : read) };
  };

  const residual = rewrite(query, undefined);
  const maximumRows = residual.type === 'leaf' ? options.maximumAnswerRows : options.maximumRows;
  return {
    leaves: leaves.map(({ operation, how }) => ({
      ...how,
      text: writeQuery(operation, maximumRows + 1),
      maximumRows,
      variables: scopeOf(operation),
    })),
    residual,
    isMonotone: isMonotone(residual),
  };
}

function joinOf(inputs: readonly Operation[]): Operation {
  const [only] = inputs;
  const flat = inputs.flatMap((input) => (input.type === 'join' ? input.input : [input]));
  return inputs.length === 1 && only !== undefined ? only : ({ type: 'join', input: flat } satisfies Join);
}

function narrow(operation: Operation, needed: Needed): Operation {
  const scope = scopeOf(operation);
  if (needed === undefined || scope.every((name) => needed.has(name))) return operation;
  const variables = scope.filter((name) => needed.has(name)).map((name) => variable(name));
  return { type: 'project', input: operation, variables };
}

function checkNoExistence(expression: Expression): void {
  if (existencesOf(expression).length > 0) {
    throw refuse('(NOT) EXISTS', 'what it looks for may lie in another node than what it tests');
  }
}
