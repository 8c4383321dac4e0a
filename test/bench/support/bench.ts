import { availableParallelism } from 'node:os';
import { sideBySide, type Comparison, type SideBySideOptions, type Sides } from './side-by-side.ts';
import { writeSpread } from './spread.ts';
import { writeTable } from './write-table.ts';

/** The chance of every area comes from this seed: equal input on every machine. */
export const seed = 20260101;

/** One thing that is compared. */
export interface BenchArea {
  readonly name: string;
  readonly title: string;
  /** What is measured of this project. */
  readonly ours: string;
  /** What it is measured against. */
  readonly peer: string;
  run(bench: Bench): Promise<void>;
}

/** Collects what one area measures, and prints it. */
export class Bench {
  readonly #area: BenchArea;
  readonly #rows: (readonly string[])[] = [];
  readonly #inputs: string[] = [];
  readonly #notes: string[] = [];

  constructor(area: BenchArea) {
    this.#area = area;
  }

  /** Says what the input is and how large. */
  input(text: string): void {
    this.#inputs.push(text);
  }

  /** Says something beside the table. */
  note(text: string): void {
    this.#notes.push(text);
  }

  /** Measures two sides, a row of the table. Throws where their answers differ. */
  async compare<Answer>(
    label: string,
    sides: Sides<Answer>,
    options?: SideBySideOptions<Answer>,
  ): Promise<Comparison> {
    const comparison = await sideBySide(sides, options);
    this.row(label, comparison);
    return comparison;
  }

  /** A row of the table from what was measured elsewhere, as in processes of their own. */
  row(label: string, { ours, peer, ratio }: Comparison): void {
    this.#rows.push([label, ...[ours, peer, ratio].map(writeSpread)]);
  }

  print(): void {
    const { name, title, ours, peer } = this.#area;
    const lines = [
      `${name}: ${title}`,
      `  ours:  ${ours}`,
      `  peer:  ${peer}`,
      ...this.#inputs.map((input) => `  input: ${input}`),
      `  node ${process.versions.node}, ${availableParallelism()} cores, seed ${seed}; answers compared before`,
      '',
      ...writeTable([['median [min-max]', 'ours ms', 'peer ms', 'peer / ours'], ...this.#rows]),
      ...(this.#notes.length === 0 ? [] : ['', ...this.#notes]),
    ];
    console.log(`${lines.join('\n')}\n`);
  }
}
