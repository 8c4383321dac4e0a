import { MeridianError } from '../errors.ts';
import { isNamedNode } from '../rdf/terms.ts';
import type { Term } from '../rdf/terms.ts';
import { mer, sh } from '../rdf/vocabulary.ts';
import type { Statements } from './statements.ts';

/** A code system that requests may name, as `ontology/prefixes.ttl` declares it. */
export interface CodeSystem {
  /** `SNOMEDCT`. */
  readonly prefix: string;
  readonly namespace: string;
  /** What else stands before a code in the wild: `EUCAIM_Hyper-Ontology_V1.0.`, an outdated base address. */
  readonly alsoWritten: readonly string[];
  /** Codes that are recognised without anything before them; absent where a bare code could be another system's. */
  readonly barePattern?: RegExp;
}

/** The code systems of the prefix table: its upper-case prefixes. Throws 'bad-ontology' for a pattern that is none. */
export function readCodeSystems(statements: Statements, prefixTable: Term): readonly CodeSystem[] {
  const systems: CodeSystem[] = [];
  for (const declaration of statements.objects(prefixTable, sh.declare)) {
    const prefix = statements.object(declaration, sh.prefix)?.value;
    const namespace = statements.object(declaration, sh.namespace)?.value;
    if (prefix === undefined || namespace === undefined || !/^[A-Z]/.test(prefix)) continue;
    const pattern = statements.object(declaration, mer.barePattern);
    systems.push({
      prefix,
      namespace,
      alsoWritten: statements.objects(declaration, mer.alsoWritten).map((written) => written.value),
      ...(pattern === undefined || isNamedNode(pattern)
        ? {}
        : { barePattern: compile(prefix, pattern.value) }),
    });
  }
  return systems;
}

function compile(prefix: string, pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch (error) {
    throw new MeridianError('bad-ontology', `The mer:barePattern of ${prefix} is no regular expression.`, {
      cause: error,
    });
  }
}
