import type { Attribute, Level } from '../ontology/attribute.ts';
import { buildColumn, columnLevel, newDraft, rowFlags, type ColumnDraft } from './column-draft.ts';
import type { RecordTable } from './record-table.ts';

/** The dictionary entry of a value that is known and equals nothing. */
export const outside = '';

/** Collects statements about records, from quads or from other tables, into one table. */
export class RecordTableBuilder {
  readonly #rows: Record<Level, Map<string, number>> = {
    dataset: new Map(),
    patient: new Map(),
    condition: new Map(),
    study: new Map(),
    series: new Map(),
  };
  readonly #parents = { condition: [] as number[], study: [] as number[], series: [] as number[] };
  readonly #members = new Set<string>();
  readonly #described = new Set<number>();
  readonly #drafts: ReadonlyMap<string, ColumnDraft>;

  /** The attributes to keep columns for: those with a record binding, and those of the patient's datasets. */
  constructor(attributes: readonly Attribute[]) {
    this.#drafts = new Map(
      attributes.flatMap((attribute) => {
        const level = columnLevel(attribute);
        return level === undefined ? [] : [[attribute.name, newDraft(attribute, level)] as const];
      }),
    );
  }

  get attributes(): readonly { readonly attribute: Attribute; readonly level: Level }[] {
    return [...this.#drafts.values()];
  }

  /** The things of a level by row, so far. */
  iris(level: Level): readonly string[] {
    return [...this.#rows[level].keys()];
  }

  /** The row of a thing, a new one where it was not named before. */
  thing(level: Level, iri: string): number {
    const rows = this.#rows[level];
    const known = rows.get(iri);
    if (known !== undefined) return known;
    const row = rows.size;
    rows.set(iri, row);
    return row;
  }

  /** Says whose a condition or study is (a patient), or a series (a study). The first statement stands. */
  setParent(level: 'condition' | 'study' | 'series', row: number, parent: number): void {
    this.#parents[level][row] ??= parent;
  }

  addMember(patient: number, dataset: number): void {
    this.#members.add(`${patient} ${dataset}`);
  }

  describeDataset(dataset: number): void {
    this.#described.add(dataset);
  }

  addCode(attribute: string, row: number, iri: string): void {
    const draft = this.#draft(attribute);
    let code = draft.dictionary.get(iri);
    if (code === undefined) draft.dictionary.set(iri, (code = draft.dictionary.size));
    draft.rows.push(row);
    draft.codes.push(code);
  }

  /** A value that was reviewed and lies outside the scheme. */
  addOutside(attribute: string, row: number): void {
    if (this.#draft(attribute).attribute.datatype === undefined) this.addCode(attribute, row, outside);
    else this.addNumber(attribute, row, NaN);
  }

  addNumber(attribute: string, row: number, value: number): void {
    const draft = this.#draft(attribute);
    draft.rows.push(row);
    draft.numbers.push(value);
  }

  /** An unmapped value, on whatever level it stands. */
  addUnmapped(attribute: string, level: Level, row: number): void {
    const draft = this.#draft(attribute);
    if (draft.level === level) draft.unmapped.add(row);
    else draft.elsewhere.push({ level, row });
  }

  setComplete(attribute: string, patient: number): void {
    this.#draft(attribute).complete.add(patient);
  }

  build(): RecordTable {
    const things = mapLevels((level) => this.iris(level));
    const sized = (parents: readonly (number | undefined)[], length: number): Int32Array =>
      Int32Array.from({ length }, (_, row) => parents[row] ?? -1);
    const condition = sized(this.#parents.condition, things.condition.length);
    const study = sized(this.#parents.study, things.study.length);
    const studyOfSeries = sized(this.#parents.series, things.series.length);
    const patientOf = {
      condition,
      study,
      series: studyOfSeries.map((row) => (row < 0 ? -1 : (study[row] ?? -1))),
    };
    const members = [...this.#members].map((pair) => pair.split(' ').map(Number));
    const described = rowFlags(this.#described, things.dataset.length);
    return {
      things,
      patientOf,
      studyOfSeries,
      memberPatients: Int32Array.from(members, ([patient = -1]) => patient),
      memberDatasets: Int32Array.from(members, ([, dataset = -1]) => dataset),
      described,
      columns: new Map(
        [...this.#drafts].map(([name, draft]) => [
          name,
          buildColumn(draft, { things, patientOf, described }),
        ]),
      ),
    };
  }

  #draft(attribute: string): ColumnDraft {
    const draft = this.#drafts.get(attribute);
    if (draft === undefined) throw new RangeError(`There is no column for ${attribute}.`);
    return draft;
  }
}

function mapLevels<Value>(value: (level: Level) => Value): Record<Level, Value> {
  return {
    dataset: value('dataset'),
    patient: value('patient'),
    condition: value('condition'),
    study: value('study'),
    series: value('series'),
  };
}
