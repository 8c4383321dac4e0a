import { daysAfter } from './days.ts';
import type { DatasetSummary } from './summarise-dataset.ts';

/** The version that a catalogue shows of a dataset, with ISO dates. */
export interface Release {
  readonly version: string;
  readonly issued: string;
  /** Undefined where the first version is the only one. */
  readonly modified: string | undefined;
}

/** No catalogue of the sample says anything later. */
const today = '2026-06-30';
const semantic = ['1.0.0', '1.0.1', '1.1.0', '1.2.0', '2.0.0'] as const;

/** A first version some weeks after the last study; later ones up to the end of the sample. */
export function releaseOf({ dataset, acquired }: DatasetSummary): Release {
  const { revisions, calendar, delay, revised } = dataset.release;
  const issued = daysAfter(acquired?.[1] ?? `${dataset.lastYear}-12-31`, delay);
  const days = (Date.parse(today) - Date.parse(issued)) / Date.parse('1970-01-02');
  const modified = revisions === 0 ? undefined : daysAfter(issued, Math.ceil(days * revised));
  return {
    version: calendar ? (modified ?? issued).slice(0, 7).replace('-', '.') : (semantic[revisions] ?? '2.0.0'),
    issued,
    modified,
  };
}
