import { readFileSync } from 'node:fs';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { readCode } from '../read-code.ts';
import type { CodeUse } from './code-use.ts';
import { lineCounter } from './line-counter.ts';

const string = /"(?:[^"\\]|\\.)*"/g;

/** The strings of a JSON file that are a CURIE or an IRI as a whole: a title that mentions one does not use it. */
export function jsonUses(file: string, prefixes: PrefixTable): readonly CodeUse[] {
  const text = readFileSync(file, 'utf8');
  const lineOf = lineCounter(text);
  return [...text.matchAll(string)].flatMap(({ 0: written, index }): CodeUse[] => {
    const value: unknown = JSON.parse(written);
    if (typeof value !== 'string' || /\s/.test(value)) return [];
    const [iri] = readCode(value, [], prefixes);
    return iri === undefined ? [] : [{ iri, place: { file, line: lineOf(index) } }];
  });
}
