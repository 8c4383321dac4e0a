import { constants, createInflateRaw } from 'node:zlib';
import type { DicomBytes } from './dicom-bytes.ts';
import type { DicomWalk } from './dicom-walk.ts';

const firstInflated = 1 << 18;
/** A header of more than this is none: whoever sends it means to fill the memory. */
const maxHeader = 1 << 26;
const pieceSize = 1 << 18;

/**
 * Inflates a deflated data set (PS3.5 A.5) as far as its header reaches; behind that the bytes are only counted, to
 * see whether the image is whole. What cannot be inflated any further counts as the end.
 */
export async function inflateHeader(
  bytes: DicomBytes,
  start: number,
  read: (begin: Uint8Array) => DicomWalk,
): Promise<{ readonly answer: DicomWalk; readonly total: number }> {
  const pieces: Buffer[] = [];
  let wanted = firstInflated;
  let answer: DicomWalk | undefined;
  let total = 0;
  for await (const piece of inflated(bytes, start)) {
    total += piece.length;
    if (answer === undefined) {
      pieces.push(piece);
      if (total < wanted) continue;
      answer = withPixels(read(Buffer.concat(pieces)));
      wanted = total * 4;
      if (answer === undefined && wanted > maxHeader) break;
    }
    const end = answer === undefined ? undefined : endOf(answer);
    if (end !== undefined && total >= end) break;
  }
  return { answer: answer ?? read(Buffer.concat(pieces)), total };
}

/** A walk over a beginning has come to an answer only where it has reached the pixel data. */
function withPixels(walk: DicomWalk): DicomWalk | undefined {
  return walk.pixels === undefined ? undefined : walk;
}

function endOf({ pixels }: DicomWalk): number | undefined {
  return pixels === undefined ? undefined : pixels.start + (pixels.length ?? 0);
}

async function* inflated(bytes: DicomBytes, start: number): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
  const feed = async (): Promise<void> => {
    for (let at = start; at < bytes.size() && !inflate.destroyed; at += pieceSize) {
      const piece = await bytes.part(at, Math.min(pieceSize, bytes.size() - at));
      if (inflate.write(piece)) continue;
      await new Promise((resolve) => inflate.once('drain', resolve).once('close', resolve));
    }
    inflate.end();
  };
  const feeding = feed().catch((error: unknown) => inflate.destroy(error as Error));
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    // Damaged data: what was inflated before is all there is.
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error;
  } finally {
    inflate.destroy();
    await feeding;
  }
}
