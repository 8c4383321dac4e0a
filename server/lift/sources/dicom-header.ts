import { inflateRawSync, constants } from 'node:zlib';
import dicomParser from 'dicom-parser';
import type { DataSet } from 'dicom-parser';
import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import { displayTag } from './dicom-reference.ts';

/** Transfer syntaxes that matter before the pixel data (PS3.5 annex A). */
const implicitLittle = '1.2.840.10008.1.2';
const explicitLittle = '1.2.840.10008.1.2.1';
const explicitBig = '1.2.840.10008.1.2.2';

const firstBytes = 1 << 16;
/** An inflated header of more than this is no header. */
const maxInflated = 1 << 26;

/**
 * Reads the data elements of a Part 10 file up to the pixel data: first 64 KiB, more only where that breaks off.
 * Files without preamble or meta information are understood if they begin with group 0008. Throws
 * 'unreadable-source' with the file and the last tag for files that are no DICOM or break off.
 */
export async function readDicomHeader(file: SourceFile): Promise<DataSet> {
  if (file.head !== undefined) {
    const head = await file.head(firstBytes);
    if (head.length >= firstBytes) {
      try {
        return parse(head);
      } catch {
        // Long headers (enhanced objects, structured reports) go on behind the first bytes.
      }
    }
  }
  const bytes = await file.read();
  let dataSet: DataSet;
  try {
    dataSet = parse(bytes);
  } catch (error) {
    throw unreadable(error, file.path, bytes.length);
  }
  const pixels = dataSet.elements['x7fe00010'];
  if (
    pixels !== undefined &&
    pixels.hadUndefinedLength !== true &&
    dataSet.byteArray.length === bytes.length
  ) {
    const missing = pixels.dataOffset + pixels.length - bytes.length;
    if (missing > 0) {
      throw new MeridianError(
        'unreadable-source',
        `The file breaks off: ${missing} bytes of the image are missing.`,
        {
          place: { file: file.path, tag: displayTag([{ tag: '7FE00010' }]) },
          advice: 'Copy the file again from where it is whole.',
        },
      );
    }
  }
  return dataSet;
}

function parse(bytes: Uint8Array): DataSet {
  if (hasPrefix(bytes)) {
    const meta = readMeta(bytes);
    if (meta.syntax !== undefined) {
      return dicomParser.parseDicom(bytes, { untilTag: 'x7fe00010', inflater: inflate });
    }
    return parseBare(bytes.subarray(meta.end));
  }
  // Without the prefix only a file that begins as images do is taken for DICOM.
  if (!(bytes[0] === 8 && bytes[1] === 0) && !(bytes[0] === 0 && bytes[1] === 8)) throw notDicom;
  return parseBare(bytes);
}

/** A data set without transfer syntax: what it is encoded in shows in its first element, of a low group. */
function parseBare(bytes: Uint8Array): DataSet {
  const [first, , , , fifth, sixth] = bytes;
  const isLetter = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x41 && byte <= 0x5a;
  const explicit = isLetter(fifth) && isLetter(sixth);
  const syntax = !explicit ? implicitLittle : first === 0 ? explicitBig : explicitLittle;
  return dicomParser.parseDicom(bytes, { TransferSyntaxUID: syntax, untilTag: 'x7fe00010' });
}

const notDicom = new Error(
  'The file is no DICOM file: it has neither the prefix DICM nor a first group 0008.',
);

function hasPrefix(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 132 && Buffer.from(bytes.buffer, bytes.byteOffset + 128, 4).toString('latin1') === 'DICM'
  );
}

/** Walks the meta information, group 0002 in explicit little endian (PS3.10 7.1): its end, and the transfer syntax. */
function readMeta(bytes: Uint8Array): { end: number; syntax: string | undefined } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 132;
  let syntax: string | undefined;
  while (at + 8 <= bytes.length && view.getUint16(at, true) === 2) {
    const element = view.getUint16(at + 2, true);
    const vr = String.fromCharCode(bytes[at + 4] ?? 0, bytes[at + 5] ?? 0);
    const long = ['OB', 'OW', 'UN', 'UT', 'SQ', 'OF'].includes(vr);
    if (long && at + 12 > bytes.length) break;
    const length = long ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true);
    const start = at + (long ? 12 : 8);
    if (element === 0x10) syntax = Buffer.from(bytes.subarray(start, start + length)).toString('latin1');
    at = start + length;
  }
  return { end: Math.min(at, bytes.length), syntax };
}

/** The parser wants the meta information and the inflated rest in one array. */
function inflate(bytes: Uint8Array, position: number): Uint8Array {
  const rest = inflateRawSync(bytes.subarray(position), {
    maxOutputLength: maxInflated,
    finishFlush: constants.Z_SYNC_FLUSH,
  });
  return Buffer.concat([bytes.subarray(0, position), rest]);
}

/** The parser throws strings, errors, and objects with the elements read so far; none of their words hold values. */
function unreadable(error: unknown, file: string, length: number): MeridianError {
  if (error === notDicom) {
    return new MeridianError('unreadable-source', notDicom.message, {
      place: { file },
      advice: 'Deliver only DICOM files (Part 10) and DICOM JSON with this source.',
    });
  }
  const partial =
    typeof error === 'object' && error !== null && 'dataSet' in error ? error.dataSet : undefined;
  const last = Object.keys((partial as DataSet | undefined)?.elements ?? {})
    .filter((tag) => !tag.startsWith('x0002'))
    .at(-1);
  const tag = last === undefined ? undefined : displayTag([{ tag: last.slice(1).toUpperCase() }]);
  return new MeridianError(
    'unreadable-source',
    `The file breaks off or is damaged: it has ${length} bytes, and its data elements do not end there.`,
    {
      place: { file, ...(tag === undefined ? {} : { tag }) },
      advice: 'The tag is the last one that could be read.',
    },
  );
}
