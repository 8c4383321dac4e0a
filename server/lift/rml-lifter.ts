import { join } from 'node:path';
import { MeridianError, withPlace } from '../errors.ts';
import { loadJsonLdContexts } from '../rdf/json-ld-contexts.ts';
import type { CodeResolver, LiftAttribute, LiftMappingSets } from './concept-finder.ts';
import { MappedConcepts } from './concept-finder.ts';
import type { Lifter } from './lifter.ts';
import { Lifting, mappingReadsRdf, type LiftTools } from './lifting.ts';
import { liftFunctions } from './functions/registry.ts';
import { requirePlanes } from './plane-sink.ts';
import { requireAllowedWords } from './privacy/require-allowed-words.ts';
import { setsByAttribute } from './sets-by-attribute.ts';
import type { RegisteredSource } from './source-registry.ts';
import { readSources } from './source-registry.ts';
import { requireTables } from './tables-asked.ts';

export interface LifterDependencies {
  readonly mappingsFolder: string;
  readonly ontology: CodeResolver;
  readonly mappingSets: LiftMappingSets;
  readonly attributes: readonly LiftAttribute[];
  /** Properties that may carry words of a source about a patient, and what such a word looks like. */
  readonly wordPatterns: ReadonlyMap<string, RegExp>;
}

/**
 * Reads and checks every source of the mappings folder, and gives the lifter that runs them. Throws 'bad-mapping',
 * with the file, for any mapping that could not run: an unknown function, attribute, mapping set, plane or format.
 */
export async function createLifter(dependencies: LifterDependencies): Promise<Lifter> {
  const sources = readSources(dependencies.mappingsFolder);
  const concepts = new MappedConcepts(
    dependencies.attributes,
    dependencies.ontology,
    dependencies.mappingSets,
  );
  const contexts = loadJsonLdContexts(join(dependencies.mappingsFolder, 'contexts'));
  const tools: LiftTools = { concepts, contexts, wordPatterns: dependencies.wordPatterns };
  for (const source of sources.values()) await check(source, tools);
  return {
    contexts,
    sources: [...sources.values()].map(({ name, title, description, files, tables, namespaces }) => ({
      name,
      title,
      description,
      files,
      ...(tables === undefined ? {} : { tables }),
      ...(namespaces === undefined ? {} : { namespaces }),
    })),
    async lift(name, files, context) {
      return new Lifting(sourceNamed(name, sources), files, context, tools).run();
    },
    async stream(name, files, context, write, graph) {
      const source = sourceNamed(name, sources);
      if (source.settings.keep === true || (source.mapping !== undefined && mappingReadsRdf(source.mapping)))
        return undefined;
      return new Lifting(source, files, context, tools).stream(write, graph);
    },
  };
}

function sourceNamed(name: string, sources: ReadonlyMap<string, RegisteredSource>): RegisteredSource {
  const source = sources.get(name);
  if (source !== undefined) return source;
  throw new MeridianError('not-found', `There is no source "${name}".`, {
    advice: `The sources are ${[...sources.keys()].join(', ')}.`,
  });
}

/** A run over nothing compiles everything. A failure in a mapping names the mapping's file. */
async function check(source: RegisteredSource, tools: LiftTools): Promise<void> {
  const { concepts, wordPatterns } = tools;
  try {
    const sets = setsByAttribute(source, (attribute) => concepts.attribute(attribute).name);
    for (const name of [...sets.values()].flat()) concepts.checkSet(name);
    if (source.mapping !== undefined) {
      requirePlanes(source.mapping);
      requireTables(source.mapping, source.tables);
      requireAllowedWords(source.mapping, { functions: liftFunctions, patterns: wordPatterns });
    }
    await new Lifting(source, [], { provider: 'none', base: '', key: new Uint8Array(32) }, tools).run();
  } catch (error) {
    throw withPlace(error, { file: source.mapping?.file ?? `sources/${source.name}/source.yaml` });
  }
}
