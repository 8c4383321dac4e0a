import type { AskedElements } from './dicom-query.ts';

/** A data element that was asked for, where it lies and how it is written. */
export interface FoundElement {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Two letters as the file has them; empty in implicit encoding. */
  readonly vr: string;
  readonly littleEndian: boolean;
  /** (0008,0005) as it stands, of the item or of what encloses it. */
  readonly characterSets: string;
  /** Where the item begins that it stands in; 0 outside of sequences. */
  readonly item: number;
}

/** Where the image begins and how many bytes it says it has: none where it is encapsulated (PS3.5 A.4). */
export interface PixelData {
  readonly start: number;
  readonly length: number | undefined;
}

/** The walk has come to the end of the bytes, and there are more: it starts anew with at least so many. */
export class MoreBytesNeeded extends Error {
  readonly upTo: number;
  constructor(upTo: number) {
    super('The header is longer.');
    this.upTo = upTo;
  }
}

/** Data elements go on where the object ends, or stand where none can stand. */
class BreaksOff extends Error {}

const undefinedLength = 0xffffffff;
const [item, itemEnd, sequenceEnd] = [0xfffee000, 0xfffee00d, 0xfffee0dd];
const specificCharacterSet = 0x00080005;
/** (7FE0,0008), (7FE0,0009), (7FE0,0010): float, double float, and any other pixel data. */
const pixelTags = new Set([0x7fe00008, 0x7fe00009, 0x7fe00010]);
/** Sequences within sequences that no real object has. */
const maxDepth = 100;

function code(vr: string): number {
  return vr.charCodeAt(0) * 256 + vr.charCodeAt(1);
}

/** VRs with two reserved bytes and a length of four (PS3.5 7.1.2). */
const longLength = new Set(
  ['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'].map(code),
);
const [SQ, UN] = [code('SQ'), code('UN')];
const fragmented = new Set(['OB', 'OW'].map(code));
const textVr = 'AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' ').map(code);
const knownVrs = new Set([...longLength, ...textVr]);

type Level = 'meta' | 'top' | 'item';

/**
 * A walk over data elements (PS3.5 7), which steps over what is not asked for. Encodings may change on the way, as they
 * do in real files: items in implicit VR within UN (PS3.5 6.2.2), elements without VR among explicit ones.
 */
export class DicomWalk {
  /** By slot of the query. */
  readonly found: FoundElement[][] = [];
  pixels: PixelData | undefined;
  /** The outermost element in which the object breaks off. */
  brokenAt: number | undefined;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #total: number;
  readonly #isAll: boolean;
  #littleEndian = true;
  #tag = 0;

  /** `bytes` are the first ones of an object of `total` bytes; `isAll` where no more of them will be read. */
  constructor(bytes: Uint8Array, total: number, isAll = false) {
    this.#isAll = isAll;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#total = total;
  }

  /** File meta information (PS3.10 7.1): explicit, little endian, as long as the group is 0002. Gives its end. */
  meta(at: number, asked: AskedElements): number {
    this.#littleEndian = true;
    return this.#guarded(() => this.#elements(at, this.#total, true, asked, '', 'meta', 0));
  }

  /** The data set up to its pixel data. */
  dataSet(at: number, explicit: boolean, littleEndian: boolean, asked: AskedElements): void {
    this.#littleEndian = littleEndian;
    this.#guarded(() => this.#elements(at, this.#total, explicit, asked, '', 'top', 0));
  }

  #guarded(work: () => number): number {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof BreaksOff)) throw error;
      this.brokenAt = this.#tag;
      return this.#total;
    }
  }

  #elements(
    from: number,
    end: number,
    explicitHere: boolean,
    asked: AskedElements | undefined,
    enclosingSets: string,
    level: Level,
    depth: number,
    itemAt = 0,
  ): number {
    const [view, littleEndian] = [this.#view, this.#littleEndian];
    let [at, sets, explicit] = [from, enclosingSets, explicitHere];
    if (depth > maxDepth) throw new BreaksOff();
    while (at < end) {
      if (end - at < 8) {
        if (level !== 'item' && !this.#isPadding(at)) throw new BreaksOff();
        return end;
      }
      this.#need(at + 8);
      const group = view.getUint16(at, littleEndian);
      if (level === 'meta' && group !== 2) return at;
      const tag = group * 65536 + view.getUint16(at + 2, littleEndian);
      if (group === 0xfffe) {
        if (tag === itemEnd) return at + 8;
        if (level === 'item') return at;
        at += 8;
        continue;
      }
      if (level !== 'item') this.#tag = tag;
      const vr = view.getUint16(at + 4);
      let length: number;
      let [start, stated] = [at + 8, 0];
      if (at === from && !explicit && knownVrs.has(vr)) explicit = true;
      if (explicit && isVr(vr)) {
        stated = vr;
        if (longLength.has(vr)) {
          this.#need(at + 12);
          length = view.getUint32(at + 8, littleEndian);
          start = at + 12;
        } else length = view.getUint16(at + 6, littleEndian);
      } else {
        length = view.getUint32(at + 4, littleEndian);
        // Among explicit elements: one without a VR, or, where it would not end, one whose VR is damaged.
        if (explicit && length !== undefinedLength && start + length > this.#total)
          length = view.getUint16(at + 6, littleEndian);
      }
      if (level === 'top' && pixelTags.has(tag)) {
        this.pixels = { start, length: length === undefinedLength ? undefined : length };
        return start;
      }
      const ask = asked?.get(tag);
      if (length === undefinedLength) {
        at = fragmented.has(stated)
          ? this.#items(start, Infinity, explicit, undefined, sets, depth, true)
          : this.#items(
              start,
              Infinity,
              explicit && stated !== UN,
              ask?.items,
              sets,
              depth,
              false,
              ask?.starts,
            );
        continue;
      }
      at = start + length;
      if (at > this.#total) throw new BreaksOff();
      if (tag === specificCharacterSet) {
        this.#need(at);
        sets = latin1(this.#bytes, start, at);
      }
      if (ask === undefined) continue;
      const isSequence = stated === SQ || (ask.items !== undefined && (stated === UN || stated === 0));
      if (ask.items !== undefined && isSequence)
        this.#items(start, at, explicit && stated !== UN, ask.items, sets, depth, false, ask.starts);
      if (ask.slot !== undefined && !isSequence) {
        this.#need(at);
        (this.found[ask.slot] ??= []).push({
          bytes: this.#bytes,
          start,
          end: at,
          vr: stated === 0 ? '' : String.fromCharCode(stated >> 8, stated & 255),
          littleEndian,
          characterSets: sets,
          item: level === 'item' ? itemAt : 0,
        });
      }
    }
    return at;
  }

  /** Items of a sequence, or fragments, which are stepped over; gives where they end. */
  #items(
    from: number,
    end: number,
    explicit: boolean,
    asked: AskedElements | undefined,
    sets: string,
    depth: number,
    fragments: boolean,
    starts?: number,
  ): number {
    let at = from;
    while (at < end) {
      if (end - at < 8) return end;
      this.#need(at + 8);
      const tag =
        this.#view.getUint16(at, this.#littleEndian) * 65536 +
        this.#view.getUint16(at + 2, this.#littleEndian);
      const length = this.#view.getUint32(at + 4, this.#littleEndian);
      at += 8;
      if (tag === sequenceEnd) return at;
      if (tag !== item) throw new BreaksOff();
      if (starts !== undefined) (this.found[starts] ??= []).push(this.#startOfItem(at));
      if (length === undefinedLength) {
        if (fragments) throw new BreaksOff();
        at = this.#elements(at, Infinity, explicit, asked, sets, 'item', depth + 1, at - 8);
      } else {
        const next = at + length;
        if (next > this.#total) throw new BreaksOff();
        if (asked !== undefined) this.#elements(at, next, explicit, asked, sets, 'item', depth + 1, at - 8);
        at = next;
      }
    }
    return at;
  }

  #startOfItem(at: number): FoundElement {
    const littleEndian = this.#littleEndian;
    return { bytes: this.#bytes, start: at, end: at, vr: '', littleEndian, characterSets: '', item: at - 8 };
  }

  #need(upTo: number): void {
    if (upTo <= this.#bytes.length) return;
    if (upTo > this.#total || this.#isAll) throw new BreaksOff();
    throw new MoreBytesNeeded(upTo);
  }

  /** Up to seven bytes that are no data element: zeros are padding, anything else was to be one. */
  #isPadding(at: number): boolean {
    this.#need(this.#total);
    return this.#bytes.subarray(at, this.#total).every((byte) => byte === 0);
  }
}

function isVr(vr: number): boolean {
  const [first, second] = [vr >> 8, vr & 255];
  return first >= 0x41 && first <= 0x5a && second >= 0x41 && second <= 0x5a;
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
