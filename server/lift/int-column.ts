/** A list of 32-bit integers that grows: four bytes each, where an array of objects takes fifty and more. */
export class IntColumn {
  #numbers = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  at(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  /** Gives the place of the number. */
  push(number: number): number {
    if (this.#length === this.#numbers.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length] = number;
    return this.#length++;
  }

  set(index: number, number: number): void {
    this.#numbers[index] = number;
  }
}
