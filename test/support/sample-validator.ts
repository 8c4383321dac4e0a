import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'n3';
import type { Quad } from '../../server/rdf/terms.ts';
import { parseRdf } from '../../server/rdf/parse-rdf.ts';
import { createValidator } from '../../server/validate/shacl-validator.ts';
import type { Report, Validator } from '../../server/validate/validator.ts';

const root = join(import.meta.dirname, '..', '..');
export const shapesFolder = join(root, 'shapes');

/** The vocabularies of the project, as far as shapes read them. */
export function vocabularyQuads(): Quad[] {
  const folder = join(root, 'ontology', 'vocabularies');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ttl'))
    .flatMap((file) => new Parser().parse(readFileSync(join(folder, file), 'utf8')));
}

let validator: Promise<Validator> | undefined;

/** The validator over the project's own shapes, built once per test file. */
export function projectValidator(): Promise<Validator> {
  validator ??= createValidator({ shapesFolder, hierarchy: vocabularyQuads() });
  return validator;
}

/** Checks a text in Turtle. */
export async function validateTurtle(turtle: string, profile: string, file = 'a.ttl'): Promise<Report> {
  const parsed = await parseRdf(turtle, {
    mediaType: 'text/turtle',
    baseIri: 'http://example.org/id/north/',
    file,
  });
  return (await projectValidator()).validate(parsed.quads, profile, (node, predicate) =>
    parsed.place(node, predicate),
  );
}

/** `shape component` of each violation, without namespaces. */
export function violations(report: Report): string[] {
  return report.findings
    .filter(({ severity }) => severity === 'violation')
    .map(
      ({ shape, component }) =>
        `${localName(shape)} ${localName(component).replace('ConstraintComponent', '')}`,
    );
}

function localName(iri: string): string {
  return iri.slice(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
}
