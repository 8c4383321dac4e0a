import { MeridianError } from '../errors.ts';
import type { Ontology } from '../ontology/ontology.ts';
import { compileDefinition } from './compile-definition.ts';
import { deadCodes, type DeadCode } from './dead-codes.ts';
import type { CohortDefinition } from './definition.ts';
import { parseDefinition } from './parse-definition.ts';
import { toPortable, type PortableDefinition } from './portable-definition.ts';

/** A saved definition as two states of the ontology understand it; a side that does not is absent. */
export interface UnderstoodDefinition {
  readonly name: string;
  readonly title: string;
  readonly before?: PortableDefinition;
  readonly after?: PortableDefinition;
  readonly dead: readonly DeadCode[];
  /** Why the later state does not understand it. */
  readonly failure?: string;
}

export function understandDefinition(
  name: string,
  value: unknown,
  before: Ontology,
  after: Ontology,
): UnderstoodDefinition {
  const [old, now] = [before, after].map((ontology) => understand(value, ontology));
  const definition = old?.definition ?? now?.definition;
  return {
    name,
    title: definition?.title ?? name,
    ...(old?.compiled === undefined ? {} : { before: old.compiled }),
    ...(now?.compiled === undefined ? {} : { after: now.compiled }),
    dead: definition === undefined ? [] : deadCodes(definition, before, after),
    ...(now?.failure === undefined ? {} : { failure: now.failure }),
  };
}

interface Understood {
  readonly definition?: CohortDefinition;
  readonly compiled?: PortableDefinition;
  readonly failure?: string;
}

function understand(value: unknown, ontology: Ontology): Understood {
  try {
    const definition = parseDefinition(value, ontology);
    return { definition, compiled: toPortable(compileDefinition(definition, ontology)) };
  } catch (error) {
    if (error instanceof MeridianError) return { failure: error.message };
    throw error;
  }
}
