import { randomBytes } from 'node:crypto';
import { MeridianError } from '../errors.ts';
import type { LiftContext, Lifted, Lifter, SourceFile } from '../lift/lifter.ts';
import type { Database } from '../lift/sources/database.ts';
import { placesFromLineage } from '../lift/lineage-places.ts';
import { namespacesOfRdf } from '../lift/namespaces-of-rdf.ts';
import { mediaTypeOfFile } from '../rdf/media-types.ts';
import { parseRdf } from '../rdf/parse-rdf.ts';
import { validateRdf } from '../validate/validate-rdf.ts';
import type { Report, Validator } from '../validate/validator.ts';

/** Base that relative IRIs of a file are resolved against when nothing is published. */
const localBase = 'http://127.0.0.1';

/** Checks an RDF file in the namespaces that publishing would give it; findings carry its lines. */
export async function validateRdfFile(
  file: SourceFile,
  profile: string,
  lifter: Lifter,
  validator: Validator,
): Promise<Report> {
  const parsed = await parseRdf(await file.read(), {
    mediaType: mediaTypeOfFile(file.path) ?? 'text/turtle',
    baseIri: `${localBase}/id/local/`,
    file: file.path,
    ...(lifter.contexts === undefined ? {} : { contexts: lifter.contexts }),
  });
  return validateRdf(parsed, profile, validator, namespacesOfRdf(lifter));
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
  const [failure, ...others] = lifted.failures;
  if (failure !== undefined) throw withOthers(failure, others.length);
  return validator.validate(
    [...lifted.catalogue, ...lifted.record],
    profile,
    placesFromLineage(lifted.lineage),
  );
}

/**
 * Lifts with a key of the moment, where none is given: pseudonyms of a trial run match nothing that was or will be
 * published.
 */
export async function liftLocally(
  source: string,
  files: readonly SourceFile[],
  lifter: Lifter,
  key?: Uint8Array,
  database?: Database,
): Promise<Lifted> {
  return lifter.lift(source, files, localContext(key, database));
}

/** Whose data a trial run lifts. */
export function localContext(key: Uint8Array = randomBytes(32), database?: Database): LiftContext {
  return { provider: 'local', base: localBase, key, ...(database === undefined ? {} : { database }) };
}

/** The first failure, and how many more there are: `meridian lift` lists them all. */
function withOthers(failure: MeridianError, count: number): MeridianError {
  if (count === 0) return failure;
  const others = count === 1 ? '1 more file' : `${count} more files`;
  return new MeridianError(failure.code, `${failure.message} ${others} cannot be read.`, {
    ...(failure.place === undefined ? {} : { place: failure.place }),
    ...(failure.advice === undefined ? {} : { advice: failure.advice }),
    cause: failure,
  });
}
