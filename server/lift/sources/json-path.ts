import { MeridianError } from '../../errors.ts';
import type { JsonTest } from './json-filter.ts';
import { FilterFault, readFilter } from './json-filter.ts';

export type Json =
  null | boolean | number | bigint | string | readonly Json[] | { readonly [name: string]: Json };

/** A place in a JSON document with its pointer (RFC 6901). */
export interface JsonNode {
  readonly value: Json;
  readonly pointer: string;
}

type Selector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly test: JsonTest };

interface Segment {
  readonly selectors: readonly Selector[];
  /** True for `..`: the node itself and everything below it. */
  readonly descend: boolean;
}

/** A compiled path: the nodes it selects below a node, in document order. */
export interface JsonPath {
  readonly segments: readonly Segment[];
  select(node: JsonNode): readonly JsonNode[];
}

/**
 * Compiles a JSONPath (RFC 9535 without slices and functions): `$.a.b`, `$['a b']`, `[*]`, `[0]`, `[-1]`, `$..a`,
 * `['a','b']`, `[?@.key == 'a']`. A path without `$` names members from the current node, as older RML references do: `name.first`.
 * Throws 'bad-mapping' with the position of what it cannot read.
 */
export function compileJsonPath(path: string): JsonPath {
  const segments = parseSegments(path);
  const steps = segments.map(step);
  return {
    segments,
    select(node) {
      let nodes: readonly JsonNode[] = [node];
      for (const take of steps) {
        const [only] = nodes;
        if (only === undefined) return nodes;
        nodes = nodes.length === 1 ? take(only) : nodes.flatMap(take);
      }
      return nodes;
    },
  };
}

/**
 * The pointer of a path that selects one place: `$.a['b'][0]` is `/a/b/0`; it ends where the path branches. A reference
 * that is no path, such as the variable of a query, leads nowhere below its record.
 */
export function referencePointer(path: string): string {
  if (/^[?%]/.test(path)) return '';
  let pointer = '';
  for (const { selectors, descend } of parseSegments(path)) {
    const [selector] = selectors;
    if (descend || selectors.length !== 1 || selector === undefined) break;
    if (selector.kind === 'wildcard' || selector.kind === 'filter') break;
    pointer += selector.kind === 'name' ? `/${escapePointer(selector.name)}` : `/${selector.index}`;
  }
  return pointer;
}

function parseSegments(path: string): Segment[] {
  const bad = (at: number, fault: string): MeridianError =>
    new MeridianError('bad-mapping', `The JSONPath "${path}" has ${fault} at position ${at + 1}.`, {
      advice:
        'Paths may use names, [*], [0], .., filters and unions; slices and functions are not supported.',
    });
  const segments: Segment[] = [];
  let at = path.startsWith('$') ? 1 : 0;
  if (at === 0 && path !== '' && !path.startsWith('[')) at = readName(0, false);
  while (at < path.length) {
    if (path.startsWith('..', at))
      at = path.charAt(at + 2) === '[' ? readBrackets(at + 2, true) : readName(at + 2, true);
    else if (path.charAt(at) === '.') at = readName(at + 1, false);
    else if (path.charAt(at) === '[') at = readBrackets(at, false);
    else throw bad(at, `an unexpected "${path.charAt(at)}"`);
  }
  return segments;

  function readName(start: number, descend: boolean): number {
    let end = start;
    while (end < path.length && !'.['.includes(path.charAt(end))) end++;
    const name = path.slice(start, end);
    if (name === '' || /["'\]?@()]/.test(name)) throw bad(start, 'no member name');
    segments.push({ selectors: [name === '*' ? { kind: 'wildcard' } : { kind: 'name', name }], descend });
    return end;
  }

  function readBrackets(start: number, descend: boolean): number {
    const selectors: Selector[] = [];
    const filter = /\s*\?/y;
    filter.lastIndex = start + 1;
    if (filter.test(path)) return readFilterAt(filter.lastIndex, descend);
    const selector = /\s*(?:(\*)|(-?\d+)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*([,\]])/y;
    selector.lastIndex = start + 1;
    for (;;) {
      const from = selector.lastIndex;
      const match = selector.exec(path);
      if (match === null) throw bad(from, 'no selector that is supported');
      const [, wildcard, index, single, double, end] = match;
      if (wildcard !== undefined) selectors.push({ kind: 'wildcard' });
      else if (index !== undefined) selectors.push({ kind: 'index', index: Number(index) });
      else selectors.push({ kind: 'name', name: (single ?? double ?? '').replace(/\\(.)/g, '$1') });
      if (end === ']') break;
    }
    segments.push({ selectors, descend });
    return selector.lastIndex;
  }

  function readFilterAt(start: number, descend: boolean): number {
    try {
      const { test, end } = readFilter(path, start, compileJsonPath);
      if (path.charAt(end) !== ']') throw new FilterFault(end, 'no end of the filter');
      segments.push({ selectors: [{ kind: 'filter', test }], descend });
      return end + 1;
    } catch (error) {
      if (error instanceof FilterFault) throw bad(error.at, error.message);
      throw error;
    }
  }
}

function step({ selectors, descend }: Segment): (node: JsonNode) => readonly JsonNode[] {
  const [only] = selectors;
  // The usual step, one name, without any detour.
  if (!descend && selectors.length === 1 && only?.kind === 'name') {
    return (node) => childNamed(node, only.name);
  }
  const select = (node: JsonNode): JsonNode[] => selectors.flatMap((selector) => apply(selector, node));
  return descend ? (node) => selfAndBelow(node).flatMap(select) : select;
}

function apply(selector: Selector, node: JsonNode): readonly JsonNode[] {
  if (selector.kind === 'name') return childNamed(node, selector.name);
  if (selector.kind === 'wildcard') return children(node);
  if (selector.kind === 'filter') return children(node).filter(selector.test);
  if (!Array.isArray(node.value)) return [];
  const index = selector.index < 0 ? node.value.length + selector.index : selector.index;
  const value: unknown = node.value[index];
  return value === undefined ? [] : [{ value: value as Json, pointer: `${node.pointer}/${index}` }];
}

function childNamed({ value, pointer }: JsonNode, name: string): readonly JsonNode[] {
  if (!isObject(value) || !Object.hasOwn(value, name)) return [];
  return [{ value: value[name] ?? null, pointer: `${pointer}/${escapePointer(name)}` }];
}

function children({ value, pointer }: JsonNode): readonly JsonNode[] {
  if (isArray(value)) return value.map((item, index) => ({ value: item, pointer: `${pointer}/${index}` }));
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, item]) => ({
    value: item,
    pointer: `${pointer}/${escapePointer(name)}`,
  }));
}

/** In document order, with a stack of its own: documents nest deeper than calls may. */
function selfAndBelow(node: JsonNode): JsonNode[] {
  const found: JsonNode[] = [];
  const stack: JsonNode[] = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    found.push(next);
    for (const child of children(next).toReversed()) stack.push(child);
  }
  return found;
}

export function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
