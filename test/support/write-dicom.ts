/** How elements are written: with their VR or without, and sequences and items with their length or with an end. */
export interface ElementEncoding {
  readonly explicit: boolean;
  readonly littleEndian?: boolean;
  readonly undefinedLengths?: boolean;
}

/** How a file is written. */
export interface FileEncoding extends ElementEncoding {
  readonly syntax: string;
  /** Whether the image lies in fragments (PS3.5 A.4). */
  readonly encapsulated: boolean;
}

/** A data element: tag, VR and value, or items of a sequence. */
export type WrittenElement = readonly [
  tag: number,
  vr: string,
  value: string | Uint8Array | readonly (readonly WrittenElement[])[],
];

/** VRs whose length has four bytes (PS3.5 7.1.2). */
const longLength = new Set(['OB', 'OW', 'SQ', 'UN', 'UT']);
const undefinedLength = 0xffffffff;
/** What stands behind an encapsulated image (PS3.5 A.4). */
export const sequenceEnd = delimiter(0xfffee0dd, 0, true);

/** The header of a Part 10 file, up to and with the head of its pixel data. */
export function writeDicomHeader(
  encoding: FileEncoding,
  elements: readonly WrittenElement[],
  pixelBytes: number,
): Buffer {
  return Buffer.concat([
    writeDicomMeta(encoding.syntax, elements),
    writeDicomElements(elements, encoding),
    pixelHead(encoding, pixelBytes),
  ]);
}

/** Preamble, prefix and file meta information (PS3.10 7.1). */
export function writeDicomMeta(syntax: string, elements: readonly WrittenElement[] = []): Buffer {
  const meta = writeDicomElements(
    [
      [0x00020002, 'UI', valueOf(elements, 0x00080016)],
      [0x00020003, 'UI', valueOf(elements, 0x00080018)],
      [0x00020010, 'UI', syntax],
    ],
    { explicit: true },
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  const group = writeElement([0x00020000, 'UL', length], { explicit: true });
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), group, meta]);
}

/** Data elements, one behind the other. */
export function writeDicomElements(elements: readonly WrittenElement[], encoding: ElementEncoding): Buffer {
  return Buffer.concat(elements.map((element) => writeElement(element, encoding)));
}

function writeElement([tag, vr, value]: WrittenElement, encoding: ElementEncoding): Buffer {
  const { explicit, littleEndian = true, undefinedLengths = false } = encoding;
  const isSequence = typeof value !== 'string' && !(value instanceof Uint8Array);
  const bytes =
    typeof value === 'string'
      ? padded(value, vr)
      : value instanceof Uint8Array
        ? value
        : Buffer.concat([
            ...value.map((item) => writeItem(item, encoding)),
            ...(undefinedLengths ? [delimiter(0xfffee0dd, 0, littleEndian)] : []),
          ]);
  const long = explicit && longLength.has(vr);
  const head = Buffer.alloc(long ? 12 : 8);
  write(head, 2, 0, tag >>> 16, littleEndian);
  write(head, 2, 2, tag & 0xffff, littleEndian);
  if (explicit) head.write(vr, 4, 'latin1');
  if (explicit && !long) write(head, 2, 6, bytes.length, littleEndian);
  else
    write(
      head,
      4,
      head.length - 4,
      isSequence && undefinedLengths ? undefinedLength : bytes.length,
      littleEndian,
    );
  return Buffer.concat([head, bytes]);
}

function writeItem(item: readonly WrittenElement[], encoding: ElementEncoding): Buffer {
  const { littleEndian = true, undefinedLengths = false } = encoding;
  const bytes = writeDicomElements(item, encoding);
  return undefinedLengths
    ? Buffer.concat([
        delimiter(0xfffee000, undefinedLength, littleEndian),
        bytes,
        delimiter(0xfffee00d, 0, littleEndian),
      ])
    : Buffer.concat([delimiter(0xfffee000, bytes.length, littleEndian), bytes]);
}

function delimiter(tag: number, length: number, littleEndian: boolean): Buffer {
  const head = Buffer.alloc(8);
  write(head, 2, 0, tag >>> 16, littleEndian);
  write(head, 2, 2, tag & 0xffff, littleEndian);
  write(head, 4, 4, length, littleEndian);
  return head;
}

function pixelHead({ explicit, encapsulated }: FileEncoding, pixelBytes: number): Buffer {
  const head = Buffer.from([0xe0, 0x7f, 0x10, 0, ...(explicit ? Buffer.from('OW\0\0') : []), 0, 0, 0, 0]);
  head.writeUInt32LE(encapsulated ? undefinedLength : pixelBytes, head.length - 4);
  if (!encapsulated) return head;
  return Buffer.concat([head, delimiter(0xfffee000, 0, true), delimiter(0xfffee000, pixelBytes, true)]);
}

function write(bytes: Buffer, size: 2 | 4, at: number, value: number, littleEndian: boolean): void {
  if (littleEndian) bytes.writeUIntLE(value, at, size);
  else bytes.writeUIntBE(value, at, size);
}

function valueOf(elements: readonly WrittenElement[], tag: number): string {
  const value = elements.find(([each]) => each === tag)?.[2];
  return typeof value === 'string' ? value : '';
}

function padded(value: string, vr: string): Buffer {
  const bytes = Buffer.from(value, 'latin1');
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from(vr === 'UI' ? '\0' : ' ')]);
}
