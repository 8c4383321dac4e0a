import type { DicomStep } from './dicom-reference.ts';
import { compileDicomReference } from './dicom-reference.ts';

/** One data element that is asked for: where its values go, and what is asked of its items. */
export interface AskedElement {
  /** Value representation of the dictionary, for encodings that carry none. */
  readonly vr: string;
  slot?: number;
  items?: AskedElements;
  /** Where it is put where the items begin. */
  starts?: number;
}

/** By tag, group and element as one number. */
export type AskedElements = Map<number, AskedElement>;

/** All references that are asked of each object, as a tree of tags: one walk over a header answers every one. */
export class DicomQuery {
  readonly elements: AskedElements = new Map();
  readonly references: (readonly DicomStep[])[] = [];
  /** How the rest of a file is written; asked always. */
  readonly transferSyntax: number;

  constructor() {
    this.transferSyntax = this.askFor('TransferSyntaxUID');
  }

  /** The slot of a reference; equal for equal ones. */
  ask(steps: readonly DicomStep[]): number {
    let level = this.elements;
    for (const [index, { tag, vr }] of steps.entries()) {
      const key = Number.parseInt(tag, 16);
      let asked = level.get(key);
      if (asked === undefined) {
        asked = { vr };
        level.set(key, asked);
      }
      if (index === steps.length - 1) {
        if (asked.slot === undefined) {
          asked.slot = this.references.length;
          this.references.push(steps);
        }
        return asked.slot;
      }
      asked.items ??= new Map();
      level = asked.items;
    }
    throw new RangeError('A reference has at least one step.');
  }

  /** The slot of the places where the items of a sequence begin. */
  askItems(steps: readonly DicomStep[]): number {
    let level = this.elements;
    let asked: AskedElement | undefined;
    for (const { tag, vr } of steps) {
      const key = Number.parseInt(tag, 16);
      asked = level.get(key);
      if (asked === undefined) level.set(key, (asked = { vr }));
      level = asked.items ??= new Map();
    }
    if (asked === undefined) throw new RangeError('A reference has at least one step.');
    asked.starts ??= this.references.push(steps) - 1;
    return asked.starts;
  }

  /** The slot of a reference that is written as in a mapping. */
  askFor(reference: string): number {
    return this.ask(compileDicomReference(reference));
  }
}
