import type { Planes } from '../planes.ts';
import type { Expression, Group, LeftJoin, Minus, Operation, Project, Union } from './algebra.ts';
import { arrangeJoin } from './arrange-join.ts';
import { classifyPath, classifyPattern } from './classify-pattern.ts';
import {
  either,
  isBeside,
  locality,
  namesOf,
  nowhere,
  refused,
  stillLoose,
  type Locality,
  type Surroundings,
} from './locality.ts';
import { existencesOf, isVolatile, scopeOf } from './variables.ts';

/** Decides how an operation may be answered over several nodes; `around` is what it is joined with. */
export function analyse(operation: Operation, planes: Planes, around: Surroundings = nowhere): Locality {
  switch (operation.type) {
    case 'pattern':
      return classifyPattern(operation, planes, around);
    case 'path':
      return classifyPath(operation, planes, around);
    case 'values': {
      const isBound = (name: string): boolean => operation.bindings.every((row) => Object.hasOwn(row, name));
      return locality('free', { certain: new Set([...namesOf(...operation.variables)].filter(isBound)) });
    }
    case 'leaf':
      return locality('free');
    case 'join':
      return arrangeJoin(operation.input, planes, around).locality;
    case 'leftjoin':
      return analyseLeftJoin(operation, planes, around);
    case 'minus':
      return analyseMinus(operation, planes, around);
    case 'union':
      return analyseUnion(operation, planes, around);
    case 'filter':
    case 'extend':
      return withExpression(analyse(operation.input, planes, around), operation.expression, planes, around);
    case 'project':
      return analyseProject(operation, planes);
    case 'distinct':
    case 'reduced': {
      const input = analyse(operation.input, planes);
      const isApart = operation.type === 'reduced' || input.owned.size > 0;
      return input.kind === 'local' && !isApart ? { ...input, kind: 'global' } : input;
    }
    case 'group':
      return analyseGroup(operation, planes);
    case 'orderby': {
      const input = analyse(operation.input, planes);
      const isWhole = ['free', 'replicated', 'refused'].includes(input.kind);
      return isWhole && !operation.expressions.some(isHard) ? input : asGlobal(input);
    }
    case 'slice': {
      const input = analyse(operation.input, planes);
      // Which rows a slice keeps may differ from node to node: it is asked alone, never as part of a join.
      return input.kind === 'free' || input.kind === 'refused' ? input : asGlobal(input);
    }
  }
}

function asGlobal(input: Locality): Locality {
  return input.kind === 'refused' ? input : { ...input, kind: 'global' };
}

/** Not to be evaluated by a node without looking further: it varies, or looks at patterns of its own. */
export function isHard(expression: Expression): boolean {
  return isVolatile(expression) || existencesOf(expression).length > 0;
}

/** FILTER and BIND are answered where their input is, unless they vary or look into other nodes. */
function withExpression(
  input: Locality,
  expression: Expression,
  planes: Planes,
  around: Surroundings,
): Locality {
  if (input.kind === 'refused' || input.kind === 'global') return input;
  if (isVolatile(expression)) return asGlobal(input);
  return existencesOf(expression).reduce((left, inner) => {
    const right = analyse(inner, planes, surroundingsOf(left, around));
    return besides(left, right, '(NOT) EXISTS');
  }, input);
}

function surroundingsOf(left: Locality, around: Surroundings): Surroundings {
  return { owned: left.owned.union(around.owned), concepts: left.concepts.union(around.concepts) };
}

/** What becomes of the left side of MINUS and EXISTS, whose right side only tests it. */
function besides(left: Locality, right: Locality, part: string): Locality {
  if (left.kind === 'refused' || left.kind === 'global') return left;
  if (right.kind === 'refused') return right;
  const loose = [...left.loose, ...stillLoose(right.loose, left.certain)];
  if (right.kind === 'free') return { ...left, loose };
  if (right.kind === 'replicated')
    return { ...left, loose, kind: left.kind === 'free' ? 'replicated' : left.kind };
  if (isBeside(left, right)) return { ...left, loose };
  return refused(part, 'what it looks for may lie in another node than what it tests');
}

function analyseLeftJoin(operation: LeftJoin, planes: Planes, around: Surroundings): Locality {
  const left = analyse(operation.input[0], planes, around);
  const right = analyse(operation.input[1], planes, surroundingsOf(left, around));
  if (left.kind === 'refused') return left;
  if (right.kind === 'refused') return right;
  const kept = { ...left, loose: [...left.loose, ...stillLoose(right.loose, left.certain)] };
  const { expression } = operation;
  if (expression !== undefined && existencesOf(expression).length > 0) {
    return refused('EXISTS within an OPTIONAL', 'the planner does not know where it looks');
  }
  if (expression !== undefined && isVolatile(expression)) return asGlobal(kept);
  if (right.kind === 'free') return kept;
  if (right.kind === 'replicated' && (left.kind !== 'set' || isPlain(operation.input[1]))) {
    return left.kind === 'free' ? { ...kept, kind: 'replicated' } : kept;
  }
  if (isBeside(left, right)) return kept;
  return asGlobal(kept);
}

/** A pattern or path gives each solution once, so that a set joined with it stays one. */
export function isPlain(operation: Operation): boolean {
  return operation.type === 'pattern' || operation.type === 'path';
}

function analyseMinus(operation: Minus, planes: Planes, around: Surroundings): Locality {
  const left = analyse(operation.input[0], planes, around);
  const right = analyse(operation.input[1], planes, surroundingsOf(left, around));
  if (left.kind === 'global') return refused('MINUS', 'its left side lies in several nodes');
  return besides(left, right, 'MINUS');
}

function analyseUnion(operation: Union, planes: Planes, around: Surroundings): Locality {
  const branches = operation.input.map((branch) => analyse(branch, planes, around));
  const bad = branches.find((branch) => branch.kind === 'refused');
  if (bad !== undefined) return bad;
  const loose = branches.flatMap((branch) => branch.loose);
  const kinds = new Set(branches.map((branch) => branch.kind));
  if (kinds.size === 1 && !kinds.has('set')) {
    return locality(branches[0]?.kind ?? 'free', { ...either(branches), loose });
  }
  const isOntology = [...kinds].every((kind) => kind === 'free' || kind === 'replicated');
  return locality(isOntology ? 'replicated' : 'global', { ...either(branches), loose });
}

/** Nothing outside a sub-select can bind the ends of a path within. */
const openPath = refused(
  'A path that may have no steps',
  'both of its ends are open, so it reaches every term of every node',
);

/** Only projected variables tie a sub-select to its surroundings: others of the same name are other variables. */
function analyseProject(operation: Project, planes: Planes): Locality {
  const input = analyse(operation.input, planes);
  if (input.loose.length > 0) return openPath;
  const names = namesOf(...operation.variables);
  const isKept = (key: string): boolean => !key.startsWith('?') || names.has(key.slice(1));
  const keep = (set: ReadonlySet<string>): ReadonlySet<string> => new Set([...set].filter(isKept));
  const losesVariables = scopeOf(operation.input).some((name) => !names.has(name));
  const { subject, ...rest } = input;
  const isSet = input.kind === 'set' && !losesVariables;
  return {
    ...rest,
    ...(isSet && subject !== undefined ? { subject } : {}),
    kind: input.kind === 'set' && !isSet ? 'global' : input.kind,
    owned: keep(input.owned),
    native: keep(input.native),
    certain: input.certain.intersection(names),
    concepts: keep(input.concepts),
  };
}

/** A group lies in one node if one of its keys does. */
function analyseGroup(operation: Group, planes: Planes): Locality {
  const input = analyse(operation.input, planes);
  if (input.loose.length > 0) return openPath;
  const names = namesOf(...operation.variables);
  const keys = new Set([...names].map((name) => `?${name}`));
  const isEvaluatedHere = operation.aggregates.some((aggregate) => isHard(aggregate.expression));
  const kept = locality(input.kind, {
    owned: input.owned.intersection(keys),
    native: input.native.intersection(keys),
    certain: input.certain.intersection(names),
    concepts: input.concepts.intersection(keys),
    loose: input.loose,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
  });
  if (input.kind === 'local' || input.kind === 'set') {
    return kept.owned.size > 0 && !isEvaluatedHere ? { ...kept, kind: 'local' } : asGlobal(kept);
  }
  return isEvaluatedHere ? asGlobal(kept) : kept;
}
