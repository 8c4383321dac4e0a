import type { Ontology } from '../ontology/ontology.ts';
import type { DatasetRecord } from './dataset-record.ts';
import { textWeights, WordWeigher, type WeighedWords } from './text-index.ts';
import type { ValueFolding } from './value-folding.ts';

/** The words by which a dataset is found: its own texts, its provider, and the names of its values in all languages. */
export function weighWords(
  record: DatasetRecord,
  context: {
    readonly ontology: Pick<Ontology, 'concept' | 'attributes'>;
    readonly folding: ValueFolding;
    readonly providerTitle: string;
  },
): WeighedWords {
  const weigher = new WordWeigher();
  for (const title of record.titles.values()) weigher.add(title, textWeights.title);
  for (const { text } of record.keywords) weigher.add(text, textWeights.keyword);
  weigher.add(record.provider, textWeights.label).add(context.providerTitle, textWeights.label);
  for (const attribute of context.ontology.attributes) {
    for (const value of record.values.get(attribute.name) ?? []) {
      const concept = attribute.scheme === undefined ? undefined : context.ontology.concept(value);
      for (const member of concept === undefined ? [] : context.folding.members(concept)) {
        for (const label of member.labels.values()) weigher.add(label, textWeights.label);
        for (const synonym of member.synonyms) weigher.add(synonym, textWeights.label);
      }
    }
  }
  for (const description of record.descriptions.values()) weigher.add(description, textWeights.description);
  return weigher.words;
}
