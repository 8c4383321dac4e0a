import { join } from 'node:path';
import { Parser } from 'n3';
import { MeridianError } from '../errors.ts';
import { hasFolder, listFiles, readText, type FileOverlay } from '../rdf/file-overlay.ts';
import type { Quad } from '../rdf/terms.ts';
import { OntologyFault } from './ontology-fault.ts';

export interface OntologyFile {
  readonly file: string;
  readonly quads: readonly Quad[];
  /** The text, read again: only who looks for a line needs it. */
  text(): string;
}

/** The parts of the ontology folder, in the order in which they are read. */
const parts = ['.', 'modules', 'vocabularies', 'vocabularies/labels', 'imports'];

/**
 * Reads every Turtle file of the ontology, with texts of `replaced` instead of files of those paths. Throws
 * 'bad-ontology' with file and line for what is no Turtle, 'unreadable-source' for what is no file.
 */
export function readFolder(folder: string, replaced?: FileOverlay): readonly OntologyFile[] {
  return parts
    .map((part) => join(folder, part))
    .filter((part) => hasFolder(part, replaced))
    .flatMap((part) => listFiles(part, '.ttl', replaced))
    .map((file) => readFile(file, replaced));
}

function readFile(file: string, replaced: FileOverlay | undefined): OntologyFile {
  const text = (): string => readText(file, replaced);
  try {
    // No base: a relative IRI would name something else on every machine.
    return { file, quads: new Parser({ format: 'text/turtle' }).parse(text()), text };
  } catch (error) {
    if (error instanceof MeridianError) throw error;
    throw new OntologyFault('turtle-syntax', error instanceof Error ? error.message : String(error), {
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
