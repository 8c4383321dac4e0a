import type { MeridianError } from '../../server/errors.ts';
import { compileExecution } from '../../server/lift/functions/compile-execution.ts';
import type { FunctionContext } from '../../server/lift/functions/lift-function.ts';
import { liftFunctions } from '../../server/lift/functions/registry.ts';
import { MappedConcepts } from '../../server/lift/concept-finder.ts';
import type { SourceFile } from '../../server/lift/lifter.ts';
import { ReadingRecorder } from '../../server/lift/reading-recorder.ts';
import type { NQuadsOptions } from '../../server/lift/rml/bytes/byte-engine.ts';
import { NotedEffects } from '../../server/lift/rml/bytes/noted-effects.ts';
import type { NQuadsRun } from '../../server/lift/rml/bytes/run-to-n-quads.ts';
import { runToNQuads } from '../../server/lift/rml/bytes/run-to-n-quads.ts';
import { quadSink } from '../../server/lift/rml/bytes/quad-sink.ts';
import { ByteBuffer } from '../../server/lift/rml/bytes/byte-buffer.ts';
import { readMapping } from '../../server/lift/rml/read-mapping.ts';
import { runMapping } from '../../server/lift/rml/run-mapping.ts';
import type { StatementGate } from '../../server/lift/rml/bytes/statement-gate.ts';
import { flatTable } from '../../server/lift/sources/flat-tables.ts';
import type { Delivery } from '../../server/lift/sources/open-source.ts';
import { openSource } from '../../server/lift/sources/open-source.ts';
import { UnmappedReport } from '../../server/lift/unmapped-report.ts';
import { liftContext, liftDependencies } from './lift-fixtures.ts';

const prefixes = `
@prefix rml: <http://w3id.org/rml/> . @prefix mer: <https://w3id.org/meridian/ns#> .
@prefix mfn: <https://w3id.org/meridian/function#> . @prefix ex: <http://example.org/> .
@prefix attr: <https://w3id.org/meridian/attribute#> . @prefix eucaim: <https://cancerimage.eu/ontology/EUCAIM#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;

/** All that can be seen of a run, in an order that does not depend on the way. */
export interface SeenRun {
  readonly lines: readonly string[];
  readonly failures: readonly string[];
  readonly unmapped: unknown;
  readonly readings: readonly string[];
}

/** Runs a mapping (without its prefixes) record by record and in bytes. */
export async function runBothWays(
  turtle: string,
  files: readonly SourceFile[],
  settings: Partial<Delivery> & { readonly gate?: StatementGate } = {},
): Promise<{ records: SeenRun; bytes: SeenRun; ways: NQuadsRun }> {
  const mapping = readMapping(prefixes + turtle, 'test.rml.ttl');
  const byRecord = observed(files, settings);
  const out = new ByteBuffer(1024);
  await runMapping(mapping, { ...byRecord.options, sink: quadSink(out, byRecord.options) });
  const inBytes = observed(files, settings);
  const pieces: Uint8Array[] = [];
  const ways = await runToNQuads(mapping, inBytes.options, (lines) => void pieces.push(Buffer.from(lines)));
  return {
    records: byRecord.seen(out.bytes.subarray(0, out.at)),
    bytes: inBytes.seen(Buffer.concat(pieces)),
    ways,
  };
}

function observed(
  files: readonly SourceFile[],
  { gate, ...settings }: Partial<Delivery> & { readonly gate?: StatementGate },
): { options: NQuadsOptions; seen: (nquads: Uint8Array) => SeenRun } {
  const { attributes, ontology, mappingSets } = liftDependencies;
  const concepts = new MappedConcepts(attributes, ontology, mappingSets);
  const unmapped = new UnmappedReport((attribute) => concepts.attribute(attribute).name, 1);
  const readings = new ReadingRecorder((attribute) => concepts.attribute(attribute));
  const effects = new NotedEffects(unmapped, readings);
  const failures: MeridianError[] = [];
  const failure = (error: MeridianError): void => void failures.push(error);
  const delivery: Delivery = { files, failure, note: () => undefined, ...settings };
  const context: FunctionContext = {
    ...liftContext,
    decimal: '.',
    concepts,
    unmapped: effects,
    readings: effects.readings ?? readings,
  };
  return {
    options: {
      baseIri: 'http://example.org/base/',
      open: (source) => openSource(source, delivery),
      table: (source) => flatTable(source, delivery),
      execution: (execution, scope) => compileExecution(execution, scope, liftFunctions, context),
      effects,
      readings,
      failure,
      ...(gate === undefined ? {} : { gate }),
    },
    seen: (nquads) => ({
      lines: [...new Set(new TextDecoder('utf-8', { fatal: true }).decode(nquads).split('\n'))].sort(),
      failures: [
        ...new Set(failures.map(({ message, place, advice }) => JSON.stringify([message, place, advice]))),
      ].sort(),
      unmapped: [unmapped.values(), unmapped.hidden()],
      readings: readingsOf(readings),
    }),
  };
}

function readingsOf(recorder: ReadingRecorder): string[] {
  const { things, readings } = recorder.readings([]);
  const names = (numbers: Int32Array): string[] => [...numbers].map((each) => things.at(each) ?? '').sort();
  return readings
    .map(({ states, flags, makes, ...rest }) =>
      JSON.stringify({ ...rest, states: names(states), flags: names(flags), makes: names(makes) }),
    )
    .sort();
}
