import { toNTriplesTerm } from '../../../rdf/n-triples.ts';
import type { NamedNode, Term } from '../../../rdf/terms.ts';
import type { ByteBuffer } from './byte-buffer.ts';
import type { ByteEngine } from './byte-engine.ts';
import type { ByteRow } from './byte-row.ts';
import type { ByteTerm } from './byte-term.ts';
import { hasAll, TermSpans } from './byte-term.ts';

/**
 * Writes the statements of one object map. Only whole lines: whatever is thrown, what was written before is whole. The
 * subject of the first statement stands at the end of the output already, where its line begins.
 */
export interface WriteStatements {
  /** For one subject, which stands between these places of the output. */
  one(row: ByteRow, start: number, end: number): void;
  several(row: ByteRow, subjects: TermSpans): void;
}

/** What stands around an object: ` <predicate> ` and ` <graph> .`, for each predicate and graph. */
interface Around {
  readonly before: Uint8Array;
  readonly behind: Uint8Array;
}

type Kind<Name extends ByteTerm['kind']> = Extract<ByteTerm, { kind: Name }>;

/** Compiles the statements of an object map with these predicates in these graphs of the mapping. */
export function writeStatements(
  object: ByteTerm,
  predicates: readonly NamedNode[],
  graphs: readonly Term[],
  engine: ByteEngine,
): WriteStatements {
  const around = predicates.flatMap((predicate) =>
    graphs.flatMap((graph) => {
      const target = engine.graph(graph);
      if (target === undefined) return [];
      const name = target.termType === 'DefaultGraph' ? '' : ` ${toNTriplesTerm(target)}`;
      return [{ before: bytesOf(` ${toNTriplesTerm(predicate)} `), behind: bytesOf(`${name} .\n`) }];
    }),
  );
  if (object.kind === 'constant') return writeConstant(object, around, engine.out);
  return object.kind === 'one'
    ? writeOne(object, around, engine.out)
    : writeMany(object, around, predicates, engine);
}

function writeConstant(
  { bytes }: Kind<'constant'>,
  around: readonly Around[],
  out: ByteBuffer,
): WriteStatements {
  const tails = around.map(({ before, behind }) => Buffer.concat([before, bytes, behind]));
  return {
    one(_row, start, end) {
      for (const tail of tails) {
        beginLine(out, start, end);
        out.append(tail);
      }
    },
    several(_row, { buffer, starts, ends }) {
      for (let index = 0; index < starts.length; index++) {
        for (const tail of tails) {
          out.appendSpan(buffer.bytes, starts[index] ?? 0, ends[index] ?? 0);
          out.append(tail);
        }
      }
    },
  };
}

function writeOne(object: Kind<'one'>, around: readonly Around[], out: ByteBuffer): WriteStatements {
  const { slots, append } = object;
  const [only] = around;
  const [slot] = slots;
  const several = severalOf(object, around, out);
  if (only === undefined || around.length > 1 || slot === undefined) {
    return { one: oneOfMany(object, around, out), several };
  }
  const { before, behind } = only;
  const more = slots.length > 1;
  return {
    one(row, start, end) {
      if ((row.starts[row.columns[slot] ?? 0] ?? -1) < 0 || (more && !hasAll(row, slots))) return;
      const begin = out.at;
      beginLine(out, start, end);
      out.append(before);
      if (append(row, out)) out.append(behind);
      else out.at = begin;
    },
    several,
  };
}

function writeMany(
  object: Kind<'many'>,
  around: readonly Around[],
  predicates: readonly NamedNode[],
  { out, options: { readings } }: ByteEngine,
): WriteStatements {
  const note = (subjects: () => ReturnType<TermSpans['terms']>): void => {
    if (readings?.pending !== true) return;
    for (const predicate of predicates) readings.stated(subjects(), predicate.value);
    readings.drop();
  };
  const several = severalOf(object, around, out, note);
  return {
    one(row, start, end) {
      const { bytes, count, starts, ends } = object.results(row);
      note(() => TermSpans.termsOf(out.bytes, start, end));
      for (let index = 0; index < count; index++) {
        for (const { before, behind } of around) {
          beginLine(out, start, end);
          out.append(before);
          out.appendSpan(bytes, starts[index] ?? 0, ends[index] ?? 0);
          out.append(behind);
        }
      }
    },
    several,
  };
}

/** Each object is made once, however many statements it is for. */
function severalOf(
  object: ByteTerm,
  around: readonly Around[],
  out: ByteBuffer,
  note?: (subjects: () => ReturnType<TermSpans['terms']>) => void,
): WriteStatements['several'] {
  const objects = new TermSpans();
  return (row, subjects) => {
    objects.take(object, row);
    note?.(() => subjects.terms());
    for (const { before, behind } of around) {
      for (let subject = 0; subject < subjects.starts.length; subject++) {
        for (let index = 0; index < objects.starts.length; index++) {
          out.appendSpan(subjects.buffer.bytes, subjects.starts[subject] ?? 0, subjects.ends[subject] ?? 0);
          out.append(before);
          out.appendSpan(objects.buffer.bytes, objects.starts[index] ?? 0, objects.ends[index] ?? 0);
          out.append(behind);
        }
      }
    }
  };
}

function oneOfMany(object: ByteTerm, around: readonly Around[], out: ByteBuffer): WriteStatements['one'] {
  const objects = new TermSpans();
  return (row, start, end) => {
    objects.take(object, row);
    if (objects.starts.length === 0) return;
    for (const { before, behind } of around) {
      beginLine(out, start, end);
      out.append(before);
      out.appendSpan(objects.buffer.bytes, 0, objects.buffer.at);
      out.append(behind);
    }
  };
}

/** Writes the subject, unless it stands there already. */
function beginLine(out: ByteBuffer, start: number, end: number): void {
  if (out.at === start) out.at = end;
  else out.repeat(start, end);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
