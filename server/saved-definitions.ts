import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CohortChange, EditedDefinition } from './cohort/cohort-impact.ts';
import type { CompiledDefinition } from './cohort/compiled-definition.ts';
import { fromPortable, type PortableDefinition } from './cohort/portable-definition.ts';
import { MeridianError } from './errors.ts';
import type { EditMeaning } from './impact-message.ts';
import type { Ontology } from './ontology/ontology.ts';

/** The saved definitions by name; what is no JSON is put to the broken ones. */
export function readDefinitions(queries: string, broken: CohortChange[]): ReadonlyMap<string, unknown> {
  const folder = join(queries, 'cohort');
  const definitions = new Map<string, unknown>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.json')) continue;
    const name = basename(file, '.json');
    try {
      definitions.set(name, JSON.parse(readFileSync(join(folder, file), 'utf8')));
    } catch {
      const why = 'Its file cannot be read as JSON.';
      broken.push({ cohort: name, title: name, moves: false, broken: { codes: [], why } });
    }
  }
  return definitions;
}

/** A definition of the trial, here; a side that names what is not declared here is absent, and why is said. */
export function revived(
  { before, after, ...rest }: EditMeaning['definitions'][number],
  ontology: Ontology,
): EditedDefinition {
  let failure = rest.failure;
  const revive = (side: PortableDefinition | undefined): CompiledDefinition | undefined => {
    try {
      return side === undefined ? undefined : fromPortable(side, ontology);
    } catch (error) {
      if (!(error instanceof MeridianError)) throw error;
      failure ??= error.message;
      return undefined;
    }
  };
  const [old, now] = [revive(before), revive(after)];
  return {
    ...rest,
    ...(old === undefined ? {} : { before: old }),
    ...(now === undefined ? {} : { after: now }),
    ...(failure === undefined ? {} : { failure }),
  };
}
