/** What leaves through the gate: the truth lies between low and high, both included. */
export interface ProtectedInterval {
  readonly low: number;
  readonly high: number;
  /** True where fewer patients than the threshold are behind the count, zero included. */
  readonly suppressed: boolean;
}

/** Distinct patients behind the certain things, the possible things, and the possible things that are not certain. */
export interface PatientsBehind {
  readonly low: number;
  readonly high: number;
  readonly between: number;
}

/** A count of studies or series: other things than the patients that decide whether it may be shown. */
export interface ThingsCounted {
  readonly patients: PatientsBehind;
  /** How many things of this kind the node holds in all. */
  readonly ceiling: number;
}

export interface DisclosureGateOptions {
  /** Fewest distinct patients that a number may stand for. */
  readonly threshold: number;
  /** Numbers are rounded to multiples of this, low downward and high upward. */
  readonly step: number;
}

/** The one place through which numbers about records leave a node. */
export class DisclosureGate {
  readonly threshold: number;
  readonly step: number;

  constructor({ threshold, step }: DisclosureGateOptions) {
    if (!Number.isInteger(threshold) || threshold < 1 || !Number.isInteger(step) || step < 1) {
      throw new RangeError('The threshold and the step of a disclosure gate are whole numbers from 1.');
    }
    this.threshold = threshold;
    this.step = step;
  }

  /**
   * The interval that may be shown for a true one. It always contains the truth. Low, high and what lies between them
   * each stand for a group of patients; a group under the threshold is never readable:
   * - high under the threshold: 0 to threshold - 1, suppressed. Few patients can have many studies, so a count of
   *   things reads 0 to a power of ten that is not below all things of the node, whatever was asked;
   * - low under the threshold: low reads 0;
   * - a small difference: both ends are rounded outward to a grid at least as wide as the threshold.
   */
  protect(low: number, high: number, things?: ThingsCounted): ProtectedInterval {
    const patients = things?.patients ?? { low, high, between: high - low };
    if (patients.high < this.threshold) {
      const most = this.threshold - 1;
      return {
        low: 0,
        high: things === undefined ? most : Math.max(most, powerOfTenFrom(things.ceiling)),
        suppressed: true,
      };
    }
    const small = patients.between > 0 && patients.between < this.threshold;
    const grid = small ? this.#gridFor(high - low) : this.step;
    return {
      low: patients.low < this.threshold ? 0 : Math.floor(low / grid) * grid,
      high: Math.ceil(high / grid) * grid,
      suppressed: false,
    };
  }

  /**
   * The grid that hides a difference: a multiple of the step, not below the threshold. Counts of things may differ by
   * more than the threshold although few patients do: the grid grows by tens, so that only the magnitude shows.
   */
  #gridFor(difference: number): number {
    let grid = Math.ceil(this.threshold / this.step) * this.step;
    while (grid < difference) grid *= 10;
    return grid;
  }
}

function powerOfTenFrom(value: number): number {
  let power = 1;
  while (power < value) power *= 10;
  return power;
}
