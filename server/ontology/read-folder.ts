import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'n3';
import { MeridianError } from '../errors.ts';
import type { Quad } from '../rdf/terms.ts';

export interface OntologyFile {
  readonly file: string;
  readonly quads: readonly Quad[];
}

/** The parts of the ontology folder, in the order in which they are read. */
const parts = ['.', 'modules', 'vocabularies', 'imports'];

/** Reads every Turtle file of the ontology. Throws 'bad-ontology' with file and line for what is no Turtle. */
export function readFolder(folder: string): readonly OntologyFile[] {
  return parts
    .map((part) => join(folder, part))
    .filter((part) => existsSync(part))
    .flatMap((part) =>
      readdirSync(part)
        .filter((name) => name.endsWith('.ttl'))
        .sort()
        .map((name) => readFile(join(part, name))),
    );
}

function readFile(file: string): OntologyFile {
  try {
    // No base: a relative IRI would name something else on every machine.
    return { file, quads: new Parser({ format: 'text/turtle' }).parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    throw new MeridianError('bad-ontology', error instanceof Error ? error.message : String(error), {
      place: { file, ...lineOf(error) },
      cause: error,
    });
  }
}

function lineOf(error: unknown): { line?: number } {
  if (typeof error !== 'object' || error === null || !('context' in error)) return {};
  const { context } = error;
  if (typeof context !== 'object' || context === null || !('line' in context)) return {};
  return typeof context.line === 'number' ? { line: context.line } : {};
}
