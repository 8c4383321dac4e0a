import { join } from 'node:path';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { Citation } from './citation.ts';
import type { CitedSource, CitedSources } from './cited-source.ts';
import { isCopy, SourceCopy } from './source-copy.ts';

export interface CitationCheck {
  /** Rows that were drawn. */
  readonly drawn: number;
  /** Of those, the ones whose codes stand in the source. */
  readonly found: number;
  /** Rows that cite a source of which the folder has no copy: they cannot be drawn. */
  readonly withoutCopy: number;
  readonly findings: readonly OntologyFinding[];
}

export interface CitationCheckOptions {
  readonly sources: CitedSources;
  /** Folder of copies. */
  readonly folder: string;
  readonly sample: number;
  /** The same seed draws the same rows. */
  readonly seed: number;
}

/** Draws rows at random, without putting back, and looks their codes up in the source that they cite. */
export function checkCitations(
  citations: readonly Citation[],
  { sources, folder, sample, seed }: CitationCheckOptions,
): CitationCheck {
  const copies = new Map<string, SourceCopy>();
  const fileOf = (iri: string): string | undefined => {
    const copy = sources.of(iri)?.copy;
    const file = copy === undefined ? undefined : join(folder, copy);
    return file !== undefined && isCopy(file) ? file : undefined;
  };
  const copyIn = (file: string): SourceCopy => {
    let copy = copies.get(file);
    if (copy === undefined) copies.set(file, (copy = new SourceCopy(file)));
    return copy;
  };
  const lookUps = citations.map((citation) => ({
    citation,
    places: citation.sources.flatMap((iri) => {
      const [file, codes] = [fileOf(iri), known(citation.codes, sources.of(iri))];
      return file === undefined || codes.length === 0 ? [] : [{ file, codes }];
    }),
  }));
  const drawn = draw(
    lookUps.filter(({ places }) => places.length > 0),
    sample,
    seed,
  );
  const lost = drawn.filter(({ places }) => !places.some(({ file, codes }) => copyIn(file).holds(codes)));
  return {
    drawn: drawn.length,
    found: drawn.length - lost.length,
    withoutCopy: lookUps.filter(({ places }) => places.length === 0).length,
    findings: lost.map(({ citation, places }) => ({
      kind: 'code-not-in-source',
      severity: 'violation',
      message: `${places[0]?.codes.join(' and ') ?? ''} stand in no record of "${citation.sources.map((iri) => sources.of(iri)?.title ?? iri).join('" or "')}". Correct the code, or cite where it was read.`,
      ...(citation.place === undefined ? {} : { place: citation.place }),
    })),
  };
}

/** The codes of a row that a source should hold. */
function known(codes: readonly string[], source: CitedSource | undefined): readonly string[] {
  return codes.filter((code) => source?.knows.has(code.slice(0, code.indexOf(':'))) === true);
}

/** The first of a Fisher-Yates shuffle. */
function draw<Item>(items: readonly Item[], count: number, seed: number): Item[] {
  const rest = [...items];
  const random = xoroshiro128plus(seed);
  const drawn: Item[] = [];
  while (drawn.length < count && rest.length > 0) {
    const [item] = rest.splice(uniformInt(random, 0, rest.length - 1), 1);
    if (item !== undefined) drawn.push(item);
  }
  return drawn;
}
