import { basename, join, resolve } from 'node:path';
import { Parser } from 'n3';
import { hasFolder, listFiles, readText } from '../../rdf/file-overlay.ts';
import { owl, rdf } from '../../rdf/vocabulary.ts';

/** The classes that imports declare beside the one of a file, each with the name of the first import that does. */
export function classesOfOtherImports(ontologyFolder: string, target: string): ReadonlyMap<string, string> {
  const folder = join(ontologyFolder, 'imports');
  const files = hasFolder(folder) ? listFiles(folder, '.ttl') : [];
  const found = new Map<string, string>();
  for (const file of files) {
    if (resolve(file) === resolve(target)) continue;
    for (const { subject, predicate, object } of new Parser({ format: 'text/turtle' }).parse(
      readText(file),
    )) {
      if (predicate.equals(rdf.type) && object.equals(owl.Class) && !found.has(subject.value))
        found.set(subject.value, basename(file, '.ttl'));
    }
  }
  return found;
}
