import { readFileSync } from 'node:fs';
import type { Place } from '../../errors.ts';
import { expandCurie, type PrefixTable } from '../../rdf/prefixes.ts';

/** A place of the project that names a code. */
export interface CodeUse {
  readonly iri: string;
  readonly place: Place;
}

/** A full IRI between angle brackets or quotes, or a prefix and a local name. */
const token = /[<"](https?:[^<>"\s]+)[>"]|([A-Za-z][A-Za-z0-9]*):([A-Za-z0-9_./-]*[A-Za-z0-9_/])/g;

/**
 * The codes that a text names, with their lines: Turtle, SPARQL, SSSOM and JSON all write them as IRIs or as CURIEs.
 * Comments count in queries only, whose headers are comments.
 *
 * @param subjectsOnly count only what a line begins with: the terms that a vocabulary describes
 */
export function codeUses(file: string, prefixes: PrefixTable, subjectsOnly = false): readonly CodeUse[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    if (text.startsWith('#') && !text.startsWith('#+')) return [];
    const found = [...text.matchAll(token)].filter(({ index: start }) => !subjectsOnly || start === 0);
    return found.flatMap(([, full, prefix, local]): CodeUse[] => {
      const iri = full ?? expandCurie(prefixes, `${prefix ?? ''}:${local ?? ''}`);
      return iri === undefined ? [] : [{ iri, place: { file, line: index + 1 } }];
    });
  });
}
