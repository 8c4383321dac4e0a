/** Where a JSON text stops being JSON: line and column, both from 1, and what stands there. */
export interface JsonErrorPlace {
  readonly line: number;
  readonly column: number;
  /** The character met, or `end` where the text stops too early. */
  readonly found: string;
}

const space = /[ \t\n\r]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// eslint-disable-next-line no-control-regex -- RFC 8259 section 7: control characters may not stand in a string
const string = /"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end';

/**
 * Finds the first place where a text breaks the grammar of JSON (RFC 8259). The engine's own messages name a
 * position only for some mistakes. Undefined where the text is JSON.
 */
export function locateJsonError(text: string): JsonErrorPlace | undefined {
  const open: ('{' | '[')[] = [];
  let at = 0;
  let expected: Expected = 'value';
  for (;;) {
    at += match(space, text, at);
    if (expected === 'comma or end' && open.length === 0)
      return at === text.length ? undefined : place(text, at);
    const character = text[at];
    if (character === undefined) return place(text, at);
    if (expected === 'colon') {
      if (character !== ':') return place(text, at);
      expected = 'value';
      at++;
    } else if (expected === 'comma or end') {
      if (character === ',') expected = open.at(-1) === '{' ? 'key' : 'value';
      else if (character === (open.at(-1) === '{' ? '}' : ']')) open.pop();
      else return place(text, at);
      at++;
    } else if (
      (character === '}' && expected === 'key or }') ||
      (character === ']' && expected === 'value or ]')
    ) {
      open.pop();
      expected = 'comma or end';
      at++;
    } else if (expected === 'key' || expected === 'key or }') {
      const length = match(string, text, at);
      if (length === 0) return place(text, at);
      expected = 'colon';
      at += length;
    } else if (character === '{' || character === '[') {
      open.push(character);
      expected = character === '{' ? 'key or }' : 'value or ]';
      at++;
    } else {
      const length = match(character === '"' ? string : scalar, text, at);
      if (length === 0) return place(text, at);
      expected = 'comma or end';
      at += length;
    }
  }
}

/** Length of what the sticky expression matches at a position; 0 where it does not match. */
function match(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex - at : 0;
}

function place(text: string, at: number): JsonErrorPlace {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return { line, column: at - before.lastIndexOf('\n'), found: text[at] ?? 'end' };
}
