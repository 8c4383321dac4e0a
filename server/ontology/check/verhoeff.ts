/**
 * The check digit of SNOMED CT identifiers (SNOMED CT Release File Specification, "SCTID" and "Check-digit computation"),
 * after Verhoeff 1969: digits are elements of the dihedral group of the pentagon, permuted by place and multiplied; the
 * product over all of them is the identity.
 */
export function hasVerhoeffDigit(code: string): boolean {
  let product = 0;
  Array.from(code)
    .reverse()
    .forEach((digit, place) => {
      product = multiply(product, permute(Number(digit), place));
    });
  return /^\d+$/.test(code) && product === 0;
}

/** Of the pentagon, 0 to 4 are its rotations, 5 to 9 its reflections. */
function multiply(a: number, b: number): number {
  const turn = a < 5 ? (a + b) % 5 : (((a - b) % 5) + 5) % 5;
  return a < 5 === b < 5 ? turn : turn + 5;
}

const permutation: readonly number[] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

function permute(digit: number, place: number): number {
  let permuted = digit;
  for (let time = 0; time < place % 8; time += 1) permuted = permutation[permuted] ?? 0;
  return permuted;
}
