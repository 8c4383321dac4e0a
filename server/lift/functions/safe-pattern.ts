import { MeridianError } from '../../errors.ts';

const compiled = new Map<string, RegExp>();
const maxCompiled = 1000;
const maxUnbounded = 3;
/** Characters of a value; longer ones are matched by no pattern. */
const longest = 300;

/**
 * A regular expression that no value can make slow: without quantifiers on what has quantifiers, references back and
 * looks around, with at most three quantifiers that have no bound, and bounded ones and choices that leave no more ways
 * to go than those. Throws 'bad-mapping' for any other.
 */
export function safePattern(source: string): RegExp {
  let pattern = compiled.get(source);
  if (pattern === undefined) {
    const fault = faultOf(source);
    if (fault !== undefined) throw badPattern(source, fault);
    try {
      pattern = new RegExp(source, 'u');
    } catch (error) {
      throw badPattern(source, 'is no regular expression', error);
    }
    if (compiled.size < maxCompiled) compiled.set(source, pattern);
  }
  return pattern;
}

function faultOf(source: string): string | undefined {
  // Escaped characters and classes stand for one character each.
  const plain = source
    .replace(/\\(?:[pP]\{[^}]*\}|[1-9k])/g, (found) => (found.length > 2 ? 'p' : '\u0001'))
    .replace(/\\./gs, 'e')
    .replace(/\[[^\]]*\]/g, 'c');
  if (plain.includes('\u0001')) return 'refers back to a group';
  if (/\(\?(?:[=!]|<[=!])/.test(plain)) return 'looks ahead or behind';
  if ((plain.match(/[*+]|\{\d+,\}/g) ?? []).length > maxUnbounded)
    return `has more than ${maxUnbounded} quantifiers without a bound`;
  if (nested(plain)) return 'repeats what itself repeats';
  return ways(plain) > longest ** maxUnbounded ? 'can match in too many ways' : undefined;
}

/** In how many ways a value can be tried at most: repetitions multiply, and so do choices, each group for itself. */
function ways(plain: string): number {
  const groups: number[] = [];
  let [found, choices] = [1, 1];
  for (const [sign, least, comma, most] of plain.matchAll(/\(\??|[)|*+?]|\{(\d+)(?:(,)(\d*))?\}/g)) {
    if (sign.startsWith('(')) {
      groups.push(choices);
      choices = 1;
    } else if (sign === ')') {
      found *= choices;
      choices = groups.pop() ?? 1;
    } else if (sign === '|') choices++;
    else if (sign === '?') found *= 2;
    else if (sign.startsWith('{') && comma === undefined) continue;
    else
      found *=
        most === undefined || most === '' ? longest : Math.min(longest, Number(most) - Number(least) + 1);
  }
  return found * choices;
}

/** Whether a group that has a quantifier or a choice has one behind it. */
function nested(plain: string): boolean {
  const groups: boolean[] = [];
  let repeats = false;
  for (let at = 0; at < plain.length; at++) {
    const character = plain.charAt(at);
    if (character === '(') {
      groups.push(repeats);
      repeats = false;
      if (plain.charAt(at + 1) === '?') at++;
    } else if (character === ')') {
      if (repeats && /[*+{]/.test(plain.charAt(at + 1))) return true;
      repeats ||= groups.pop() ?? false;
    } else if (/[*+?{|]/.test(character)) repeats = true;
  }
  return false;
}

function badPattern(source: string, fault: string, cause?: unknown): MeridianError {
  return new MeridianError('bad-mapping', `The pattern "${source}" ${fault}.`, {
    advice: 'Write it with simple repetitions, as ^([A-Z]\\d\\d)(\\.\\d+)?$.',
    ...(cause === undefined ? {} : { cause }),
  });
}
