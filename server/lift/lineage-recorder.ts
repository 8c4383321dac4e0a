import { IntColumn } from './int-column.ts';
import type { Lineage, MappingVersion, Origin, Rule, SubjectOrigin, SubjectOrigins } from './lifter.ts';
import { OriginTable } from './origin-table.ts';
import type { SourceRecord } from './sources/record-source.ts';

/** A subject of more records than this keeps the first ones: a dataset that ten thousand rows speak of. */
const maxOrigins = 50;

/** How an origin may be told. */
type Say = (origin: SubjectOrigin) => SubjectOrigin;

/**
 * Collects which record made which subject. Subjects are numbered, and their origins are numbers in columns: the
 * origins of a subject are a ring of which its last one is known, so that they are told in the order in which they came.
 */
export class LineageRecorder {
  readonly #subjects = new Map<string, number>();
  readonly #last = new IntColumn();
  readonly #counts = new IntColumn();
  readonly #next = new IntColumn();
  readonly #maps = new IntColumn();
  readonly #groups = new IntColumn();
  readonly #positions = new IntColumn();
  readonly #table = new OriginTable();
  readonly #mapNames: string[] = [];
  readonly #mapNumbers = new Map<string, number>();
  /** By the number of the origin; only RDF that is kept has them. */
  readonly #byPredicate = new Map<number, NonNullable<Origin['byPredicate']>>();
  readonly #rules: Rule[] = [];
  readonly #mappings: MappingVersion[] = [];

  addRecord(subject: string, map: string, record: SourceRecord): void {
    const [number, mapNumber] = [this.#subject(subject), this.#map(map)];
    this.#add(number, mapNumber, record.origin);
    if (record.joined === undefined) return;
    for (const origin of record.joined) this.#add(number, mapNumber, origin);
  }

  addOrigin(subject: string, origin: SubjectOrigin): void {
    this.#add(this.#subject(subject), this.#map(origin.map), origin);
  }

  addRules(rules: readonly Rule[], mapping?: MappingVersion): void {
    this.#rules.push(...rules);
    if (mapping !== undefined) this.#mappings.push(mapping);
  }

  /** Blank nodes were noted as `_:label`; `names` says what they are called now. */
  rename(names: ReadonlyMap<string, string>): void {
    for (const [label, name] of names) {
      const number = this.#subjects.get(`_:${label}`);
      if (number === undefined) continue;
      this.#subjects.delete(`_:${label}`);
      this.#subjects.set(name, number);
    }
  }

  /** The lineage as it is by then; `said` is how an origin may be told. */
  lineage(said: Say): Lineage {
    return {
      origins: new RecordedOrigins(this.#subjects, (number) => this.#origins(number, said)),
      rules: this.#rules,
      ...(this.#mappings.length === 0 ? {} : { mappings: this.#mappings }),
    };
  }

  #subject(subject: string): number {
    let number = this.#subjects.get(subject);
    if (number === undefined) {
      number = this.#last.push(-1);
      this.#counts.push(0);
      this.#subjects.set(subject, number);
    }
    return number;
  }

  #map(map: string): number {
    let number = this.#mapNumbers.get(map);
    if (number === undefined) {
      number = this.#mapNames.push(map) - 1;
      this.#mapNumbers.set(map, number);
    }
    return number;
  }

  #add(subject: number, map: number, origin: Origin): void {
    const count = this.#counts.at(subject);
    if (count >= maxOrigins) return;
    this.#table.find(origin);
    const { group, position } = this.#table;
    const last = this.#last.at(subject);
    for (let at = last, left = count; left > 0; left--, at = this.#next.at(at)) {
      if (this.#positions.at(at) === position && this.#groups.at(at) === group && this.#maps.at(at) === map)
        return;
    }
    const added = this.#positions.push(position);
    this.#groups.push(group);
    this.#maps.push(map);
    this.#next.push(last < 0 ? added : this.#next.at(last));
    if (last >= 0) this.#next.set(last, added);
    this.#last.set(subject, added);
    this.#counts.set(subject, count + 1);
    if (origin.byPredicate !== undefined) this.#byPredicate.set(added, origin.byPredicate);
  }

  #origins(subject: number, said: Say): SubjectOrigin[] {
    const origins: SubjectOrigin[] = [];
    let at = this.#last.at(subject);
    for (let left = this.#counts.at(subject); left > 0; left--) {
      at = this.#next.at(at);
      const byPredicate = this.#byPredicate.get(at);
      origins.push(
        said({
          ...this.#table.origin(this.#groups.at(at), this.#positions.at(at)),
          ...(byPredicate === undefined ? {} : { byPredicate }),
          map: this.#mapNames[this.#maps.at(at)] ?? '',
        }),
      );
    }
    return origins;
  }
}

/** Origins that are written out when they are asked for. */
class RecordedOrigins implements SubjectOrigins {
  readonly #subjects: ReadonlyMap<string, number>;
  readonly #origins: (subject: number) => readonly SubjectOrigin[];

  constructor(subjects: ReadonlyMap<string, number>, origins: (subject: number) => readonly SubjectOrigin[]) {
    this.#subjects = subjects;
    this.#origins = origins;
  }

  get size(): number {
    return this.#subjects.size;
  }

  get(subject: string): readonly SubjectOrigin[] | undefined {
    const number = this.#subjects.get(subject);
    return number === undefined ? undefined : this.#origins(number);
  }

  keys(): Iterable<string> {
    return this.#subjects.keys();
  }

  *values(): Generator<readonly SubjectOrigin[]> {
    for (const number of this.#subjects.values()) yield this.#origins(number);
  }

  *[Symbol.iterator](): Generator<[string, readonly SubjectOrigin[]]> {
    for (const [subject, number] of this.#subjects) yield [subject, this.#origins(number)];
  }
}
