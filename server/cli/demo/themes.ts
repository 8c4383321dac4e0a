import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bodyParts, modalities } from './image-words.ts';
import type { BodyPart, Modality } from './image-words.ts';
import type { Weighted } from './random.ts';

/** The same words in the two languages of the sample. */
export interface Bilingual<T = string> {
  readonly en: T;
  readonly de: T;
}

/** What a dataset is collected for: it decides what its patients were examined with and what its catalogue says. */
export interface Theme {
  /** Key of the cancer type. */
  readonly cancer: string;
  readonly title: Bilingual;
  /** The first sentence of a description, without its full stop. */
  readonly about: Bilingual;
  /** What an annotation shows, in the plural. */
  readonly outlines: Bilingual;
  readonly keywords: Bilingual<readonly string[]>;
  readonly modalities: readonly Weighted<Modality>[];
  readonly bodyParts: readonly Weighted<BodyPart>[];
  /** Local name of the one collection method that fits; any does where it is left out. */
  readonly method?: string;
}

type Written = Omit<Theme, 'modalities' | 'bodyParts'> &
  Readonly<Record<'modalities' | 'bodyParts', Readonly<Record<string, number>>>>;

/** The themes of themes.yaml; one or more for each cancer type. */
export const themes: readonly Theme[] = (
  parse(readFileSync(join(import.meta.dirname, 'themes.yaml'), 'utf8')) as readonly Written[]
).map((theme) => ({
  ...theme,
  modalities: weightsOf(theme.modalities, modalities),
  bodyParts: weightsOf(theme.bodyParts, bodyParts),
}));

function weightsOf<Key extends string>(
  written: Readonly<Record<string, number>>,
  words: Readonly<Record<Key, unknown>>,
): Weighted<Key>[] {
  return Object.entries(written).map(([key, weight]) => {
    if (!isKeyOf(key, words)) throw new RangeError(`Say in image-words.ts what "${key}" of themes.yaml is.`);
    return [key, weight];
  });
}

function isKeyOf<Key extends string>(key: string, words: Readonly<Record<Key, unknown>>): key is Key {
  return Object.hasOwn(words, key);
}
