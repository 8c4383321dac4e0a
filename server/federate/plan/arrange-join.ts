import type { Planes } from '../planes.ts';
import type { Operation } from './algebra.ts';
import { analyse, isPlain } from './analyse.ts';
import { isBeside, locality, stillLoose, together, type Locality, type Surroundings } from './locality.ts';

/** Inputs of a join that are asked together. */
export interface JoinPart {
  readonly inputs: readonly Operation[];
  readonly locality: Locality;
}

export interface JoinArrangement {
  readonly locality: Locality;
  /** One part where the join is asked as a whole; else the parts that are joined at the hub. */
  readonly parts: readonly JoinPart[];
}

/**
 * Sorts the inputs of a join into parts (connected components): inputs tied by an owned term lie in the same node
 * and are asked together; what only the ontology or VALUES say goes along with a part that it narrows.
 */
export function arrangeJoin(
  inputs: readonly Operation[],
  planes: Planes,
  around: Surroundings,
): JoinArrangement {
  const known = settle(inputs, planes, around);
  const bad = known.find((part) => part.locality.kind === 'refused');
  if (bad !== undefined) return { locality: bad.locality, parts: known };
  let parts = known.filter(
    ({ locality: { kind } }) => kind === 'local' || kind === 'set' || kind === 'global',
  );
  parts = uniteTied(parts);
  const [only] = parts;
  const helpers = known.filter(({ locality: { kind } }) => kind === 'replicated' || kind === 'free');
  if (parts.length === 0) {
    const isFree = helpers.every((part) => part.locality.kind === 'free');
    const whole = unite(isFree ? 'free' : 'replicated', helpers);
    return { locality: whole.locality, parts: [whole] };
  }
  if (parts.length === 1 && only?.locality.kind === 'local') {
    const whole = unite('local', [only, ...helpers]);
    return { locality: whole.locality, parts: [whole] };
  }
  parts = attach(parts, helpers);
  const [whole] = parts;
  if (parts.length === 1 && whole !== undefined) return { locality: whole.locality, parts };
  return { locality: unite('global', parts).locality, parts };
}

/** Decides on each input, knowing what the others say of its terms, until nothing new is known. */
function settle(inputs: readonly Operation[], planes: Planes, around: Surroundings): readonly JoinPart[] {
  let surroundings = around;
  for (;;) {
    const known = inputs.map((input) => ({
      inputs: [input],
      locality: analyse(input, planes, surroundings),
    }));
    const { owned, concepts } = together(known.map((part) => part.locality));
    const next = { owned: owned.union(around.owned), concepts: concepts.union(around.concepts) };
    if (next.owned.size === surroundings.owned.size && next.concepts.size === surroundings.concepts.size) {
      return known;
    }
    surroundings = next;
  }
}

function unite(kind: Locality['kind'], parts: readonly JoinPart[]): JoinPart {
  const all = together(parts.map((part) => part.locality));
  const loose = stillLoose(
    parts.flatMap((part) => part.locality.loose),
    boundIn(parts),
  );
  const subject = parts.find((part) => part.locality.subject !== undefined)?.locality.subject;
  return {
    inputs: parts.flatMap((part) => part.inputs),
    locality: locality(kind, {
      ...all,
      loose,
      ...(kind === 'set' && subject !== undefined ? { subject } : {}),
    }),
  };
}

/** Variables that a part binds by itself: an open path binds its ends only to whatever there is. */
function boundIn(parts: readonly JoinPart[]): ReadonlySet<string> {
  const tight = parts.filter((part) => part.locality.loose.length === 0);
  const bound = new Set(together(tight.map((part) => part.locality)).certain);
  // A loose path with one end bound binds the other.
  for (let size = -1; size !== bound.size;) {
    size = bound.size;
    for (const [from, to] of parts.flatMap((part) => part.locality.loose)) {
      if (bound.has(from)) bound.add(to);
      else if (bound.has(to)) bound.add(from);
    }
  }
  return bound;
}

/**
 * Unites local parts that are tied, sets about the same subject, and sets about what a local part names: that is a
 * concept, which every node describes, or a thing of the same node.
 */
function uniteTied(parts: readonly JoinPart[]): JoinPart[] {
  const united: JoinPart[] = [];
  for (const part of parts) {
    let grown = part;
    for (let index = united.length - 1; index >= 0; index--) {
      const other = united[index];
      if (other === undefined || !belongTogether(grown.locality, other.locality)) continue;
      const isLocal = [grown, other].some((each) => each.locality.kind === 'local');
      grown = unite(isLocal ? 'local' : 'set', [other, grown]);
      united.splice(index, 1);
      index = united.length;
    }
    united.push(grown);
  }
  return united;
}

function belongTogether(one: Locality, other: Locality): boolean {
  return isBeside(one, other) || isBeside(other, one);
}

/** Gives each helper to a part that binds one of its variables; those left over of the ontology form a part. */
function attach(parts: readonly JoinPart[], helpers: readonly JoinPart[]): JoinPart[] {
  const result = [...parts];
  let waiting = [...helpers];
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    waiting = waiting.filter((helper) => {
      const index = result.findIndex((part) => takes(part, helper));
      const part = result[index];
      if (part === undefined) return true;
      result[index] = unite(part.locality.kind, [part, helper]);
      return false;
    });
  }
  const ontology = waiting.filter((helper) => helper.locality.kind === 'replicated');
  const values = waiting.filter((helper) => helper.locality.kind === 'free');
  const narrowing = values.filter((value) => ontology.some((helper) => shares(helper, value)));
  if (ontology.length > 0) result.push(unite('replicated', [...ontology, ...narrowing]));
  result.push(...values.filter((value) => ontology.length === 0 || !narrowing.includes(value)));
  return result;
}

function takes(part: JoinPart, helper: JoinPart): boolean {
  if (!shares(part, helper)) return false;
  if (part.locality.kind === 'local') return true;
  return (
    part.locality.kind === 'set' && helper.locality.kind === 'replicated' && helper.inputs.every(isPlain)
  );
}

function shares(part: JoinPart, other: JoinPart): boolean {
  return !part.locality.certain.isDisjointFrom(other.locality.certain);
}
