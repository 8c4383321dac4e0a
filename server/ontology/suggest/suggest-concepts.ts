import type { MappingSets } from '../../rdf/sssom.ts';
import type { Attribute } from '../attribute.ts';
import type { Concept } from '../concept.ts';
import { foldWords } from '../fold-words.ts';
import type { Ontology } from '../ontology.ts';
import { likeness, trigrams } from './likeness.ts';
import { MappedWords } from './mapped-words.ts';
import type { Reason, Suggestion } from './suggestion.ts';

/**
 * What a value without a meaning may stand for, the likeliest first: concepts of the attribute's scheme of which a name
 * has its words, which a code in it means, or which words much like it are mapped to. Made for people to choose from;
 * nothing is read by it.
 */
export function suggestConcepts(
  value: string,
  attribute: Pick<Attribute, 'scheme'>,
  { ontology, mappingSets }: { readonly ontology: Ontology; readonly mappingSets: MappingSets },
  limit = 5,
): readonly Suggestion[] {
  const found = new Map<Concept, { score: number; reasons: { score: number; reason: Reason }[] }>();
  const suggest = (concept: Concept, score: number, reason: Reason): void => {
    if (attribute.scheme !== undefined && !attribute.scheme.equals(concept.scheme)) return;
    const entry = found.get(concept) ?? { score: 0, reasons: [] };
    if (entry.reasons.some((each) => each.reason.kind === reason.kind && each.score >= score)) return;
    entry.reasons = [...entry.reasons.filter((each) => each.reason.kind !== reason.kind), { score, reason }];
    // Reasons of different kinds add to one another, and never make it certain.
    entry.score = 1 - entry.reasons.reduce((left, each) => left * (1 - each.score), 1);
    found.set(concept, entry);
  };
  const words = foldWords(value.slice(0, longest)).filter((word) => word.length > 1);
  byName(words, attribute, ontology, suggest);
  byCode(value.slice(0, longest), ontology, suggest);
  byNeighbour(value.slice(0, longest), ontology, MappedWords.of(mappingSets), suggest);
  return [...found]
    .map(([concept, { score, reasons }]) => ({
      concept,
      score,
      reasons: reasons.sort((a, b) => b.score - a.score).map(({ reason }) => reason),
    }))
    .sort((a, b) => b.score - a.score || (a.concept.curie < b.concept.curie ? -1 : 1))
    .slice(0, limit);
}

type Suggest = (concept: Concept, score: number, reason: Reason) => void;

const longest = 200;
const mostWords = 8;
/** Words less alike than this have nothing to do with one another. */
const leastLikeness = 0.55;

/** All words together, then each alone: what a clinic adds to a word ("MRT Kopf nativ") is in no name. */
function byName(
  words: readonly string[],
  { scheme }: Pick<Attribute, 'scheme'>,
  ontology: Ontology,
  suggest: Suggest,
): void {
  const whole = words.slice(0, mostWords);
  const questions = new Set([whole.join(' '), ...whole.filter((word) => word.length > 2)]);
  for (const question of questions) {
    const asked = foldWords(question);
    const share = asked.length / Math.max(whole.length, 1);
    const matches = ontology.search(question, {
      limit: 5,
      ...(scheme === undefined ? {} : { scheme: scheme.value }),
    });
    for (const { concept, name } of matches) {
      suggest(concept, 0.9 * Math.sqrt(share) * likeness(trigrams(question), trigrams(name)), {
        kind: 'name',
        name,
      });
    }
  }
}

/** Anything in the value that has a digit, or the look of a code, read in every style in which codes are written. */
function byCode(value: string, ontology: Ontology, suggest: Suggest): void {
  const tokens = new Set([
    value.trim(),
    ...(value.match(/[\p{L}\p{N}:._/#-]*\d[\p{L}\p{N}:._/#-]*/gu) ?? []),
  ]);
  for (const code of [...tokens].slice(0, mostWords)) {
    const resolution = ontology.resolve(code);
    if (resolution.state === 'found') {
      suggest(resolution.concept, 0.95, { kind: 'code', code });
      continue;
    }
    if (resolution.broader !== undefined) suggest(resolution.broader, 0.8, { kind: 'code', code });
    if (!/\d/.test(code)) continue;
    for (const concept of resolution.near.slice(0, 3)) suggest(concept, 0.3, { kind: 'code', code });
  }
}

/** What others wrote much like it, and mapped: spellings of one word differ little. */
function byNeighbour(value: string, ontology: Ontology, words: MappedWords, suggest: Suggest): void {
  for (const { row, set, alike } of words.like(value, leastLikeness)) {
    const concept = ontology.concept(row.objectIri);
    if (concept === undefined) continue;
    suggest(concept, 0.9 * alike, {
      kind: 'neighbour',
      word: row.subjectLabel ?? '',
      set,
      line: row.line,
    });
  }
}
