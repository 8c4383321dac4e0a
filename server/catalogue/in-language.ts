/**
 * The text for a reader's language: the tag itself, the language without its region, English, a text without a tag,
 * or whatever there is (BCP 47 tags; compared without case).
 */
export function inLanguage(texts: ReadonlyMap<string, string>, language: string): string | undefined {
  const tag = language.toLowerCase();
  const base = tag.split('-', 1)[0] ?? tag;
  return texts.get(tag) ?? texts.get(base) ?? texts.get('en') ?? texts.get('') ?? texts.values().next().value;
}
