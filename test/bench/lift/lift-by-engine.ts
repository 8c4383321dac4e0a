import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineageRecorder } from '../../../server/lift/lineage-recorder.ts';
import { TripleSet } from '../../../server/lift/plane-sink.ts';
import { readMapping } from '../../../server/lift/rml/read-mapping.ts';
import { runMapping } from '../../../server/lift/rml/run-mapping.ts';
import { openSource } from '../../../server/lift/sources/open-source.ts';
import { quad, type Quad } from '../../../server/rdf/terms.ts';

const path = join(import.meta.dirname, 'measurement.rml.ttl');

/**
 * Runs `measurement.rml.ttl` over a MEASUREMENT table. As a delivery is lifted, each triple is kept once and each
 * subject's row is noted (unless `noted` is false); or, `bare`, triples are taken as they come, which is what the hand-written loop does.
 */
export async function liftByEngine(
  file: Uint8Array,
  { bare, noted = true }: { readonly bare: boolean; readonly noted?: boolean },
): Promise<Quad[]> {
  const quads: Quad[] = [];
  const set = new TripleSet();
  const lineage = new LineageRecorder();
  await runMapping(readMapping(readFileSync(path, 'utf8'), 'measurement.rml.ttl'), {
    baseIri: 'http://example.org/id/bench/',
    open: (source) =>
      openSource(source, {
        files: [{ path: 'MEASUREMENT.csv', read: () => Promise.resolve(file) }],
        failure: fail,
        note: () => undefined,
      }),
    execution: () => fail(new RangeError('The mapping calls no function.')),
    sink: bare
      ? {
          subject: () => undefined,
          triple: (subject, predicate, object) => void quads.push(quad(subject, predicate, object)),
        }
      : {
          subject: (subject, map, record) => {
            if (noted) lineage.addRecord(subject.value, map, record);
          },
          triple: (subject, predicate, object) => {
            set.add(subject, predicate, object);
          },
        },
    failure: fail,
  });
  return bare ? quads : set.quads();
}

function fail(error: Error): never {
  throw error;
}
