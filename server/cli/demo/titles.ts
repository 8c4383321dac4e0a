import type { Random } from './random.ts';
import type { Bilingual, Theme } from './themes.ts';

/** What a title can tell. */
export interface Titled {
  readonly theme: Theme;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly collectionMethod: string;
}

/** The titles of all providers' datasets: no two are the same, and themes are used evenly. */
export class Titles {
  readonly #uses = new Map<Theme, number>();
  readonly #taken = new Set<string>();

  /** The themes that the fewest datasets have. */
  leastUsed(themes: readonly Theme[]): readonly Theme[] {
    const fewest = Math.min(...themes.map((theme) => this.#usesOf(theme)));
    return themes.filter((theme) => this.#usesOf(theme) === fewest);
  }

  /** A title that no other dataset has: the theme, at times with the years or the kind of study. */
  take(titled: Titled, random: Random): Bilingual {
    this.#uses.set(titled.theme, this.#usesOf(titled.theme) + 1);
    const suffixes = suffixesOf(titled);
    const first = random.weighted(suffixes.map(({ weight }, index) => [index, weight] as const));
    const inOrder = [...suffixes.slice(first), ...suffixes.slice(0, first)].map(({ words }) => words);
    const dated = inOrder.find(({ en }) => en !== '') ?? { en: '', de: '' };
    for (let part = 1; ; part++) {
      const tried =
        part === 1 ? inOrder : [{ en: `${dated.en}, part ${part}`, de: `${dated.de}, Teil ${part}` }];
      for (const { en, de } of tried) {
        const title = { en: `${titled.theme.title.en}${en}`, de: `${titled.theme.title.de}${de}` };
        if (this.#taken.has(title.en)) continue;
        this.#taken.add(title.en);
        return title;
      }
    }
  }

  #usesOf(theme: Theme): number {
    return this.#uses.get(theme) ?? 0;
  }
}

function suffixesOf({
  firstYear,
  lastYear,
  collectionMethod,
}: Titled): { words: Bilingual; weight: number }[] {
  const suffixes = [
    { words: { en: '', de: '' }, weight: 55 },
    {
      words: { en: `, ${firstYear} to ${lastYear}`, de: `, ${firstYear} bis ${lastYear}` },
      weight: 35,
    },
  ];
  if (collectionMethod === 'SPEC1000005') {
    suffixes.push({ words: { en: ', case-control study', de: ', Fall-Kontroll-Studie' }, weight: 60 });
  }
  return suffixes;
}
