import { MeridianError } from '../errors.ts';
import type { PrefixTable } from '../rdf/prefixes.ts';
import type { Quad } from '../rdf/terms.ts';
import { rdfs, skos } from '../rdf/vocabulary.ts';
import { checkShapes } from './check-shapes.ts';
import { compareFindings } from './compare-findings.ts';
import type { TargetFinder } from './find-targets.ts';
import { nodeName } from './find-targets.ts';
import { loadShapes } from './load-shapes.ts';
import { readProfiles } from './read-profiles.ts';
import { ShapeEngine } from './shape-engine.ts';
import { toFinding } from './to-finding.ts';
import type { Finding, PlaceFinder, ProfileDescription, Report, Validator } from './validator.ts';

export interface ValidatorOptions {
  /** Folder with the shapes, and a folder `profiles` in it. */
  readonly shapesFolder: string;
  /** The hyper-ontology; what it says of classes and concept schemes is read beside the data. */
  readonly hierarchy: readonly Quad[];
}

/** Reads, checks and compiles all shapes and profiles. Throws `bad-shapes` with the place. */
export async function createValidator(options: ValidatorOptions): Promise<Validator> {
  const loaded = await loadShapes(options.shapesFolder);
  checkShapes(loaded.quads, (shape, predicate) => loaded.place(shape, predicate));
  const hierarchy = options.hierarchy.filter(
    ({ predicate }) => predicate.equals(rdfs.subClassOf) || predicate.equals(skos.inScheme),
  );
  const engine = await ShapeEngine.create(loaded.quads, hierarchy);
  const profiles = new Map<string, CompiledProfile>();
  for (const { shapes, ...description } of readProfiles(loaded)) {
    profiles.set(description.name, { description, targets: engine.targets(shapes) });
  }
  return new ShaclValidator(engine, profiles, loaded.prefixes);
}

interface CompiledProfile {
  readonly description: ProfileDescription;
  readonly targets: TargetFinder;
}

/** Checks metadata with SHACL shapes. */
class ShaclValidator implements Validator {
  readonly #engine: ShapeEngine;
  readonly #profiles: ReadonlyMap<string, CompiledProfile>;
  readonly #prefixes: PrefixTable;

  constructor(engine: ShapeEngine, profiles: ReadonlyMap<string, CompiledProfile>, prefixes: PrefixTable) {
    this.#engine = engine;
    this.#profiles = profiles;
    this.#prefixes = prefixes;
  }

  get profiles(): readonly ProfileDescription[] {
    return [...this.#profiles.values()].map(({ description }) => description);
  }

  async validate(data: readonly Quad[], profile: string, places?: PlaceFinder): Promise<Report> {
    const start = performance.now();
    const dataset = this.#engine.dataset(data);
    const targets = this.#profile(profile).targets.find(data);
    const context = { engine: this.#engine, dataset, prefixes: this.#prefixes, places };
    const findings: Finding[] = [];
    for await (const result of this.#engine.run(dataset, targets)) findings.push(toFinding(result, context));
    const nodes = new Set([...targets.values()].flatMap((terms) => terms.map(nodeName)));
    return {
      profile,
      conforms: findings.every((finding) => finding.severity !== 'violation'),
      findings: findings.sort(compareFindings),
      focusNodes: nodes.size,
      milliseconds: Math.round(performance.now() - start),
    };
  }

  #profile(name: string): CompiledProfile {
    const found = this.#profiles.get(name);
    if (found === undefined) {
      throw new MeridianError('not-found', `There is no profile "${name}".`, {
        advice: `Use one of ${[...this.#profiles.keys()].join(', ')}.`,
      });
    }
    return found;
  }
}
