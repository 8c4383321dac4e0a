import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';

/** A line that is longer is no record; V8 could not hold many of them as text. */
const longestLine = 64 * 1024 * 1024;

/**
 * The lines of a file as bytes, without their line feeds; a byte order mark is left out. Streams where the file does:
 * no more than one line and one piece is held. Throws 'unreadable-source' for a line of more than 64 MiB.
 */
export async function* readLines(file: SourceFile): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array[] = [];
  let length = 0;
  let first = true;
  const take = (end: Uint8Array): Uint8Array => {
    const line = rest.length === 0 ? end : Buffer.concat([...rest, end]);
    rest = [];
    length = 0;
    const marked = first && line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf;
    first = false;
    return marked ? line.subarray(3) : line;
  };
  for await (const piece of file.stream?.() ?? once(file)) {
    let start = 0;
    for (let end = piece.indexOf(lineFeed); end >= 0; end = piece.indexOf(lineFeed, start)) {
      yield take(piece.subarray(start, end));
      start = end + 1;
    }
    if (start === piece.length) continue;
    length += piece.length - start;
    if (length > longestLine) {
      throw new MeridianError('unreadable-source', 'The line is longer than 64 MiB.', {
        advice: 'Put each record on a line of its own.',
      });
    }
    // A copy: whoever streams may use the piece again.
    rest.push(piece.slice(start));
  }
  if (rest.length > 0) yield take(new Uint8Array());
}

const lineFeed = 0x0a;

async function* once(file: SourceFile): AsyncGenerator<Uint8Array> {
  yield await file.read();
}
