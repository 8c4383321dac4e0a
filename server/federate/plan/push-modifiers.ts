import type { Planes } from '../planes.ts';
import type { Operation, OrderBy, Project, Slice } from './algebra.ts';
import { analyse, isHard } from './analyse.ts';
import { checkTied } from './locality.ts';
import type { AddLeaf } from './plan.ts';
import { scopeOf, variablesOf } from './variables.ts';
import { variable } from '../../rdf/terms.ts';

/** `LIMIT k` of `SELECT DISTINCT vars … ORDER BY keys`, each part of which but the SELECT may be missing. */
interface Modifiers {
  readonly slice?: Slice;
  readonly distinct?: 'distinct' | 'reduced';
  readonly project: Project;
  readonly order?: OrderBy;
  readonly body: Operation;
}

/**
 * DISTINCT, ORDER BY and LIMIT over a body that the nodes can answer: each node applies them to its own rows, and
 * they are applied again to all. A node's first k + offset rows are enough for the first k of all. Undefined where
 * the operation has another form.
 */
export function pushModifiers(operation: Operation, planes: Planes, addLeaf: AddLeaf): Operation | undefined {
  const found = modifiersOf(operation);
  if (found === undefined) return undefined;
  const { slice, distinct, project, order, body } = found;
  const placed = analyse(body, planes);
  const { kind } = placed;
  const keys = order?.expressions ?? [];
  if (keys.some(isHard)) return undefined;
  if (kind === 'replicated') {
    checkTied(placed);
    return addLeaf(operation, { ask: 'one', merge: 'bag' });
  }
  if (kind !== 'local' && kind !== 'set') return undefined;
  checkTied(placed);

  const projected = project.variables.map((name) => name.value);
  const scope = scopeOf(body);
  const hidden = [...variablesOf(...keys)].filter(
    (name) => !projected.includes(name) && scope.includes(name),
  );
  const keepsAll = scope.every((name) => projected.includes(name) || hidden.includes(name));
  // Without DISTINCT the rows of a set may repeat once a column is gone, and each node would hold the same repeats.
  if (kind === 'set' && distinct !== 'distinct' && !keepsAll) return undefined;
  const isSet = distinct === 'distinct' || kind === 'set';
  // With DISTINCT a hidden key makes more rows than the answer has, so that the first k are not enough.
  const limit = distinct !== undefined && hidden.length > 0 ? undefined : lengthOf(slice);
  if (limit === undefined && distinct === undefined && order === undefined) return undefined;

  let pushed: Operation = limit === undefined || order === undefined ? body : { ...order, input: body };
  pushed = {
    type: 'project',
    input: pushed,
    variables: [...project.variables, ...hidden.map((name) => variable(name))],
  };
  if (isSet) pushed = { type: 'distinct', input: pushed };
  if (limit !== undefined) pushed = { type: 'slice', input: pushed, start: 0, length: limit };

  let again: Operation = addLeaf(pushed, { ask: 'all', merge: isSet ? 'set' : 'bag' });
  if (order !== undefined) again = { ...order, input: again };
  again = { ...project, input: again };
  if (distinct !== undefined && hidden.length > 0) again = { type: distinct, input: again };
  return slice === undefined ? again : { ...slice, input: again };
}

function lengthOf(slice: Slice | undefined): number | undefined {
  return slice?.length === undefined ? undefined : slice.start + slice.length;
}

function modifiersOf(operation: Operation): Modifiers | undefined {
  let inner = operation;
  let slice: Slice | undefined;
  let distinct: Modifiers['distinct'];
  let order: OrderBy | undefined;
  if (inner.type === 'slice') {
    slice = inner;
    inner = inner.input;
  }
  if (inner.type === 'distinct' || inner.type === 'reduced') {
    distinct = inner.type;
    inner = inner.input;
  }
  if (inner.type !== 'project') return undefined;
  const project = inner;
  inner = inner.input;
  if (inner.type === 'orderby') {
    order = inner;
    inner = inner.input;
  }
  return {
    ...(slice === undefined ? {} : { slice }),
    ...(distinct === undefined ? {} : { distinct }),
    project,
    ...(order === undefined ? {} : { order }),
    body: inner,
  };
}
