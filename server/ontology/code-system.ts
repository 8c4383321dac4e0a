import type { NamedNode, Term } from '../rdf/terms.ts';
import { isLiteral, isNamedNode } from '../rdf/terms.ts';
import { mer, sh } from '../rdf/vocabulary.ts';
import { OntologyFault } from './ontology-fault.ts';
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
  /** Codes that subdivide another one; the first group is that one. `C50.4` is a kind of `C50`. */
  readonly categoryPattern?: RegExp;
  /** The scheme of this system's classes that no vocabulary holds; absent where classes are no concepts. */
  readonly classScheme?: NamedNode;
}

/** The code systems of the prefix table: its upper-case prefixes. Throws 'bad-ontology' for a pattern that is none. */
export function readCodeSystems(statements: Statements, prefixTable: Term): readonly CodeSystem[] {
  const systems: CodeSystem[] = [];
  for (const declaration of statements.objects(prefixTable, sh.declare)) {
    const prefix = statements.object(declaration, sh.prefix)?.value;
    const namespace = statements.object(declaration, sh.namespace)?.value;
    if (prefix === undefined || namespace === undefined || !/^[A-Z]/.test(prefix)) continue;
    const bare = statements.object(declaration, mer.barePattern);
    const category = statements.object(declaration, mer.categoryPattern);
    const classScheme = statements.object(declaration, mer.classScheme);
    systems.push({
      prefix,
      namespace,
      alsoWritten: statements.objects(declaration, mer.alsoWritten).map((written) => written.value),
      ...(isLiteral(bare) ? { barePattern: compile(prefix, 'barePattern', bare.value, prefixTable) } : {}),
      ...(isLiteral(category)
        ? { categoryPattern: compile(prefix, 'categoryPattern', category.value, prefixTable) }
        : {}),
      ...(isNamedNode(classScheme) ? { classScheme } : {}),
    });
  }
  return systems;
}

function compile(prefix: string, property: string, pattern: string, prefixTable: Term): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch (error) {
    throw new OntologyFault(
      'pattern-unreadable',
      `The mer:${property} of ${prefix} is no regular expression.`,
      {
        about: { iri: prefixTable.value, predicate: sh.declare.value },
        advice: 'Correct it in ontology/prefixes.ttl.',
        cause: error,
      },
    );
  }
}
