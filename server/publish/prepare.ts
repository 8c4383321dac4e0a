import type { MeridianError } from '../errors.ts';
import type { Lifted, Lifter, Lineage, UnmappedValue } from '../lift/lifter.ts';
import { namedNode, quad } from '../rdf/terms.ts';
import type { Quad } from '../rdf/terms.ts';
import { dcat, mer, rdf } from '../rdf/vocabulary.ts';
import type { PlaceFinder, Report, Validator } from '../validate/validator.ts';
import type { CatalogueRules } from './catalogue-rules.ts';
import { checkPlanes } from './check-planes.ts';
import { countThings } from './count-things.ts';
import { sourceFile } from './delivery.ts';
import type { Delivery } from './delivery.ts';
import { lineageToJson } from './lineage-json.ts';
import { readingsToBytes } from './readings-bytes.ts';
import { providerStatements } from './provider-statements.ts';
import { sortedNTriples } from './sorted-n-triples.ts';
import { providerIri } from './submission-graphs.ts';
import type { SubmissionCounts } from './submission.ts';

/** A delivery on its way in. All of it can cross threads. */
export interface PrepareRequest {
  readonly provider: { readonly id: string; readonly title: string };
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
  /** JSON of the lineage, see `lineage-json.ts`. */
  readonly lineage: Uint8Array;
  readonly unmapped: readonly UnmappedValue[];
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
  const lifted = await liftSources(request, tools.lifter);
  const failures = lifted.flatMap((each) => each.failures);
  const lineage: Lineage = {
    origins: mergeOrigins(lifted),
    rules: lifted.flatMap((each) => each.lineage.rules),
  };
  const planes = {
    catalogue: withoutProvider(
      lifted.flatMap((each) => each.catalogue),
      request,
    ),
    record: lifted.flatMap((each) => each.record),
  };
  const places = tools.places(lineage);
  failures.push(...checkPlanes(planes, request, tools.rules, places));
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
    lineage: lineageToJson(lineage),
    unmapped: lifted.flatMap((each) => each.unmapped),
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

async function liftSources(request: PrepareRequest, lifter: Lifter): Promise<Lifted[]> {
  const { provider, base, key, delivery } = request;
  const lifted: Lifted[] = [];
  for (const { source, files } of delivery.sources) {
    lifted.push(await lifter.lift(source, files.map(sourceFile), { provider: provider.id, base, key }));
  }
  return lifted;
}

function readingsOf(lifted: readonly Lifted[]): Pick<Prepared, 'readings'> {
  const readings = lifted.flatMap((each) => each.readings ?? []);
  return readings.length < lifted.length ? {} : { readings: readingsToBytes(readings) };
}

function mergeOrigins(lifted: readonly Lifted[]): Lineage['origins'] {
  const [first, ...others] = lifted;
  if (others.length === 0) return first?.lineage.origins ?? new Map();
  const merged = new Map(first?.lineage.origins);
  for (const { lineage } of others) {
    for (const [subject, origins] of lineage.origins) {
      merged.set(subject, [...(merged.get(subject) ?? []), ...origins]);
    }
  }
  return merged;
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
