import type { MeridianError } from '../../errors.ts';
import { mer } from '../../rdf/vocabulary.ts';
import type { TripleSink } from '../rml/compile-triples-map.ts';
import { placeOf } from '../rml/run-mapping.ts';
import type { SourceRecord } from '../sources/record-source.ts';
import { withheld, type RecordGate } from './record-gate.ts';

/** A sink behind the gate: statements about patients that tell more than they should are left out, and reported. */
export function gatedSink(
  sink: TripleSink,
  gate: RecordGate,
  failure: (error: MeridianError) => void,
): TripleSink {
  let current: SourceRecord | undefined;
  return {
    ...(sink.readings === undefined ? {} : { readings: sink.readings }),
    subject(subject, map, record) {
      current = record;
      sink.subject(subject, map, record);
    },
    triple(subject, predicate, object, graph) {
      if (graph.equals(mer.RecordPlane) && !gate.allows(predicate, object)) {
        failure(withheld(predicate, current === undefined ? {} : placeOf(current.origin)));
        return;
      }
      sink.triple(subject, predicate, object, graph);
    },
  };
}
