import { readFileSync } from 'node:fs';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { readCode } from '../read-code.ts';
import type { CodeUse } from './code-use.ts';
import { lineCounter } from './line-counter.ts';

/** A character of a local name (SPARQL 1.1, PN_LOCAL), and one that does not end it. */
const character = /[\w:-]|[^\x20-\x7E\s]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%]/.source;
const local = `(?:(?:${character}|\\.)*(?:${character}))`;

/** What SPARQL is made of, as far as it keeps names apart from what only looks like one. */
const token = new RegExp(
  [
    /#(?<comment>[^\n]*)/.source,
    /<(?<iri>[^<>"{}|^`\\\s]*)>/.source,
    /"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/.source,
    /[?$_]:?\w+/.source,
    `(?<prefix>[A-Za-z][\\w.-]*):(?<local>${local})`,
  ].join('|'),
  'g',
);

/** A CURIE among the words of a query's header. */
const word = /(?<![\w:])[A-Za-z]\w*:[^\s"'<>,]+/g;

/**
 * The IRIs and prefixed names of a SPARQL query, as its grammar has them, and the CURIEs of its header (`#+`).
 * Strings and other comments use nothing.
 */
export function queryUses(file: string, prefixes: PrefixTable): readonly CodeUse[] {
  const text = readFileSync(file, 'utf8');
  const lineOf = lineCounter(text);
  return [...text.matchAll(token)].flatMap(({ groups = {}, index }) => {
    const line = lineOf(index);
    return namedBy(groups, prefixes).map((iri): CodeUse => ({ iri, place: { file, line } }));
  });
}

function namedBy(
  found: Readonly<Record<string, string | undefined>>,
  prefixes: PrefixTable,
): readonly string[] {
  const { comment, iri, prefix, local: name } = found;
  if (comment?.startsWith('+') === true) {
    const words = [...comment.matchAll(word)].map(([written]) => withoutPunctuation(written));
    return words.flatMap((code) => readCode(code, [], prefixes).slice(0, 1));
  }
  if (iri !== undefined) return [iri];
  const namespace = prefix === undefined ? undefined : prefixes.get(prefix);
  return namespace === undefined ? [] : [namespace + (name ?? '').replace(/\\(.)/g, '$1')];
}

/** A word without what ends the sentence or the list that it stands in; `m[iU]` keeps its bracket. */
function withoutPunctuation(written: string): string {
  const last = written.slice(-1);
  const opening = { ')': '(', ']': '[', '}': '{' }[last];
  const isLoose =
    opening === undefined ? /[.;:!?]/.test(last) : written.split(opening).length < written.split(last).length;
  return isLoose ? withoutPunctuation(written.slice(0, -1)) : written;
}
