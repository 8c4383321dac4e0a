/** Whether a word is an address, `postgresql://…`, and not the path of a file. */
export function isAddress(word: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(word);
}
