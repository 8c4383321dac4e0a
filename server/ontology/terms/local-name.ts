/** `hasBirthSex` of `eucaim:hasBirthSex`. */
export function localName(curie: string): string {
  return curie.slice(curie.indexOf(':') + 1);
}
