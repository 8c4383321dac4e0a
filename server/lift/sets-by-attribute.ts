import { mfn } from '../rdf/vocabulary.ts';
import { namesOfSets } from './functions/concept.ts';
import type { Expression, Field, LogicalSource, LogicalView, TermMap } from './rml/mapping.ts';
import type { RegisteredSource } from './source-registry.ts';

/**
 * Which mapping sets a source reads for which attribute (by name), in their order: what `mfn:concept`, `mfn:known` and
 * `mfn:unmapped` are given as constants in the mapping, and the `values` of source.yaml. `nameOf` gives the name of an
 * attribute, however it is written; what it throws passes through.
 */
export function setsByAttribute(
  { mapping, settings }: Pick<RegisteredSource, 'mapping' | 'settings'>,
  nameOf: (attribute: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const sets = new Map<string, Set<string>>();
  const note = (attribute: string, names: readonly string[]): void => {
    const name = nameOf(attribute);
    const known = sets.get(name) ?? new Set<string>();
    for (const each of names) known.add(each);
    sets.set(name, known);
  };
  for (const [attribute, names] of Object.entries(settings.values ?? {})) note(attribute, names);
  for (const map of mapping?.triplesMaps.values() ?? []) {
    const termMaps: TermMap[] = [
      map.subject,
      ...map.graphs,
      ...map.predicateObjects.flatMap((each) => [...each.predicates, ...each.objects, ...each.graphs]),
    ];
    for (const expression of [...termMaps.map((each) => each.expression), ...expressionsOf(map.source)]) {
      visit(expression, note);
    }
  }
  return new Map([...sets].map(([name, names]) => [name, [...names]]));
}

function visit(expression: Expression, note: (attribute: string, names: readonly string[]) => void): void {
  if (expression.kind === 'conditional') {
    visit(expression.condition, note);
    visit(expression.value, note);
  }
  if (expression.kind !== 'function') return;
  const { inputs } = expression.execution;
  const constants = (parameter: string): string[] =>
    inputs
      .filter((input) => input.parameter === parameter)
      .flatMap(({ value }) => (value.kind === 'constant' ? [value.term.value] : []));
  if ([mfn.concept.value, mfn.known.value, mfn.unmapped.value].includes(expression.execution.function)) {
    const names = constants(mfn['p-sets'].value).flatMap(namesOfSets);
    for (const attribute of constants(mfn['p-attribute'].value)) note(attribute, names);
  }
  for (const input of inputs) visit(input.value, note);
}

function expressionsOf(source: LogicalSource | LogicalView): Expression[] {
  if (source.kind === 'source') return [];
  return [
    ...expressionsOf(source.on),
    ...fieldExpressions(source.fields),
    ...source.joins.flatMap((join) => [...expressionsOf(join.parent), ...fieldExpressions(join.fields)]),
  ];
}

function fieldExpressions(fields: readonly Field[]): Expression[] {
  return fields.flatMap((field) =>
    field.kind === 'expression' ? [field.expression] : fieldExpressions(field.fields),
  );
}
