/**
 * Three-valued truth by row (Kleene's strong logic): no is 0, unknown 1, yes 2, so that "and" is the least, "or" the
 * greatest and "not" the distance from 2.
 */
export type Truth = Uint8Array;

export const no = 0;
export const unknown = 1;
export const yes = 2;

export function everywhere(size: number, value: number): Truth {
  return new Uint8Array(size).fill(value);
}

/** The least of all, row by row. */
export function both(truths: readonly Truth[], size: number): Truth {
  const result = everywhere(size, yes);
  for (const truth of truths) lower(result, truth);
  return result;
}

/** The greatest of all, row by row. */
export function either(truths: readonly Truth[], size: number): Truth {
  const result = new Uint8Array(size);
  for (const truth of truths) raise(result, truth);
  return result;
}

export function opposite(truth: Truth): Truth {
  return truth.map((value) => yes - value);
}

/** Lowers each row to the other's where that is less. */
export function lower(truth: Truth, other: Truth): void {
  for (let row = 0; row < truth.length; row++) {
    const value = other[row] ?? no;
    if (value < (truth[row] ?? no)) truth[row] = value;
  }
}

/** Raises each row to the other's where that is greater. */
export function raise(truth: Truth, other: Truth): void {
  for (let row = 0; row < truth.length; row++) {
    const value = other[row] ?? no;
    if (value > (truth[row] ?? no)) truth[row] = value;
  }
}

/** By row of a lower level: what holds of the thing above. Without a thing above nothing holds. */
export function lookUp(truth: Truth, parents: Int32Array): Truth {
  return Uint8Array.from(parents, (parent) => (parent < 0 ? no : (truth[parent] ?? no)));
}

/** By row of an upper level: the greatest of the things below. */
export function gather(truth: Truth, parents: Int32Array, size: number): Truth {
  const result = new Uint8Array(size);
  for (let row = 0; row < parents.length; row++) {
    const parent = parents[row] ?? -1;
    const value = truth[row] ?? no;
    if (parent >= 0 && value > (result[parent] ?? no)) result[parent] = value;
  }
  return result;
}
