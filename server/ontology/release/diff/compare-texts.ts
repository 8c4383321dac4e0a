import { Parser } from 'n3';
import type { FileOverlay } from '../../../rdf/file-overlay.ts';
import type { PrefixTable } from '../../../rdf/prefixes.ts';
import type { Quad } from '../../../rdf/terms.ts';
import { compareOntologies } from './compare-ontologies.ts';
import type { OntologyDifference } from './ontology-difference.ts';

/** What edited Turtle files say of terms that they did not say before; files without an edit are not looked at. */
export async function compareTexts(
  before: FileOverlay,
  edits: FileOverlay,
  prefixes: PrefixTable,
): Promise<Pick<OntologyDifference, 'added' | 'removed' | 'changed'>> {
  const files = [...edits.keys()].filter((file) => file.endsWith('.ttl'));
  if (files.length === 0) return { added: [], removed: [], changed: [] };
  const quads = (texts: FileOverlay): Quad[] =>
    // Each with a parser of its own, which keeps the blank nodes of files apart.
    files.flatMap((file) => new Parser({ format: 'text/turtle' }).parse(texts.get(file) ?? ''));
  const { added, removed, changed } = await compareOntologies(quads(before), quads(edits), prefixes);
  return { added, removed, changed };
}
