import { mer } from '../../rdf/vocabulary.ts';
import type {
  Expression,
  FunctionExecution,
  LogicalSource,
  LogicalView,
  Mapping,
  PredicateObjectMap,
  TermMap,
  TriplesMap,
} from './mapping.ts';

/**
 * The mapping with its functions marked that read what is said of datasets, not of patients: those of triples maps over
 * tables and files of which nothing goes to the record plane. A dataset may be described by what stands with its
 * patients: such words count as theirs.
 */
export function markDatasets(mapping: Mapping): Mapping {
  const theirs = [...mapping.triplesMaps.values()]
    .filter(tellsOfPatients)
    .flatMap(({ source }) => filesOf(source));
  const marked = [...mapping.triplesMaps].map(([id, map]): readonly [string, TriplesMap] => [
    id,
    tellsOfPatients(map) || filesOf(map.source).some((file) => overlaps(file, theirs)) ? map : markMap(map),
  ]);
  return { ...mapping, triplesMaps: new Map(marked) };
}

function tellsOfPatients({ graphs, predicateObjects }: TriplesMap): boolean {
  return [...graphs, ...predicateObjects.flatMap((each) => each.graphs)].some(
    ({ expression }) => expression.kind !== 'constant' || !expression.term.equals(mer.CataloguePlane),
  );
}

/** Files and tables that a triples map reads, of joins too; `clinical` is `clinical.csv`. */
function filesOf(source: LogicalSource | LogicalView): string[] {
  if (source.kind === 'source') return [source.file.toLowerCase().replace(/^(.*\/)?(\w+)(\.\w+)*$/, '$2')];
  return [...filesOf(source.on), ...source.joins.flatMap(({ parent }) => filesOf(parent))];
}

/** Patterns may match the same file however they are written, and queries read the same table. */
function overlaps(file: string, others: readonly string[]): boolean {
  return others.some((other) => other === file || !isName(other) || !isName(file));
}

function isName(file: string): boolean {
  return /^\w+$/.test(file);
}

function markMap(map: TriplesMap): TriplesMap {
  return {
    ...map,
    subject: markTerm(map.subject),
    predicateObjects: map.predicateObjects.map((each): PredicateObjectMap => ({
      ...each,
      objects: each.objects.map(markTerm),
    })),
  };
}

function markTerm(term: TermMap): TermMap {
  return { ...term, expression: markExpression(term.expression) };
}

function markExpression(expression: Expression): Expression {
  if (expression.kind === 'function') {
    return { ...expression, execution: markExecution(expression.execution) };
  }
  if (expression.kind !== 'conditional') return expression;
  const { condition, value } = expression;
  return { ...expression, condition: markExpression(condition), value: markExpression(value) };
}

function markExecution({ inputs, ...execution }: FunctionExecution): FunctionExecution {
  return {
    ...execution,
    inputs: inputs.map(({ value, ...input }) => ({ ...input, value: markExpression(value) })),
    ofDatasets: true,
  };
}
