import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotedEffects } from '../../../server/lift/rml/bytes/noted-effects.ts';
import { runToNQuads } from '../../../server/lift/rml/bytes/run-to-n-quads.ts';
import { readMapping } from '../../../server/lift/rml/read-mapping.ts';
import { flatTable } from '../../../server/lift/sources/flat-tables.ts';
import { openSource } from '../../../server/lift/sources/open-source.ts';

const path = join(import.meta.dirname, 'measurement.rml.ttl');

/** Runs `measurement.rml.ttl` over a file as `meridian lift -f application/n-quads` does. */
export async function linesByEngine(file: string, write: (lines: Uint8Array) => void): Promise<void> {
  const source = {
    path: 'MEASUREMENT.csv',
    read: () => Promise.resolve(readFileSync(file)),
    stream: () => createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>,
  };
  const delivery = { files: [source], failure: fail, note: () => undefined };
  const ways = await runToNQuads(
    readMapping(readFileSync(path, 'utf8'), 'measurement.rml.ttl'),
    {
      baseIri: 'http://example.org/id/bench/',
      open: (each) => openSource(each, delivery),
      table: (each) => flatTable(each, delivery),
      execution: () => fail(new RangeError('The mapping calls no function.')),
      effects: new NotedEffects({ add: () => undefined }),
      failure: fail,
    },
    write,
  );
  if (ways.byRecord > 0) throw new RangeError('The mapping did not run in bytes.');
}

function fail(error: Error): never {
  throw error;
}
