import { readFileSync } from 'node:fs';
import { parseTurtleSync } from '../../rdf/parse-turtle.ts';
import type { ParsedRdf } from '../../rdf/parse-rdf.ts';
import { isNamedNode } from '../../rdf/terms.ts';
import { rdf } from '../../rdf/vocabulary.ts';
import type { CodeUse } from './code-use.ts';

/** What brackets stand for: nobody writes these of a list. */
const ofLists = new Set([rdf.first, rdf.rest, rdf.nil].map(({ value }) => value));

/** The IRIs of all statements of a Turtle file, each on the line of the property that it stands in. */
export function turtleUses(file: string): readonly CodeUse[] {
  const parsed = read(file);
  return parsed.quads.flatMap(({ subject, predicate, object }) => {
    const node = subject.termType === 'BlankNode' ? `_:${subject.value}` : subject.value;
    const at = parsed.place(node, predicate.value) ?? { file };
    const named = [subject, predicate, object].filter(isNamedNode).map(({ value }) => value);
    return named.filter((iri) => !ofLists.has(iri)).map((iri): CodeUse => ({ iri, place: at }));
  });
}

/** The terms that a Turtle file describes, each where it does so first. */
export function turtleSubjects(file: string): readonly CodeUse[] {
  const parsed = read(file);
  const subjects = new Set(
    parsed.quads.map(({ subject }) => subject).flatMap((each) => (isNamedNode(each) ? each.value : [])),
  );
  return [...subjects].map((iri) => ({ iri, place: parsed.place(iri) ?? { file } }));
}

function read(file: string): ParsedRdf {
  // Whatever is written relative to the file is no code.
  return parseTurtleSync(readFileSync(file, 'utf8'), {
    mediaType: 'text/turtle',
    baseIri: 'urn:file:',
    file,
  });
}
