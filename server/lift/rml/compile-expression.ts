import type { Term } from '../../rdf/terms.ts';
import { isLiteral, isNamedNode } from '../../rdf/terms.ts';
import { xsd } from '../../rdf/vocabulary.ts';
import type { ReferencePlace, SourceRecord, Value } from '../sources/record-source.ts';
import { lexicalOf, noValues } from '../sources/record-source.ts';
import { crossProduct } from './cross-product.ts';
import type { Expression, FunctionExecution } from './mapping.ts';
import type { Template } from './template.ts';

/** A compiled expression: the values it has in a record. */
export type Extract = (record: SourceRecord) => readonly Value[];

/** What expressions are compiled against: the source that gives references their slots, and the functions. */
export interface Scope {
  reference(expression: string): number;
  /** Where a reference leads, for saying where a value was read. */
  place?(expression: string): ReferencePlace;
  /** Throws 'bad-mapping' for an unknown function or parameter. */
  execution(execution: FunctionExecution, scope: Scope): Extract;
}

/** Compiles an expression once; running it does no look-ups by name. `encode` is applied to references in templates. */
export function compileExpression(
  expression: Expression,
  scope: Scope,
  encode: (value: string) => string = (value) => value,
): Extract {
  switch (expression.kind) {
    case 'constant': {
      const values = [valueOfTerm(expression.term)];
      return () => values;
    }
    case 'reference': {
      const slot = scope.reference(expression.reference);
      return (record) => record.read(slot);
    }
    case 'template':
      return compileTemplate(expression.template, scope, encode);
    case 'function':
      return scope.execution(expression.execution, scope);
    case 'conditional':
      return compileConditional(expression, scope, encode);
    case 'none':
      return () => noValues;
  }
}

type Conditional = Expression & { readonly kind: 'conditional' };

/** The values where the condition says `true` (RML-FNML, conditions), else none. */
function compileConditional(
  { condition, value }: Conditional,
  scope: Scope,
  encode: (value: string) => string,
): Extract {
  const holds = compileExpression(condition, scope);
  const read = compileExpression(value, scope, encode);
  return (record) => (holds(record).some((each) => lexicalOf(each) === 'true') ? read(record) : noValues);
}

/** Several values of a reference make several strings; a reference without a value makes none (R2RML 7.3). */
function compileTemplate(template: Template, scope: Scope, encode: (value: string) => string): Extract {
  const parts = template.map((part) =>
    'text' in part ? { text: part.text } : { slot: scope.reference(part.reference) },
  );
  return (record) => {
    let text = '';
    let results: string[] | undefined;
    for (const part of parts) {
      if (part.slot === undefined) {
        text += part.text;
        continue;
      }
      const values = record.read(part.slot);
      const [only] = values;
      if (only === undefined) return noValues;
      if (values.length === 1) {
        text += encode(lexicalOf(only));
      } else {
        const between = text;
        results = crossProduct(
          results ?? [''],
          values,
          (begin, value) => begin + between + encode(lexicalOf(value)),
        );
        text = '';
      }
    }
    return results === undefined ? [text] : results.map((begin) => begin + text);
  };
}

function valueOfTerm(term: Term): Value {
  if (isNamedNode(term)) return { lexical: term.value, iri: true };
  if (isLiteral(term)) {
    if (term.language !== '') return { lexical: term.value, language: term.language };
    if (!term.datatype.equals(xsd.string)) return { lexical: term.value, datatype: term.datatype };
  }
  return term.value;
}

/** The references of an expression, those within function inputs included. */
export function referencesOf(expression: Expression): string[] {
  switch (expression.kind) {
    case 'reference':
      return [expression.reference];
    case 'template':
      return expression.template.flatMap((part) => ('reference' in part ? [part.reference] : []));
    case 'function':
      return expression.execution.inputs.flatMap((input) => referencesOf(input.value));
    case 'conditional':
      return [...referencesOf(expression.value), ...referencesOf(expression.condition)];
    default:
      return [];
  }
}
