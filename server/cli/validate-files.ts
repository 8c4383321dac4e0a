import { randomBytes } from 'node:crypto';
import type { Lifted, Lifter, SourceFile } from '../lift/lifter.ts';
import { placesFromLineage } from '../lift/lineage-places.ts';
import { mediaTypeOfFile } from '../rdf/media-types.ts';
import { parseRdf } from '../rdf/parse-rdf.ts';
import type { Report, Validator } from '../validate/validator.ts';

/** Base that relative IRIs of a file are resolved against when nothing is published. */
const localBase = 'http://127.0.0.1';

/** Checks an RDF file as it stands; findings carry its lines. */
export async function validateRdfFile(
  file: SourceFile,
  profile: string,
  validator: Validator,
): Promise<Report> {
  const parsed = await parseRdf(await file.read(), {
    mediaType: mediaTypeOfFile(file.path) ?? 'text/turtle',
    baseIri: `${localBase}/id/local/`,
    file: file.path,
  });
  return validator.validate(parsed.quads, profile, (focusNode, predicate) =>
    parsed.place(focusNode, predicate),
  );
}

/** Lifts files and checks what comes out; findings carry file and row, tag or pointer. */
export async function validateLifted(
  source: string,
  files: readonly SourceFile[],
  profile: string,
  lifter: Lifter,
  validator: Validator,
): Promise<Report> {
  const lifted = await liftLocally(source, files, lifter);
  const [failure] = lifted.failures;
  if (failure !== undefined) throw failure;
  return validator.validate(
    [...lifted.catalogue, ...lifted.record],
    profile,
    placesFromLineage(lifted.lineage),
  );
}

/** Lifts with a key of the moment: pseudonyms of a trial run match nothing that was or will be published. */
export async function liftLocally(
  source: string,
  files: readonly SourceFile[],
  lifter: Lifter,
): Promise<Lifted> {
  return lifter.lift(source, files, { provider: 'local', base: localBase, key: randomBytes(32) });
}
