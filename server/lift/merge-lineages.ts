import type { Lineage, SubjectOrigin, SubjectOrigins } from './lifter.ts';

/** What one source of a delivery tells of where its subjects are from. */
interface SourceLineage {
  readonly source: string;
  readonly lineage: Lineage;
}

/** The lineages of several sources as one, in which rules and origins say whose they are. Nothing is copied. */
export function mergeLineages(all: readonly SourceLineage[]): Lineage {
  return {
    origins: new MergedOrigins(all),
    rules: all.flatMap(({ source, lineage }) => lineage.rules.map((rule) => ({ ...rule, source }))),
    mappings: all.flatMap(({ lineage }) => lineage.mappings ?? []),
  };
}

class MergedOrigins implements SubjectOrigins {
  readonly #all: readonly SourceLineage[];

  constructor(all: readonly SourceLineage[]) {
    this.#all = all;
  }

  get size(): number {
    return this.#all.length === 1 ? (this.#all[0]?.lineage.origins.size ?? 0) : new Set(this.keys()).size;
  }

  get(subject: string): readonly SubjectOrigin[] | undefined {
    let found: SubjectOrigin[] | undefined;
    for (const { source, lineage } of this.#all) {
      for (const origin of lineage.origins.get(subject) ?? []) (found ??= []).push({ ...origin, source });
    }
    return found;
  }

  *keys(): Generator<string> {
    for (const [index, { lineage }] of this.#all.entries()) {
      const before = this.#all.slice(0, index);
      for (const subject of lineage.origins.keys()) {
        if (!before.some((other) => other.lineage.origins.get(subject) !== undefined)) yield subject;
      }
    }
  }

  *values(): Generator<readonly SubjectOrigin[]> {
    for (const [, origins] of this) yield origins;
  }

  *[Symbol.iterator](): Generator<[string, readonly SubjectOrigin[]]> {
    for (const subject of this.keys()) yield [subject, this.get(subject) ?? []];
  }
}
