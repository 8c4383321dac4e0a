import type { MeridianError } from '../../server/errors.ts';
import { compileExecution } from '../../server/lift/functions/compile-execution.ts';
import type { FunctionContext } from '../../server/lift/functions/lift-function.ts';
import { liftFunctions } from '../../server/lift/functions/registry.ts';
import type { SourceFile } from '../../server/lift/lifter.ts';
import type { Mapping } from '../../server/lift/rml/mapping.ts';
import { readMapping } from '../../server/lift/rml/read-mapping.ts';
import { runMapping } from '../../server/lift/rml/run-mapping.ts';
import type { Delivery } from '../../server/lift/sources/open-source.ts';
import { openSource } from '../../server/lift/sources/open-source.ts';
import { toNTriplesTerm } from '../../server/rdf/n-triples.ts';
import { liftContext } from './lift-fixtures.ts';

const prefixes = `
@prefix rml: <http://w3id.org/rml/> . @prefix mer: <https://w3id.org/meridian/ns#> .
@prefix mfn: <https://w3id.org/meridian/function#> . @prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;

const context: FunctionContext = {
  ...liftContext,
  decimal: '.',
  concepts: { find: () => [], attributeIri: (attribute) => attribute },
  unmapped: { add: () => undefined },
};

/** Runs a mapping (without its prefixes) over files: the triples as sorted lines, and the failures. */
export async function runRml(
  turtle: string,
  files: readonly SourceFile[],
  settings: Partial<Delivery> = {},
): Promise<{ lines: string[]; failures: MeridianError[] }> {
  return runMappingOver(readMapping(prefixes + turtle, 'test.rml.ttl'), files, settings);
}

/** The same with a mapping that has been read. */
export async function runMappingOver(
  mapping: Mapping,
  files: readonly SourceFile[],
  settings: Partial<Delivery> = {},
): Promise<{ lines: string[]; failures: MeridianError[] }> {
  const failures: MeridianError[] = [];
  const lines = new Set<string>();
  const failure = (error: MeridianError): void => void failures.push(error);
  await runMapping(mapping, {
    baseIri: 'http://example.org/base/',
    open: (source) => openSource(source, { files, failure, note: () => undefined, ...settings }),
    execution: (execution, scope) => compileExecution(execution, scope, liftFunctions, context),
    sink: {
      subject: () => undefined,
      triple: (subject, predicate, object) =>
        void lines.add(
          [subject, predicate, object].map(toNTriplesTerm).join(' ').replaceAll('http://example.org/', ''),
        ),
    },
    failure,
  });
  return { lines: [...lines].sort(), failures };
}
