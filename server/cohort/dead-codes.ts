import type { Ontology } from '../ontology/ontology.ts';
import type { CohortDefinition, Criterion } from './definition.ts';

/** A code of a definition that meant something before an edit and means nothing after it. */
export interface DeadCode {
  /** JSON pointer of the code in the definition. */
  readonly pointer: string;
  readonly code: string;
}

/** The codes of a definition that die between two states of the ontology. */
export function deadCodes(
  { where }: CohortDefinition,
  before: Pick<Ontology, 'resolve'>,
  after: Pick<Ontology, 'resolve'>,
): readonly DeadCode[] {
  return codesOf(where, '/where').filter(
    ({ code }) => before.resolve(code).state === 'found' && after.resolve(code).state === 'unknown',
  );
}

function codesOf(criterion: Criterion, pointer: string): readonly DeadCode[] {
  const each = (key: string, parts: readonly Criterion[]): readonly DeadCode[] =>
    parts.flatMap((part, at) => codesOf(part, `${pointer}/${key}/${at}`));
  if ('all' in criterion) return each('all', criterion.all);
  if ('any' in criterion) return each('any', criterion.any);
  if ('not' in criterion) return codesOf(criterion.not, `${pointer}/not`);
  if ('same' in criterion) return codesOf(criterion.where, `${pointer}/where`);
  if (!('in' in criterion)) return [];
  const codes = (key: string, list: readonly string[]): readonly DeadCode[] =>
    list.map((code, at) => ({ pointer: `${pointer}/${key}/${at}`, code }));
  return [...codes('in', criterion.in), ...codes('except', criterion.except ?? [])];
}
