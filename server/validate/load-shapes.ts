import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MeridianError, withPlace } from '../errors.ts';
import type { Place } from '../errors.ts';
import { parseRdf } from '../rdf/parse-rdf.ts';
import type { ParsedRdf } from '../rdf/parse-rdf.ts';
import { toCurie } from '../rdf/prefixes.ts';
import type { PrefixTable } from '../rdf/prefixes.ts';
import type { Quad } from '../rdf/terms.ts';

/** A folder of shapes, read. */
export interface LoadedShapes {
  readonly quads: readonly Quad[];
  readonly prefixes: PrefixTable;
  /** Where a shape, and one of its properties, is written. */
  place(shape: string, predicate?: string): Place | undefined;
}

/**
 * Reads all Turtle files of the shapes folder and of its profiles folder, except `meta.ttl`, whose shapes are about
 * the others. Throws `bad-shapes` with file and line.
 */
export async function loadShapes(folder: string): Promise<LoadedShapes> {
  const files = [...(await turtleFiles(folder, '')), ...(await turtleFiles(folder, 'profiles'))];
  const parsed = await Promise.all(
    files.filter((file) => file !== 'meta.ttl').map((file) => parseFile(folder, file)),
  );
  const prefixes = new Map(parsed.flatMap((file) => [...file.prefixes]));
  return {
    quads: parsed.flatMap((file) => file.quads),
    prefixes,
    place: (shape, predicate) => {
      for (const file of parsed) {
        const place = file.place(shape, predicate);
        if (place !== undefined) return place;
      }
      return undefined;
    },
  };
}

async function turtleFiles(folder: string, inner: string): Promise<string[]> {
  try {
    const names = await readdir(join(folder, inner));
    return names
      .filter((name) => name.endsWith('.ttl'))
      .sort()
      .map((name) => join(inner, name));
  } catch (cause) {
    throw new MeridianError('bad-shapes', `The folder ${join(folder, inner)} cannot be read.`, { cause });
  }
}

async function parseFile(folder: string, file: string): Promise<ParsedRdf> {
  const path = join(folder, file);
  try {
    return await parseRdf(await readFile(path), {
      mediaType: 'text/turtle',
      baseIri: 'urn:shapes:',
      file: path,
    });
  } catch (error) {
    const failure = withPlace(error, { file: path });
    throw new MeridianError('bad-shapes', failure.message, {
      ...(failure.place === undefined ? {} : { place: failure.place }),
      ...(failure.advice === undefined ? {} : { advice: failure.advice }),
      cause: error,
    });
  }
}

/** The name of a profile in requests: `eucaim-2.0` for `profile:eucaim-2.0`. */
export function profileName(iri: string, prefixes: PrefixTable): string {
  const curie = toCurie(prefixes, iri);
  return curie === iri
    ? iri.slice(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1)
    : curie.slice(curie.indexOf(':') + 1);
}
