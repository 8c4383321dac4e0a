import type { MeridianError } from '../errors.ts';
import type { HiddenValues, Lifted, Lifter, Lineage, UnmappedValue } from '../lift/lifter.ts';
import { mergeHidden } from '../lift/merge-hidden.ts';
import { mergeLineages } from '../lift/merge-lineages.ts';
import { LocalIds } from '../lift/local-ids.ts';
import type { PrivacyPolicy } from '../lift/privacy/privacy-policy.ts';
import { namedNode, quad } from '../rdf/terms.ts';
import type { Quad } from '../rdf/terms.ts';
import { dcat, mer, rdf } from '../rdf/vocabulary.ts';
import type { PlaceFinder, Report, Validator } from '../validate/validator.ts';
import type { CatalogueRules } from './catalogue-rules.ts';
import { checkIdentities } from './check-identities.ts';
import { checkPlanes } from './check-planes.ts';
import { countThings } from './count-things.ts';
import { sourceFile } from './delivery.ts';
import type { Delivery } from './delivery.ts';
import { lineageToBytes } from './lineage-bytes.ts';
import { readingsToBytes } from './readings-bytes.ts';
import { providerStatements } from './provider-statements.ts';
import { sortedNTriples } from './sorted-n-triples.ts';
import { providerIri } from './submission-graphs.ts';
import type { SubmissionCounts } from './submission.ts';

/** A delivery on its way in. All of it can cross threads. */
export interface PrepareRequest {
  readonly provider: { readonly id: string; readonly title: string; readonly privacy?: PrivacyPolicy };
  readonly submission: string;
  readonly base: string;
  /** Secret of the node, for pseudonyms and date shifts. */
  readonly key: Uint8Array;
  readonly profile: string;
  readonly delivery: Delivery;
}

/** What is needed to prepare; each built once. */
export interface PrepareTools {
  readonly lifter: Lifter;
  readonly validator: Validator;
  readonly rules: CatalogueRules;
  readonly places: (lineage: Lineage) => PlaceFinder;
}

/** Something that was left out on purpose, and where. */
export type LiftNote = NonNullable<Lifted['notes']>[number];

/** Lifted, merged and checked: ready to be committed where `report` conforms and there are no failures. */
export interface Prepared {
  /** Absent where the files could not be read, so that there was nothing to check. */
  readonly report: Report | undefined;
  readonly failures: readonly MeridianError[];
  /** N-Triples in code point order of their lines: equal statements give equal bytes. */
  readonly catalogue: Uint8Array;
  readonly record: Uint8Array;
  /** See `lineage-bytes.ts`. */
  readonly lineage: Uint8Array;
  readonly unmapped: readonly UnmappedValue[];
  /** What {@link unmapped} leaves out. */
  readonly hidden: readonly HiddenValues[];
  /** How values were read, see `readings-bytes.ts`; absent where the lifter does not tell. */
  readonly readings?: Uint8Array;
  readonly notes: readonly LiftNote[];
  readonly counts: SubmissionCounts;
  readonly mappingSets: Readonly<Record<string, readonly string[]>>;
  /** IRIs of the datasets it describes, sorted. */
  readonly datasets: readonly string[];
  /** IRIs of everything its catalogue speaks of, sorted: other submissions may describe it. */
  readonly subjects: readonly string[];
}

/** Makes deliveries ready (port). */
export interface Preparer {
  prepare(request: PrepareRequest): Promise<Prepared>;
  close(): Promise<void>;
}

/**
 * Lifts every source of a delivery, merges what comes out, states whose datasets these are, and holds both planes to
 * the profile. Stores nothing. Throws `not-found` for an unknown source or profile; everything wrong with the files
 * is in `failures` and `report`.
 */
export async function prepare(request: PrepareRequest, tools: PrepareTools): Promise<Prepared> {
  const localIds = new LocalIds();
  const lifted = await liftSources(request, tools.lifter, localIds);
  const failures = lifted.flatMap((each) => each.failures);
  const lineage = mergeLineages(
    lifted.map((each, index) => ({
      source: request.delivery.sources[index]?.source ?? '',
      lineage: each.lineage,
    })),
  );
  const planes = {
    catalogue: withoutProvider(
      lifted.flatMap((each) => each.catalogue),
      request,
    ),
    record: lifted.flatMap((each) => each.record),
  };
  const places = tools.places(lineage);
  failures.push(
    ...checkPlanes(planes, request, tools.rules, places).map((failure) => localIds.failure(failure)),
    ...checkIdentities(planes.catalogue, localIds, places, request.base),
  );
  const datasets = datasetsOf(planes.catalogue);
  const catalogue = [...planes.catalogue, ...ownership(datasets, request)];
  const report =
    failures.length === 0
      ? await tools.validator.validate([...catalogue, ...planes.record], request.profile, places)
      : undefined;
  const [catalogueLines, recordLines] = [sortedNTriples(catalogue), sortedNTriples(planes.record)];
  return {
    report,
    failures,
    catalogue: catalogueLines.bytes,
    record: recordLines.bytes,
    lineage: lineageToBytes(lineage, { catalogue: catalogueLines.bytes, record: recordLines.bytes }),
    unmapped: lifted.flatMap((each) => each.unmapped),
    hidden: mergeHidden(lifted.map((each) => each.hidden)),
    ...readingsOf(lifted),
    notes: lifted.flatMap((each) => each.notes ?? []),
    counts: {
      catalogueTriples: catalogueLines.count,
      recordTriples: recordLines.count,
      datasets: datasets.length,
      ...countThings(planes.record),
    },
    mappingSets: mergeMappingSets(lifted),
    datasets,
    subjects: [...new Set(planes.catalogue.map(({ subject }) => subject.value))].sort(),
  };
}

/** Each source, and then what they say about places without the identifiers that any of them knows. */
async function liftSources(request: PrepareRequest, lifter: Lifter, localIds: LocalIds): Promise<Lifted[]> {
  const { provider, base, key, delivery } = request;
  const lifted: Lifted[] = [];
  for (const { source, files } of delivery.sources) {
    const context = {
      provider: provider.id,
      base,
      key,
      localIds,
      ...(provider.privacy === undefined ? {} : { privacy: provider.privacy }),
    };
    lifted.push(await lifter.lift(source, files.map(sourceFile), context));
  }
  return lifted.map((each) => ({
    ...each,
    failures: each.failures.map((failure) => localIds.failure(failure)),
    unmapped: each.unmapped.map((value) => ({ ...value, firstPlace: localIds.place(value.firstPlace) })),
    ...(each.notes === undefined
      ? {}
      : { notes: each.notes.map((note) => ({ ...note, place: localIds.place(note.place) })) }),
  }));
}

function readingsOf(lifted: readonly Lifted[]): Pick<Prepared, 'readings'> {
  const readings = lifted.flatMap((each) => each.readings ?? []);
  return readings.length < lifted.length ? {} : { readings: readingsToBytes(readings) };
}

/** An attribute that two sources read has the sets of both. */
function mergeMappingSets(lifted: readonly Lifted[]): Record<string, readonly string[]> {
  const merged = new Map<string, Set<string>>();
  for (const { mappingSets } of lifted) {
    for (const [attribute, sets] of mappingSets) {
      merged.set(attribute, new Set([...(merged.get(attribute) ?? []), ...sets]));
    }
  }
  return Object.fromEntries([...merged].map(([attribute, sets]) => [attribute, [...sets].sort()]));
}

function datasetsOf(catalogue: readonly Quad[]): string[] {
  const datasets = new Set<string>();
  for (const { subject, predicate, object } of catalogue) {
    if (predicate.equals(rdf.type) && object.equals(dcat.Dataset)) datasets.add(subject.value);
  }
  return [...datasets].sort();
}

/** What a delivery repeats of what the node says of its provider is left to the node. */
function withoutProvider(catalogue: readonly Quad[], { base, provider }: PrepareRequest): readonly Quad[] {
  const stated = providerStatements(base, provider);
  return catalogue.filter((statement) => !stated.some((each) => each.equals(statement)));
}

/** Who publishes each dataset here. */
function ownership(datasets: readonly string[], { base, provider }: PrepareRequest): Quad[] {
  const agent = providerIri(base, provider.id);
  return datasets.map((dataset) => quad(namedNode(dataset), mer.provider, agent));
}
