import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';

const pieceSize = 1 << 16;

/**
 * The text of an XML file in pieces, in the encoding of its byte order mark or declaration (XML 1.0, appendix F);
 * UTF-8 without either. Throws 'unreadable-source'.
 */
export async function* xmlText(file: SourceFile): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const piece of piecesOf(file)) {
    decoder ??= decoderFor(piece);
    yield decode(decoder, piece);
  }
  if (decoder !== undefined) yield decode(decoder);
}

/** Pieces of the file, so small that what they hold is small, too; the first one is long enough for a declaration. */
async function* piecesOf(file: SourceFile): AsyncGenerator<Uint8Array> {
  let begin = new Uint8Array();
  for await (const bytes of file.stream?.() ?? [await file.read()]) {
    let rest = bytes;
    if (begin.length < longestDeclaration) {
      begin = Buffer.concat([begin, bytes]);
      if (begin.length < longestDeclaration) continue;
      rest = begin;
    }
    for (let at = 0; at < rest.length; at += pieceSize) yield rest.subarray(at, at + pieceSize);
  }
  if (begin.length > 0 && begin.length < longestDeclaration) yield begin;
}

const longestDeclaration = 256;

function decoderFor(begin: Uint8Array): TextDecoder {
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    Buffer.from(begin.subarray(0, longestDeclaration)).toString('latin1'),
  )?.[1];
  const [first, second] = begin;
  const marked =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : first === 0xef && second === 0xbb
          ? 'utf-8'
          : undefined;
  const label = marked ?? declared ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new MeridianError('unreadable-source', 'The XML declaration names an encoding that is not known.', {
      place: { line: 1 },
      advice: 'Save the file as UTF-8.',
    });
  }
}

function decode(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw new MeridianError('unreadable-source', `The file is not in ${decoder.encoding}.`, {
      advice: 'Let its XML declaration name the encoding that it has.',
    });
  }
}
