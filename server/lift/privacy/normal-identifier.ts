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
  form = form.slice(prefixOf(form, rules).length).replace(padding, '');
  if (rules.ignoreLeadingZeros) form = form.replace(/^0+(?=.)/, '');
  return form === '' ? trimmed : form;
}

// eslint-disable-next-line no-control-regex -- NUL pads values of DICOM
const padding = /^[\s\u0000\u200b\ufeff]+|[\s\u0000\u200b\ufeff]+$/g;
const blanks = /\s+/g;

function prefixOf(identifier: string, { prefixes, ignoreBlanks, ignoreCase }: IdentifierRules): string {
  let longest = '';
  for (const prefix of prefixes) {
    const bare = ignoreBlanks ? prefix.replace(blanks, '') : prefix;
    const wanted = ignoreCase ? bare.toUpperCase() : bare;
    if (wanted.length > longest.length && identifier.startsWith(wanted)) longest = wanted;
  }
  return longest;
}
