import type { Json, JsonNode, JsonPath } from './json-path.ts';
import { isArray, isObject } from './json-path.ts';

/** What a filter knows of the node at hand: whether it is kept. */
export type JsonTest = (node: JsonNode) => boolean;

/** A value that a filter compares; undefined is RFC 9535's Nothing. */
type Comparable = (node: JsonNode) => Json | undefined;

/** Thrown while reading a filter, with the position it was noticed at. */
export class FilterFault extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/**
 * Reads the logical expression of a filter selector (RFC 9535, 2.3.5) from a position behind its `?`: comparisons,
 * existence, `!`, `&&`, `||` and parentheses. Queries start at the current node, `@`; functions and `$` are refused.
 * Gives the test and the position behind it.
 */
export function readFilter(
  path: string,
  start: number,
  compile: (path: string) => JsonPath,
): { readonly test: JsonTest; readonly end: number } {
  const reader = new FilterReader(path, start, compile);
  return { test: reader.either(), end: reader.at };
}

class FilterReader {
  at: number;
  readonly #path: string;
  readonly #compile: (path: string) => JsonPath;

  constructor(path: string, at: number, compile: (path: string) => JsonPath) {
    this.#path = path;
    this.at = at;
    this.#compile = compile;
  }

  either(): JsonTest {
    let left = this.#both();
    while (this.#take('||')) {
      const [one, other] = [left, this.#both()];
      left = (node) => one(node) || other(node);
    }
    this.#blank();
    return left;
  }

  #both(): JsonTest {
    let left = this.#basic();
    while (this.#take('&&')) {
      const [one, other] = [left, this.#basic()];
      left = (node) => one(node) && other(node);
    }
    return left;
  }

  #basic(): JsonTest {
    this.#blank();
    if (this.#path.startsWith('!', this.at) && !this.#path.startsWith('!=', this.at)) {
      this.at++;
      const test = this.#basic();
      return (node) => !test(node);
    }
    if (this.#take('(')) {
      const test = this.either();
      if (!this.#take(')')) throw new FilterFault(this.at, 'no closing bracket');
      return test;
    }
    const query = this.#query();
    const left = query === undefined ? this.#literal() : first(query);
    const operator = operators.find(([sign]) => this.#take(sign));
    if (operator === undefined) {
      if (query === undefined) throw new FilterFault(this.at, 'a value that is compared with nothing');
      return (node) => query.select(node).length > 0;
    }
    const other = this.#query();
    const right = other === undefined ? this.#literal() : first(other);
    const [, compare] = operator;
    return (node) => compare(left(node), right(node));
  }

  /** A query from `@`: names and brackets, as far as they go; brackets may hold filters of their own. */
  #query(): JsonPath | undefined {
    this.#blank();
    if (!this.#path.startsWith('@', this.at)) return undefined;
    const start = this.at + 1;
    const step = /\.{1,2}(?:[\p{L}\p{N}_]+|\*)|(?:\.\.)?(?=\[)/uy;
    let end = start;
    for (;;) {
      step.lastIndex = end;
      if (!step.test(this.#path)) break;
      end = this.#path.charAt(step.lastIndex) === '[' ? this.#closing(step.lastIndex) : step.lastIndex;
    }
    this.at = end;
    return this.#compile(`$${this.#path.slice(start, end)}`);
  }

  /** The position behind the bracket that closes the one at a position; brackets in quotes do not count. */
  #closing(start: number): number {
    let depth = 0;
    const part = /[[\]]|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^[\]'"]+/y;
    part.lastIndex = start;
    for (let match = part.exec(this.#path); match !== null; match = part.exec(this.#path)) {
      if (match[0] === '[') depth++;
      else if (match[0] === ']' && --depth === 0) return part.lastIndex;
    }
    throw new FilterFault(start, 'no closing bracket');
  }

  #literal(): Comparable {
    this.#blank();
    const literal =
      /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
    literal.lastIndex = this.at;
    const match = literal.exec(this.#path);
    if (match === null) throw new FilterFault(this.at, 'no value or query that is supported');
    this.at = literal.lastIndex;
    const [, single, double, word, number] = match;
    const text = single ?? double;
    const value: Json =
      text === undefined ? (JSON.parse(word ?? number ?? 'null') as Json) : text.replace(/\\(.)/g, '$1');
    return () => value;
  }

  #take(sign: string): boolean {
    this.#blank();
    if (!this.#path.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  #blank(): void {
    while (/\s/.test(this.#path.charAt(this.at))) this.at++;
  }
}

function first(query: JsonPath): Comparable {
  return (node) => query.select(node)[0]?.value;
}

type Compare = (a: Json | undefined, b: Json | undefined) => boolean;

/** RFC 9535, 2.3.5.2.2; longer signs before those that they begin with. */
const operators: readonly (readonly [string, Compare])[] = [
  ['==', equal],
  ['!=', (a, b) => !equal(a, b)],
  ['<=', (a, b) => less(a, b) || equal(a, b)],
  ['>=', (a, b) => less(b, a) || equal(a, b)],
  ['<', less],
  ['>', (a, b) => less(b, a)],
];

/** With a stack of its own: documents nest deeper than calls may. Members may stand in any order. */
function equal(a: Json | undefined, b: Json | undefined): boolean {
  const pairs = [[a, b] as const];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [one, other] = pair;
    if (one === undefined || other === undefined || !isNest(one) || !isNest(other)) {
      if (!sameValue(one, other)) return false;
    } else if (isArray(one) && isArray(other)) {
      if (one.length !== other.length) return false;
      for (const [index, each] of one.entries()) pairs.push([each, other[index]]);
    } else if (isObject(one) && isObject(other)) {
      const names = Object.keys(one);
      if (names.length !== Object.keys(other).length) return false;
      for (const name of names) {
        if (!Object.hasOwn(other, name)) return false;
        pairs.push([one[name], other[name]]);
      }
    } else return false;
  }
  return true;
}

function isNest(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (isNumber(a) && isNumber(b)) return a === b || (typeof a !== typeof b && Number(a) === Number(b));
  return a === b;
}

function less(a: Json | undefined, b: Json | undefined): boolean {
  if (isNumber(a) && isNumber(b)) return a < b;
  return typeof a === 'string' && typeof b === 'string' && a < b;
}

function isNumber(value: Json | undefined): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
