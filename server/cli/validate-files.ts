import { randomBytes } from 'node:crypto';
import { MeridianError } from '../errors.ts';
import type { LiftContext, Lifted, Lifter, SourceFile } from '../lift/lifter.ts';
import type { Database } from '../lift/sources/database.ts';
import { placesFromLineage } from '../lift/lineage-places.ts';
import { namespacesOfRdf } from '../lift/namespaces-of-rdf.ts';
import { mediaTypeOfFile } from '../rdf/media-types.ts';
import { parseRdf } from '../rdf/parse-rdf.ts';
import { validateRdf } from '../validate/validate-rdf.ts';
import type { PlaceFinder, Report, Validator } from '../validate/validator.ts';
import { LocalIds } from '../lift/local-ids.ts';
import { checkIdentities } from '../publish/check-identities.ts';
import type { Quad } from '../rdf/terms.ts';

/** Base that relative IRIs of a file are resolved against when nothing is published. */
const localBase = 'http://127.0.0.1';

/**
 * Files that are checked together, as one delivery would be: what one of them knows of patients, the catalogue of
 * another must not tell.
 */
export class Together {
  readonly localIds = new LocalIds();
  readonly #catalogues: { readonly quads: readonly Quad[]; readonly places: PlaceFinder }[] = [];

  add(quads: readonly Quad[], places: PlaceFinder): void {
    this.#catalogues.push({ quads, places });
  }

  /** Throws 'not-conformant' with the first place where the catalogue tells of a patient. */
  check(): void {
    const failures = this.#catalogues.flatMap(({ quads, places }) =>
      checkIdentities(quads, this.localIds, places, localBase),
    );
    const [first] = failures.map((failure) => this.localIds.failure(failure));
    if (first !== undefined) throw first;
  }
}

/** Checks an RDF file in the namespaces that publishing would give it; findings carry its lines. */
export async function validateRdfFile(
  file: SourceFile,
  profile: string,
  lifter: Lifter,
  validator: Validator,
  together?: Together,
): Promise<Report> {
  const parsed = await parseRdf(await file.read(), {
    mediaType: mediaTypeOfFile(file.path) ?? 'text/turtle',
    baseIri: `${localBase}/id/local/`,
    file: file.path,
    ...(lifter.contexts === undefined ? {} : { contexts: lifter.contexts }),
  });
  together?.add(parsed.quads, (node, predicate) => parsed.place(node, predicate));
  return validateRdf(parsed, profile, validator, namespacesOfRdf(lifter));
}

/** Lifts files and checks what comes out; findings carry file and row, tag or pointer. */
export async function validateLifted(
  source: string,
  files: readonly SourceFile[],
  profile: string,
  lifter: Lifter,
  validator: Validator,
  together?: Together,
): Promise<Report> {
  const context = { ...localContext(), ...(together === undefined ? {} : { localIds: together.localIds }) };
  const lifted = await lifter.lift(source, files, context);
  const [failure, ...others] = lifted.failures;
  if (failure !== undefined) throw withOthers(failure, others.length);
  const places = placesFromLineage(lifted.lineage);
  together?.add(lifted.catalogue, places);
  return validator.validate([...lifted.catalogue, ...lifted.record], profile, places);
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
