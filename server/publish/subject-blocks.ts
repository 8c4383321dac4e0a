/** Statements of neighbouring subjects, which are compressed together and found together. */
export interface SubjectBlock {
  readonly start: number;
  readonly end: number;
}

/** A block ends with the first subject that ends behind so many bytes; half a megabyte is read in half a millisecond. */
const blockBytes = 512 * 1024;

const [lineFeed, space] = [0x0a, 0x20];

/** Cuts sorted N-Triples into blocks. No subject is in two of them; equal bytes are cut alike. */
export function subjectBlocks(triples: Uint8Array): SubjectBlock[] {
  const bytes = Buffer.from(triples.buffer, triples.byteOffset, triples.byteLength);
  const blocks: SubjectBlock[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = endOfSubject(bytes, lineAfter(bytes, start + blockBytes));
    blocks.push({ start, end });
    start = end;
  }
  return blocks;
}

/** The subjects of N-Triples as they are written (`<iri>`), each where it begins; lines of a subject stand together. */
export function* subjectsOf(triples: Uint8Array): Generator<string> {
  const bytes = Buffer.from(triples.buffer, triples.byteOffset, triples.byteLength);
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(space, start);
    yield bytes.toString('utf8', start, end < 0 ? bytes.length : end);
    start = endOfSubject(bytes, start);
  }
}

/** The statements of one subject, written as `<iri>`, and how many other subjects stand before it. */
export function findSubject(
  triples: Uint8Array,
  subject: string,
): { readonly statements: Uint8Array; readonly number: number } | undefined {
  const bytes = Buffer.from(triples.buffer, triples.byteOffset, triples.byteLength);
  const wanted = Buffer.from(`${subject} `);
  let number = 0;
  for (let start = 0; start < bytes.length; number++) {
    const end = endOfSubject(bytes, start);
    if (bytes.compare(wanted, 0, wanted.length, start, Math.min(start + wanted.length, end)) === 0) {
      return { statements: triples.subarray(start, end), number };
    }
    start = end;
  }
  return undefined;
}

/** Where the first line begins that is not of the subject of the line at `start`. */
function endOfSubject(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(space, start);
  if (end < 0) return bytes.length;
  const length = end + 1 - start;
  let line = start;
  do line = lineAfter(bytes, line);
  while (
    line < bytes.length &&
    bytes.compare(bytes, start, end + 1, line, Math.min(line + length, bytes.length)) === 0
  );
  return line;
}

function lineAfter(bytes: Buffer, offset: number): number {
  const end = bytes.indexOf(lineFeed, offset);
  return end < 0 ? bytes.length : end + 1;
}
