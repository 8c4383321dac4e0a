import type { IdentifierRules } from './privacy-policy.ts';

/**
 * The one form of a patient's identifier: what the sources of one hospital write differently for one patient becomes
 * equal, by the rules of the provider. Padding around it never counts. Where nothing would be left, the identifier
 * stays as it is: `0` is not the patient without a number.
 */
export function normalIdentifier(identifier: string, rules: IdentifierRules): string {
  const trimmed = identifier.normalize('NFC').replace(padding, '');
  let form = rules.firstComponent ? (trimmed.split('^', 1)[0] ?? '').replace(padding, '') : trimmed;
  if (rules.ignoreBlanks) form = form.replace(blanks, '');
  if (rules.ignoreCase) form = form.toUpperCase();
  const zeros = rules.ignoreLeadingZeros ? zerosInFront : undefined;
  if (zeros !== undefined && prefixOf(form, rules) === '') form = form.replace(zeros, '');
  form = form.slice(prefixOf(form, rules).length).replace(padding, '');
  if (zeros !== undefined) form = form.replace(zeros, '');
  return form === '' ? trimmed : form;
}

// eslint-disable-next-line no-control-regex -- NUL pads values of DICOM
const padding = /^[\s\u0000\u200b\ufeff]+|[\s\u0000\u200b\ufeff]+$/g;
const blanks = /\s+/g;
/** With the blanks behind them; where nothing else follows, the last one stays. */
const zerosInFront = /^0+(?:\s+(?=\S)|(?=.))/s;

/**
 * The longest prefix that fits. One that ends within a number, as `H-1` does in `H-12`, gives way to a shorter one that
 * does not.
 */
function prefixOf(identifier: string, { prefixes, ignoreBlanks, ignoreCase }: IdentifierRules): string {
  const fitting: string[] = [];
  for (const prefix of prefixes) {
    const bare = ignoreBlanks ? prefix.replace(blanks, '') : prefix;
    const wanted = ignoreCase ? bare.toUpperCase() : bare;
    if (wanted !== '' && identifier.startsWith(wanted)) fitting.push(wanted);
  }
  const whole = fitting.filter((prefix) => !isWithinNumber(identifier, prefix.length));
  return (whole.length === 0 ? fitting : whole).reduce((a, b) => (b.length > a.length ? b : a), '');
}

function isWithinNumber(text: string, at: number): boolean {
  return /\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at));
}
