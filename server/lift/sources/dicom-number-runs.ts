/** More runs than this are no numbering: memory is to grow with series, not with instances. */
const maxRuns = 2000;

/** The instance numbers of a series, as runs of numbers without a gap: one run for a series that is whole. */
export class DicomNumberRuns {
  /** First and last number of each run, ascending. */
  #runs: { first: number; last: number }[] = [];
  #count = 0;
  #usable = true;

  add(text: string | undefined): void {
    const number = Number(text ?? '');
    if (text === undefined || !Number.isInteger(number)) {
      this.#usable = false;
      return;
    }
    if (!this.#usable) return;
    const at = this.#place(number);
    const [before, after] = [this.#runs[at - 1], this.#runs[at]];
    if (before !== undefined && number <= before.last) return;
    this.#count++;
    const joinsAfter = after?.first === number + 1;
    if (before?.last === number - 1) {
      before.last = joinsAfter ? after.last : number;
      if (joinsAfter) this.#runs.splice(at, 1);
    } else if (joinsAfter) after.first = number;
    else this.#runs.splice(at, 0, { first: number, last: number });
    if (this.#runs.length > maxRuns) {
      this.#usable = false;
      this.#runs = [];
    }
  }

  /**
   * Numbers that are missing between the first and the last. Undefined where the numbers are no count of the images:
   * an instance has none, or more than half of them would be missing, as where every second or tenth number is used.
   */
  missing(): number | undefined {
    const [first, last] = [this.#runs[0], this.#runs.at(-1)];
    if (!this.#usable || first === undefined || last === undefined) return undefined;
    const missing = last.last - first.first + 1 - this.#count;
    return missing > this.#count ? undefined : missing;
  }

  /** The first run that begins behind the number. */
  #place(number: number): number {
    let [low, high] = [0, this.#runs.length];
    // Numbers mostly come in their order.
    if ((this.#runs.at(-1)?.first ?? Infinity) <= number) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#runs[middle]?.first ?? Infinity) <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
