import { MeridianError } from '../../errors.ts';
import type {
  NestedSource,
  RecordSource,
  ReferencePlace,
  SourceRecord,
  Value,
} from '../sources/record-source.ts';
import type { Scope } from './compile-expression.ts';
import { compileExpression, referencesOf } from './compile-expression.ts';
import { crossProduct } from './cross-product.ts';
import type { Expression, Field } from './mapping.ts';

/** Makes the rows of some fields of a record: the cross product of the values of all fields (RML-LV, fields). */
type MakeRows = (record: SourceRecord) => (Value | undefined)[][];

/** The fields of a view over one source, compiled: their names, where they are read from, and their rows. */
export interface CompiledFields {
  readonly names: readonly string[];
  readonly places: readonly ReferencePlace[];
  readonly rows: MakeRows;
}

/** Compiles fields; those within an iterable field are named `outer.inner`. Throws 'bad-mapping' where there is no nesting. */
export function compileFields(
  fields: readonly Field[],
  source: RecordSource | NestedSource,
  prefix: string,
  execution: Scope['execution'],
): CompiledFields {
  const scope: Scope = {
    reference: (expression) => source.reference(expression),
    place: (expression) => source.place(expression),
    execution,
  };
  const compiled = fields.map((field): CompiledFields => {
    if (field.kind === 'expression') {
      const extract = compileExpression(field.expression, scope);
      return {
        names: [prefix + field.name],
        places: [placeOfExpression(field.expression, source)],
        rows: (record) => {
          const values = extract(record);
          return values.length === 0 ? [[undefined]] : values.map((value) => [value]);
        },
      };
    }
    const nested = source.nested?.(field.iterator);
    if (nested === undefined) {
      throw new MeridianError(
        'bad-mapping',
        `The field "${field.name}" has an iterator, but its source has no nesting.`,
      );
    }
    const inner = compileFields(field.fields, nested, `${prefix}${field.name}.`, execution);
    const nothing = inner.names.map(() => undefined);
    return {
      names: inner.names,
      places: inner.places,
      rows: (record) => {
        const rows = (record.nested?.(nested.slot) ?? []).flatMap(inner.rows);
        return rows.length === 0 ? [[...nothing]] : rows;
      },
    };
  });
  return {
    names: compiled.flatMap((each) => each.names),
    places: compiled.flatMap((each) => each.places),
    rows: (record) => {
      let rows: (Value | undefined)[][] = [[]];
      for (const { rows: make } of compiled) {
        const parts = make(record);
        rows = crossProduct(rows, parts, (row, part) => [...row, ...part]);
      }
      return rows;
    },
  };
}

function placeOfExpression(expression: Expression, source: RecordSource | NestedSource): ReferencePlace {
  const [reference] = referencesOf(expression);
  return reference === undefined ? { reference: '' } : source.place(reference);
}
