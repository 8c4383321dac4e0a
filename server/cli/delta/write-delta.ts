import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MeridianError } from '../../errors.ts';
import type { Lifted } from '../../lift/lifter.ts';
import { quad } from '../../rdf/terms.ts';
import type { Quad } from '../../rdf/terms.ts';
import { mer } from '../../rdf/vocabulary.ts';
import type { PatchCounts } from './rdf-patch.ts';
import { writePatch } from './rdf-patch.ts';
import { sortLines } from './sort-lines.ts';
import { canonicalLines, statementLine } from './statement-line.ts';

/**
 * What a lifting says that a file of an earlier one does not, and the other way round, as an RDF Patch. The file is
 * N-Triples or N-Quads, plain or with gzip; where it names planes as graphs, the patch does. Throws
 * `unreadable-source` where the file cannot be read, `syntax-error` with the line.
 */
export async function writeDelta(
  previous: string,
  lifted: Pick<Lifted, 'catalogue' | 'record'>,
  write: (text: string) => void,
): Promise<PatchCounts> {
  const withGraphs = await namesGraphs(previous);
  const before = sortLines(canonicalLines(linesIn(previous), previous));
  return writePatch(before, sortLines(linesOfPlanes(lifted, withGraphs)), write);
}

function* linesOfPlanes({ catalogue, record }: Pick<Lifted, 'catalogue' | 'record'>, withGraphs: boolean) {
  const inGraph = (each: Quad, graph: Quad['graph']): Quad =>
    withGraphs ? quad(each.subject, each.predicate, each.object, graph) : each;
  for (const each of catalogue) yield statementLine(inGraph(each, mer.CataloguePlane));
  for (const each of record) yield statementLine(inGraph(each, mer.RecordPlane));
}

/** Whether the first statement of the file stands in a graph; a file without statements names none. */
async function namesGraphs(file: string): Promise<boolean> {
  for await (const line of canonicalLines(linesIn(file), file)) return terms(line) === 4;
  return false;
}

/** Blanks within literals are no ends of terms. */
function terms(line: string): number {
  return line.replace(/"(?:[^"\\]|\\.)*"/, '""').split(' ').length - 1;
}

async function* linesIn(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const input = file.endsWith('.gz') ? unzipped(bytes) : bytes;
  try {
    yield* createInterface({ input, crlfDelay: Infinity });
  } catch (cause) {
    throw new MeridianError('unreadable-source', 'The earlier result cannot be read.', {
      place: { file },
      advice: 'Give the file that an earlier `meridian lift --format application/n-quads` wrote.',
      cause,
    });
  } finally {
    bytes.destroy();
  }
}

function unzipped(bytes: Readable): Readable {
  const unzip = createGunzip();
  bytes.on('error', (error) => unzip.destroy(error));
  return bytes.pipe(unzip);
}
