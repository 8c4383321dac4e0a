/** A call in one line, `ex:f(input = $(x), mode = g(y = "z"))`. */
export interface YarrrmlCall {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly value: string | YarrrmlCall }[];
}

/** Reads a function with its parameters in brackets (YARRRML, 10). Nothing where it is not well formed. */
export function parseYarrrmlCall(text: string): YarrrmlCall | undefined {
  const [, name, inside] = /^\s*([\w.-]*:?[\w.-]+)\s*\((.*)\)\s*$/s.exec(text) ?? [];
  if (name === undefined || inside === undefined) return undefined;
  if (inside.trim() === '') return { name, parameters: [] };
  const parameters: { name: string; value: string | YarrrmlCall }[] = [];
  for (const part of parted(inside)) {
    const [, parameter, written = ''] = /^\s*([\w.-]*:?[\w.-]+)\s*=\s*(.*?)\s*$/s.exec(part) ?? [];
    const value = valueOf(written);
    if (parameter === undefined || value === undefined) return undefined;
    parameters.push({ name: parameter, value });
  }
  return { name, parameters };
}

function valueOf(written: string): string | YarrrmlCall | undefined {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(written)?.[1] ?? /^'((?:[^'\\]|\\.)*)'$/s.exec(written)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(["'])/g, '$1');
  return /^[\w.-]*:?[\w.-]+\s*\(/.test(written) ? parseYarrrmlCall(written) : written;
}

/** The parts between commas, those in brackets and quotes left alone. */
function parted(text: string): string[] {
  const parts: string[] = [];
  let [depth, start, quote] = [0, 0, ''];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
