import { decodeDicomText } from './dicom-text.ts';
import type { FoundElement } from './dicom-walk.ts';

/** VRs whose text is in the specific character set (PS3.5 6.1.2.2), and those that hold one value only. */
const inCharacterSet = new Set(['SH', 'LO', 'ST', 'LT', 'UC', 'UT', 'PN', 'UN']);
const singleValued = new Set(['ST', 'LT', 'UT', 'UR']);
const text = new Set([...inCharacterSet, 'AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'TM', 'UI', 'UR']);

type Read = (view: DataView, at: number, littleEndian: boolean) => number | bigint;
const binary: Readonly<Record<string, { readonly size: number; readonly read: Read }>> = {
  US: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  SS: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  UL: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  SL: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  UV: { size: 8, read: (view, at, little) => view.getBigUint64(at, little) },
  SV: { size: 8, read: (view, at, little) => view.getBigInt64(at, little) },
  FL: { size: 4, read: (view, at, little) => shortestSingle(view.getFloat32(at, little)) },
  FD: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
};
const maxValues = 1000;

/**
 * The values of a data element as text, the empty ones left out; none where it is bulk data. The VR of the dictionary
 * counts where the file has none, `UN`, or none that there is.
 */
export function valuesOfElement(element: FoundElement, dictionaryVr: string): string[] {
  const { bytes, start, end, littleEndian } = element;
  const stated = text.has(element.vr) || binary[element.vr] !== undefined || /^(O.|SQ|AT)$/.test(element.vr);
  const vr = stated && element.vr !== 'UN' ? element.vr : dictionaryVr.slice(0, 2);
  const numbers = binary[vr];
  if (numbers !== undefined || vr === 'AT') {
    const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
    const size = numbers?.size ?? 4;
    return Array.from({ length: Math.min(Math.floor((end - start) / size), maxValues) }, (_, index) =>
      numbers === undefined
        ? tagAt(view, index * size, littleEndian)
        : String(numbers.read(view, index * size, littleEndian)),
    );
  }
  if (!text.has(vr)) return [];
  const value = bytes.subarray(start, end);
  return splitValues(
    inCharacterSet.has(vr) ? decodeDicomText(value, element.characterSets.split('\\')) : latin1(value),
    vr,
  );
}

/** The decimal that people meant: 0.1 as a single is 0.10000000149011612 as a double. */
function shortestSingle(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** An attribute tag as the DICOM JSON Model writes it (PS3.18 F.2.3). */
function tagAt(view: DataView, at: number, littleEndian: boolean): string {
  const tag = view.getUint16(at, littleEndian) * 65536 + view.getUint16(at + 2, littleEndian);
  return tag.toString(16).toUpperCase().padStart(8, '0');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Values are separated by backslashes and padded with spaces or NUL (PS3.5 6.2, 6.4). */
function splitValues(value: string, vr: string): string[] {
  const parts = singleValued.has(vr) || !value.includes('\\') ? [value] : value.split('\\');
  const trimmed: string[] = [];
  for (const part of parts) {
    const bare = (part.includes('\0') ? part.replaceAll('\0', '') : part).trim();
    // Component groups of a name that are empty at the end are as good as absent (PS3.5 6.2.1).
    const whole = vr === 'PN' ? bare.replace(/=+$/, '') : bare;
    if (whole !== '') trimmed.push(whole);
  }
  return trimmed;
}
