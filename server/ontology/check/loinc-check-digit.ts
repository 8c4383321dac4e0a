/**
 * The check digit of LOINC codes (LOINC Users' Guide, appendix "Calculating Mod 10 check digits"): of the digits before the
 * hyphen, counted from the right, those in odd places make a number that is doubled; the digits of that number and those
 * in even places are added; the check digit completes the sum to a multiple of ten. The identifiers of parts, answers
 * and groups (LP, LA, LG) have a check digit of their own, which the guide does not describe: they hold.
 */
export function hasLoincDigit(code: string): boolean {
  if (/^L[A-Z]/.test(code)) return true;
  const [, body, digit] = /^(\d+)-(\d)$/.exec(code) ?? [];
  if (body === undefined || digit === undefined) return false;
  const places = Array.from(body).reverse();
  const odd = places.filter((_, index) => index % 2 === 0).reverse();
  const even = places.filter((_, index) => index % 2 === 1);
  const sum = [...Array.from(String(Number(odd.join('')) * 2)), ...even].reduce(
    (total, each) => total + Number(each),
    0,
  );
  return (10 - (sum % 10)) % 10 === Number(digit);
}
