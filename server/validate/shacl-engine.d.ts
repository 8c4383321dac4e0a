/** The parts of shacl-engine (which has no declarations of its own) that the validator uses. */
declare module 'shacl-engine/Validator.js' {
  import type { DataFactory, NamedNode, Quad, Term } from '@rdfjs/types';

  interface EngineDataset {
    readonly size: number;
    match(
      subject?: Term | null,
      predicate?: Term | null,
      object?: Term | null,
      graph?: Term | null,
    ): Iterable<Quad> & { readonly size: number };
    [Symbol.iterator](): Iterator<Quad>;
  }

  interface EnginePathStep {
    readonly quantifier: 'one' | 'oneOrMore' | 'zeroOrMore' | 'zeroOrOne';
    readonly start: 'subject' | 'object';
    readonly end: 'subject' | 'object';
    readonly predicates: readonly NamedNode[];
  }

  interface EngineResult {
    readonly focusNode: { readonly term: Term };
    readonly path: readonly EnginePathStep[] | null | undefined;
    readonly value: { readonly term: Term | undefined } | undefined;
    readonly severity: NamedNode;
    readonly shape: { readonly ptr: { readonly term: Term } };
    readonly constraintComponent: NamedNode;
    readonly message: readonly { readonly value: string; readonly language: string }[];
  }

  interface EngineReport {
    readonly conforms: boolean;
    readonly results: readonly EngineResult[];
  }

  export default class Validator {
    constructor(
      shapes: EngineDataset,
      options: {
        factory: DataFactory;
        validations?: ReadonlyMap<Term, unknown>;
        targetResolvers?: ReadonlyMap<Term, unknown>;
      },
    );
    validate(
      data: { dataset: EngineDataset; terms?: readonly Term[] },
      shapes?: readonly { readonly terms: readonly Term[] }[],
    ): Promise<EngineReport>;
  }

  export type { EngineDataset, EnginePathStep, EngineReport, EngineResult };
}

declare module 'shacl-engine/sparql.js' {
  import type { Term } from '@rdfjs/types';

  export const validations: ReadonlyMap<Term, unknown>;
  export const targetResolvers: ReadonlyMap<Term, unknown>;
}
