import { toNTriplesTerm } from '../../../rdf/n-triples.ts';
import type { TripleSink } from '../compile-triples-map.ts';
import { placeOf } from '../run-mapping.ts';
import type { SourceRecord } from '../../sources/record-source.ts';
import type { ByteBuffer } from './byte-buffer.ts';
import type { NQuadsOptions } from './byte-engine.ts';

/** Where the quads of the record path go: the same output, through the same gate. */
export function quadSink(
  out: ByteBuffer,
  { graph: target, gate, readings, failure }: Pick<NQuadsOptions, 'graph' | 'gate' | 'readings' | 'failure'>,
): TripleSink {
  let current: SourceRecord | undefined;
  return {
    ...(readings === undefined ? {} : { readings }),
    subject(_subject, _map, record) {
      current = record;
    },
    triple(subject, predicate, object, graph) {
      const type = object.termType === 'Literal' ? 'literal' : 'iri';
      if (gate?.looksAt(predicate, type, graph) === true && !gate.allows(predicate, object)) {
        failure(gate.withheld(predicate, current === undefined ? {} : placeOf(current.origin)));
        return;
      }
      const name = target === undefined ? graph : target(graph);
      if (name === undefined) return;
      const words = [subject, predicate, object, ...(name.termType === 'DefaultGraph' ? [] : [name])];
      out.appendText(`${words.map(toNTriplesTerm).join(' ')} .\n`);
    },
  };
}
