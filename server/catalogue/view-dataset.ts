import type { Ontology } from '../ontology/ontology.ts';
import type { DatasetView, ValueView } from './catalogue.ts';
import type { DatasetRecord } from './dataset-record.ts';
import { inLanguage } from './in-language.ts';
import type { ValueFolding } from './value-folding.ts';

export interface ViewContext {
  readonly ontology: Pick<Ontology, 'attributes' | 'concept'>;
  readonly folding: ValueFolding;
  readonly providerTitle: (provider: string) => string;
}

/** A dataset in a reader's language. Values that are searched as one are shown as one. */
export function viewDataset(
  record: DatasetRecord,
  id: string,
  language: string,
  context: ViewContext,
): DatasetView {
  const values: Record<string, readonly ValueView[]> = {};
  for (const attribute of context.ontology.attributes) {
    const stated = record.values.get(attribute.name);
    if (stated === undefined || attribute.scheme === undefined) continue;
    const shown = new Map<string, ValueView>();
    for (const iri of stated) {
      const concept = context.ontology.concept(iri);
      if (concept === undefined) continue;
      const { curie, labels } = context.folding.shown(concept);
      shown.set(curie, { code: curie, label: inLanguage(labels, language) ?? curie });
    }
    values[attribute.name] = [...shown.values()].sort((a, b) => a.label.localeCompare(b.label, 'en'));
  }
  return {
    id,
    iri: record.iri,
    title: inLanguage(record.titles, language) ?? id,
    description: inLanguage(record.descriptions, language) ?? '',
    provider: { code: record.provider, label: context.providerTitle(record.provider) },
    ...(record.version === undefined ? {} : { version: record.version }),
    keywords: keywords(record, language),
    ...(record.patients === undefined ? {} : { patients: record.patients }),
    ...(record.studies === undefined ? {} : { studies: record.studies }),
    ...(record.issued === undefined ? {} : { issued: record.issued }),
    ...(record.modified === undefined ? {} : { modified: record.modified }),
    ...(record.accessRights === undefined ? {} : { accessRights: record.accessRights }),
    values,
    ranges: Object.fromEntries(record.ranges),
  };
}

/** Keywords of the reader's language and those without one; all of them where that leaves none. */
function keywords(record: DatasetRecord, language: string): readonly string[] {
  const base = language.toLowerCase().split('-', 1)[0] ?? '';
  const fitting = record.keywords.filter(
    (keyword) => keyword.language === '' || keyword.language.split('-', 1)[0] === base,
  );
  return [...new Set((fitting.length > 0 ? fitting : record.keywords).map(({ text }) => text))];
}
