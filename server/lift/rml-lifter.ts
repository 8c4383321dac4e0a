import { join } from 'node:path';
import { MeridianError, withPlace } from '../errors.ts';
import { loadJsonLdContexts } from '../rdf/json-ld-contexts.ts';
import type { CodeResolver, LiftAttribute, LiftMappingSets } from './concept-finder.ts';
import { MappedConcepts } from './concept-finder.ts';
import type { Lifter } from './lifter.ts';
import { Lifting } from './lifting.ts';
import { requirePlanes } from './plane-sink.ts';
import { setsByAttribute } from './sets-by-attribute.ts';
import type { RegisteredSource } from './source-registry.ts';
import { readSources } from './source-registry.ts';

export interface LifterDependencies {
  readonly mappingsFolder: string;
  readonly ontology: CodeResolver;
  readonly mappingSets: LiftMappingSets;
  readonly attributes: readonly LiftAttribute[];
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
  for (const source of sources.values()) await check(source, concepts);
  return {
    contexts,
    sources: [...sources.values()].map(({ name, title, description, files, namespaces }) => ({
      name,
      title,
      description,
      files,
      ...(namespaces === undefined ? {} : { namespaces }),
    })),
    async lift(name, files, context) {
      const source = sources.get(name);
      if (source === undefined) {
        throw new MeridianError('not-found', `There is no source "${name}".`, {
          advice: `The sources are ${[...sources.keys()].join(', ')}.`,
        });
      }
      return new Lifting(source, files, context, concepts, contexts).run();
    },
  };
}

/** A run over nothing compiles everything. A failure in a mapping names the mapping's file. */
async function check(source: RegisteredSource, concepts: MappedConcepts): Promise<void> {
  try {
    const sets = setsByAttribute(source, (attribute) => concepts.attribute(attribute).name);
    for (const name of [...sets.values()].flat()) concepts.checkSet(name);
    if (source.mapping !== undefined) requirePlanes(source.mapping);
    await new Lifting(
      source,
      [],
      { provider: 'none', base: '', key: new Uint8Array(32) },
      concepts,
      new Map(),
    ).run();
  } catch (error) {
    throw withPlace(error, { file: source.mapping?.file ?? `sources/${source.name}/source.yaml` });
  }
}
