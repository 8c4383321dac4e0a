import type { Template } from '../template.ts';
import type { ByteBuffer } from './byte-buffer.ts';
import type { ByteRow } from './byte-row.ts';
import type { ByteScope } from './byte-scope.ts';

/** Writes the bytes of a value in another form. */
export type AppendForm = (out: ByteBuffer, from: Uint8Array, start: number, end: number) => void;

export type AppendParts = (row: ByteRow, out: ByteBuffer) => void;

/** Templates and single references alike: constant bytes with values between. */
export interface ByteParts {
  readonly slots: readonly number[];
  readonly append: AppendParts;
}

/**
 * Compiles a template; its texts go through `text` once, its values through `form` for each row. `before` and `behind`
 * are written around it.
 */
export function compileParts(
  template: Template,
  scope: ByteScope,
  text: (text: string) => string,
  form: AppendForm,
  before: string,
  behind: string,
): ByteParts {
  const texts = [before];
  const slots: number[] = [];
  for (const part of template) {
    if ('text' in part) {
      texts.push(`${texts.pop() ?? ''}${text(part.text)}`);
    } else {
      slots.push(scope.slot(part.reference));
      texts.push('');
    }
  }
  texts.push(`${texts.pop() ?? ''}${behind}`);
  const constants = texts.map((each) => new TextEncoder().encode(each));
  return { slots, append: appendParts(constants, slots, form) };
}

function appendParts(
  constants: readonly Uint8Array[],
  slots: readonly number[],
  form: AppendForm,
): AppendParts {
  const [first, second] = constants;
  const [slot] = slots;
  if (first !== undefined && second !== undefined && slot !== undefined && slots.length === 1) {
    return (row, out) => {
      const cell = row.columns[slot] ?? 0;
      out.append(first);
      form(out, row.bytes, row.starts[cell] ?? 0, row.ends[cell] ?? 0);
      out.append(second);
    };
  }
  return (row, out) => {
    for (let index = 0; index < constants.length; index++) {
      const constant = constants[index];
      if (constant !== undefined) out.append(constant);
      const each = slots[index];
      if (each === undefined) continue;
      const cell = row.columns[each] ?? 0;
      form(out, row.bytes, row.starts[cell] ?? 0, row.ends[cell] ?? 0);
    }
  };
}
