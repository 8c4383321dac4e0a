/** A name in pairs of letters, for telling how alike two names are. */
function pairs(name: string): ReadonlySet<string> {
  const letters = name.toLowerCase();
  return new Set(
    Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)),
  );
}

/** How alike two names are, from 0 to 1: the pairs of letters that both have (Dice's coefficient). */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const pair of a) if (b.has(pair)) both += 1;
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size);
}

/** No name is longer: what is, is not compared. */
const longest = 80;

/** The items whose names are most like a name, best first; none where nothing is alike. */
export function nearTerms<Item>(
  name: string,
  items: Iterable<Item>,
  nameOf: (item: Item) => string,
  most: number,
): readonly Item[] {
  if (name.length > longest) return [];
  const wanted = pairs(name);
  const scored = [...items]
    .map((item) => ({ item, score: likeness(wanted, pairs(nameOf(item))) }))
    .filter(({ score }) => score >= 0.6);
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item);
}
