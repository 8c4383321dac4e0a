import { MeridianError } from '../../errors.ts';
import type { DicomBytes } from './dicom-bytes.ts';
import { inflateHeader } from './dicom-inflate.ts';
import type { DicomQuery } from './dicom-query.ts';
import { displayTag } from './dicom-reference.ts';
import { valuesOfElement } from './dicom-element-values.ts';
import type { FoundElement, PixelData } from './dicom-walk.ts';
import { DicomWalk, MoreBytesNeeded } from './dicom-walk.ts';

/** Transfer syntaxes that matter before the pixel data (PS3.5 annex A). */
const implicitLittle = '1.2.840.10008.1.2';
const explicitBig = '1.2.840.10008.1.2.2';
/** Those whose data set is deflated; the last two are JPIP. */
const deflated = new Set(['1.2.840.10008.1.2.1.99', '1.2.840.10008.1.2.4.95', '1.2.840.10008.1.2.4.205']);

const firstBytes = 1 << 16;
/** A header of more than this is none: whoever sends it means to fill the memory. */
const mostBytes = 1 << 26;

/** What a header says, as far as it was asked for. */
export interface DicomHeader {
  /** The values of a slot of the query. */
  values(slot: number): string[];
  /** The same, for each item of a sequence that has some; `item` is where it begins in the file. */
  items(slot: number): { readonly item: number; readonly values: string[] }[];
  /** Set where the object breaks off: what was read before is there all the same. */
  readonly fault: MeridianError | undefined;
}

/**
 * Reads the data elements of a Part 10 file up to the pixel data: first 64 KiB, more only where the header is longer.
 * Files without preamble or meta information are understood if they begin with a low group; encodings other than the
 * stated one are noticed. Of a header of more than 64 MiB the rest is left out, which is a fault of it. Throws 'unreadable-source' where this is no DICOM at all; an object that breaks off is no
 * reason to throw, see {@link DicomHeader.fault}.
 */
export async function readDicomHeader(
  bytes: DicomBytes,
  path: string,
  query: DicomQuery,
): Promise<DicomHeader> {
  for (let length = firstBytes; ;) {
    const head = await bytes.first(length);
    try {
      return await headerIn(head, bytes, path, query, false);
    } catch (error) {
      if (!(error instanceof MoreBytesNeeded)) throw error;
      if (error.upTo > mostBytes) return headerIn(head, bytes, path, query, true);
      length = Math.min(mostBytes, Math.max(length * 8, error.upTo), bytes.size());
    }
  }
}

async function headerIn(
  head: Uint8Array,
  bytes: DicomBytes,
  path: string,
  query: DicomQuery,
  isTooLong: boolean,
): Promise<DicomHeader> {
  const total = head.length < firstBytes ? head.length : bytes.size();
  const metaAt = startOfMeta(head);
  if (metaAt === undefined) throw noDicom(path);
  const meta = new DicomWalk(head, total, isTooLong);
  const start = meta.meta(metaAt, query.elements);
  const syntax = syntaxOf(meta.found[query.transferSyntax]?.[0]);
  const inflated = deflated.has(syntax)
    ? await inflateHeader(bytes, start, (begin) => dataSetIn(begin, 0, begin.length, '', query, false))
    : undefined;
  const walk = inflated?.answer ?? dataSetIn(head, start, total, syntax, query, isTooLong);
  const missing = await missingBytes(walk.pixels, bytes, inflated?.total ?? total, inflated === undefined);
  const foundIn = (slot: number): readonly FoundElement[] => walk.found[slot] ?? meta.found[slot] ?? [];
  const valuesOf = (element: FoundElement, slot: number): string[] =>
    valuesOfElement(element, query.references[slot]?.at(-1)?.vr ?? '');
  return {
    values(slot) {
      const found = foundIn(slot);
      const [only] = found;
      return found.length === 1 && only !== undefined
        ? valuesOf(only, slot)
        : found.flatMap((element) => valuesOf(element, slot));
    },
    items: (slot) =>
      foundIn(slot).map((element) => ({ item: element.item, values: valuesOf(element, slot) })),
    fault:
      isTooLong && walk.brokenAt !== undefined
        ? tooLong(walk.brokenAt, path)
        : faultOf(walk.brokenAt ?? meta.brokenAt, missing, total, path),
  };
}

function dataSetIn(
  head: Uint8Array,
  start: number,
  total: number,
  syntax: string,
  query: DicomQuery,
  isAll: boolean,
): DicomWalk {
  const walk = new DicomWalk(head, total, isAll);
  const [first = 0, second = 0] = head.subarray(start);
  // Without a transfer syntax the first group tells: it is low, so that one of its bytes is 0.
  const littleEndian = syntax === '' ? !(first === 0 && second !== 0) : syntax !== explicitBig;
  walk.dataSet(start, syntax !== '' && syntax !== implicitLittle, littleEndian, query.elements);
  return walk;
}

/** Behind preamble and prefix (PS3.10 7.1), or at the front, where the first group is 0002 or 0008 in either order. */
function startOfMeta(head: Uint8Array): number | undefined {
  if (head[128] === 0x44 && head[129] === 0x49 && head[130] === 0x43 && head[131] === 0x4d) return 132;
  const [first, second] = head;
  const isLow = (byte: number | undefined): boolean => byte === 2 || byte === 8;
  return (isLow(first) && second === 0) || (first === 0 && isLow(second)) ? 0 : undefined;
}

function syntaxOf(element: FoundElement | undefined): string {
  return element === undefined ? '' : (valuesOfElement(element, 'UI')[0] ?? '');
}

const fragmentEnd = Uint8Array.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);

/**
 * How many bytes of the image are not there. Of an encapsulated one only that its end is missing can be told: 0 or 1.
 * Most such files end with that end; where other elements follow, the fragments are stepped through.
 */
async function missingBytes(
  pixels: PixelData | undefined,
  bytes: DicomBytes,
  total: number,
  inPlace: boolean,
): Promise<number> {
  if (pixels === undefined) return 0;
  if (pixels.length !== undefined) return Math.max(0, pixels.start + pixels.length - total);
  if (!inPlace || Buffer.compare(await bytes.part(total - 8, 8), fragmentEnd) === 0) return 0;
  for (let at = pixels.start; at + 8 <= total;) {
    const head = await bytes.part(at, 8);
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    if (head.length < 8 || view.getUint16(0, true) !== 0xfffe) return 1;
    if (view.getUint16(2, true) === 0xe0dd) return 0;
    at += 8 + view.getUint32(4, true);
  }
  return 1;
}

function faultOf(
  brokenAt: number | undefined,
  missing: number,
  total: number,
  path: string,
): MeridianError | undefined {
  if (brokenAt === undefined && missing === 0) return undefined;
  const tag = shownTag(brokenAt ?? 0x7fe00010);
  if (brokenAt === undefined) {
    const what = missing === 1 ? 'the end of the image is' : `${missing} bytes of the image are`;
    return new MeridianError('unreadable-source', `The file breaks off: ${what} missing.`, {
      place: { file: path, tag },
      advice: 'Copy the file again from where it is whole. What its header says was read.',
    });
  }
  return new MeridianError(
    'unreadable-source',
    `The file breaks off or is damaged: it has ${total} bytes, and its data elements do not end there.`,
    {
      place: { file: path, tag },
      advice: 'The tag is the first that could not be read. What stands before it was read.',
    },
  );
}

function tooLong(brokenAt: number, file: string): MeridianError {
  return new MeridianError('unreadable-source', 'The header goes on behind 64 MiB, which none does.', {
    place: { file, tag: shownTag(brokenAt) },
    advice: 'What stands before the tag was read. Deliver the file without this element.',
  });
}

function shownTag(tag: number): string {
  return displayTag([{ tag: tag.toString(16).toUpperCase().padStart(8, '0') }]);
}

function noDicom(file: string): MeridianError {
  return new MeridianError(
    'unreadable-source',
    'The file is no DICOM file: it has neither the prefix DICM nor a first group 0002 or 0008.',
    { place: { file }, advice: 'Deliver only DICOM files (Part 10) and DICOM JSON with this source.' },
  );
}
