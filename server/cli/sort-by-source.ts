import { basename, matchesGlob } from 'node:path';
import { MeridianError } from '../errors.ts';
import type { Lifter, SourceFile } from '../lift/lifter.ts';
import { deliveryDescriptionFile } from '../publish/delivery-description.ts';
import { mediaTypeOfFile } from '../rdf/media-types.ts';

export interface SortedFiles {
  /** RDF files, which need no lifting. */
  readonly rdf: readonly SourceFile[];
  /** The others by the source whose mapping lifts them. */
  readonly lifted: ReadonlyMap<string, readonly SourceFile[]>;
}

/** Tells from its name how each file is read; `source` overrides for everything that is not RDF. */
export function sortBySource(files: readonly SourceFile[], lifter: Lifter, source?: string): SortedFiles {
  const rdf: SourceFile[] = [];
  const lifted = new Map<string, SourceFile[]>();
  for (const file of files) {
    const name = basename(file.path);
    // It says how the others are read, and nothing about patients or datasets.
    if (name === deliveryDescriptionFile) continue;
    const isDicomJson = /\.dicom\.json$/i.test(name);
    if (source === undefined && !isDicomJson && mediaTypeOfFile(file.path) !== undefined) {
      rdf.push(file);
      continue;
    }
    const chosen = source ?? guessSource(name, lifter);
    const group = lifted.get(chosen);
    if (group === undefined) lifted.set(chosen, [file]);
    else group.push(file);
  }
  return { rdf, lifted };
}

function guessSource(name: string, lifter: Lifter): string {
  const fitting = lifter.sources.filter((source) =>
    source.files.some((pattern) => matchesGlob(name.toLowerCase(), basename(pattern).toLowerCase())),
  );
  // Exact names before patterns: PERSON.csv is OMOP although *.csv fits elsewhere.
  const exact = fitting.find((source) =>
    source.files.some((pattern) => basename(pattern).toLowerCase() === name.toLowerCase()),
  );
  const chosen = exact ?? fitting[0];
  if (chosen === undefined) {
    throw new MeridianError('unknown-format', 'No source reads a file of this name.', {
      place: { file: name },
      advice: `Name one with --source: ${lifter.sources.map((source) => source.name).join(', ')}.`,
    });
  }
  return chosen.name;
}
