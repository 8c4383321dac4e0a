import { MeridianError } from '../errors.ts';
import type { Ontology } from '../ontology/ontology.ts';
import { compileLeaf } from './compile-leaf.ts';
import { leavesOf, type CompiledCriterion, type CompiledDefinition } from './compiled-definition.ts';
import type { CohortDefinition, Criterion } from './definition.ts';

/**
 * A definition with its attributes and codes understood. Throws `unsupported-query` for counts of datasets, breakdowns,
 * events and episodes, which cannot be answered rightly yet, and whatever {@link compileLeaf} throws.
 */
export function compileDefinition(definition: CohortDefinition, ontology: Ontology): CompiledDefinition {
  if (definition.count === 'dataset') {
    throw unsupported(
      '/count',
      'Counting datasets',
      'Search the catalogue, or count patients, studies or series.',
    );
  }
  if (definition.breakdown !== undefined) {
    throw unsupported('/breakdown', 'A breakdown', 'Ask one count for each value.');
  }
  const where = compileCriterion(definition.where, '/where', ontology);
  return { count: definition.count, where, leaves: leavesOf(where) };
}

function compileCriterion(criterion: Criterion, pointer: string, ontology: Ontology): CompiledCriterion {
  const parts = (key: string, list: readonly Criterion[]): readonly CompiledCriterion[] =>
    list.map((part, at) => compileCriterion(part, `${pointer}/${key}/${at}`, ontology));
  if ('all' in criterion) return { kind: 'all', parts: parts('all', criterion.all) };
  if ('any' in criterion) return { kind: 'any', parts: parts('any', criterion.any) };
  if ('not' in criterion) {
    return { kind: 'not', part: compileCriterion(criterion.not, `${pointer}/not`, ontology) };
  }
  if ('same' in criterion) {
    if (criterion.same === 'episode') {
      throw unsupported(`${pointer}/same`, '"same": "episode"', 'Use "same" with study or series.');
    }
    return {
      kind: 'same',
      level: criterion.same,
      part: compileCriterion(criterion.where, `${pointer}/where`, ontology),
    };
  }
  if ('event' in criterion) {
    throw unsupported(pointer, 'A condition about an event', 'Leave it out, or use an attribute instead.');
  }
  return { kind: 'leaf', leaf: compileLeaf(criterion, pointer, ontology) };
}

function unsupported(pointer: string, what: string, advice: string): MeridianError {
  return new MeridianError('unsupported-query', `${what} cannot be evaluated by this node yet.`, {
    place: { pointer },
    advice,
  });
}
