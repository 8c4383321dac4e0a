import { MeridianError } from '../../../errors.ts';
import { toNTriplesTerm } from '../../../rdf/n-triples.ts';
import type { NamedNode } from '../../../rdf/terms.ts';
import type { ReferencePlace } from '../../sources/record-source.ts';
import { lexicalOf } from '../../sources/record-source.ts';
import { compileExpression, referencesOf } from '../compile-expression.ts';
import type { MakeTerms, TermScope } from '../compile-term-map.ts';
import { badIri, compileTermMap } from '../compile-term-map.ts';
import type { Expression, TermMap } from '../mapping.ts';
import type { MappingRun } from '../run-mapping.ts';
import { placeOf } from '../run-mapping.ts';
import type { ByteScope } from './byte-scope.ts';
import type { ByteTerm } from './byte-term.ts';
import type { NotedEffects } from './noted-effects.ts';
import type { Evaluate } from './remembered.ts';
import { Remembered } from './remembered.ts';
import { ResultCache } from './result-cache.ts';
import type { StatementGate } from './statement-gate.ts';

type ManyTerms = Extract<ByteTerm, { kind: 'many' }>;

/** Predicate and gate of the statements that a term is made for. */
export interface GatedFor {
  readonly gate: StatementGate;
  readonly predicate: NamedNode;
}

interface Kept {
  readonly remembered: Remembered;
  /** In the order in which the closure numbers them. */
  readonly references: readonly string[];
  /** Where the closure is called from. */
  user: ByteScope | undefined;
}

/**
 * The term maps and expressions that run through closures over strings, each kept once for all sources: what it gives
 * depends on the values of its references only.
 */
export class TermMemory {
  readonly #run: MappingRun;
  readonly #effects: NotedEffects;
  readonly #cache = new ResultCache();
  readonly #kept = new Map<string, Kept>();

  constructor(run: MappingRun, effects: NotedEffects) {
    this.#run = run;
    this.#effects = effects;
  }

  /** The terms of a map, as N-Quads write them; `id` as {@link compileTermMap} wants it. */
  terms(map: TermMap, scope: ByteScope, baseIri: string, id: string, gated?: GatedFor): ManyTerms {
    const name = JSON.stringify([
      map,
      placesOf(map, scope),
      baseIri,
      map.expression.kind === 'none' ? id : '',
      gated?.predicate,
    ]);
    const compile = (inner: TermScope): MakeTerms => compileTermMap(map, { ...inner, baseIri }, id);
    // A blank node without an expression is another one in each record.
    return this.made(name, scope, compile, { gated, lasting: map.expression.kind !== 'none' });
  }

  /** The plain values of an expression. */
  values(expression: Expression, scope: ByteScope): ManyTerms {
    return this.#use(JSON.stringify([expression]), scope, (inner) => {
      const extract = compileExpression(expression, inner);
      return (record) => ({ texts: extract(record).map(lexicalOf), lasting: true });
    });
  }

  /** Terms by a closure over strings that is compiled against the scope it is given. */
  made(
    name: string,
    scope: ByteScope,
    compile: (inner: TermScope) => MakeTerms,
    { gated, lasting = true }: { gated?: GatedFor | undefined; lasting?: boolean } = {},
  ): ManyTerms {
    return this.#use(name, scope, (inner, isLasting) => {
      const make = compile(inner);
      return (record) => {
        isLasting(lasting);
        const terms = make(record).filter((term) => {
          if (gated === undefined || gated.gate.allows(gated.predicate, term)) return true;
          isLasting(false);
          this.#run.options.failure(gated.gate.withheld(gated.predicate, placeOf(record.origin)));
          return false;
        });
        return { texts: terms.map(toNTriplesTerm), lasting: isLasting() };
      };
    });
  }

  /** Reports a value of the row that makes no IRI. */
  badIri(map: TermMap, scope: ByteScope): void {
    this.#dataError(badIri, map, scope);
  }

  #use(
    name: string,
    scope: ByteScope,
    compile: (inner: TermScope, isLasting: (value?: boolean) => boolean) => Evaluate,
  ): ManyTerms {
    let kept = this.#kept.get(name);
    if (kept === undefined) this.#kept.set(name, (kept = this.#keep(scope, compile)));
    const { remembered, references } = kept;
    const slots = references.map((reference) => scope.slot(reference));
    const { current } = scope;
    const user = kept;
    return {
      kind: 'many',
      results: (row) => {
        user.user = scope;
        return remembered.results(row, slots, current);
      },
    };
  }

  #keep(
    scope: ByteScope,
    compile: (inner: TermScope, isLasting: (value?: boolean) => boolean) => Evaluate,
  ): Kept {
    const references: string[] = [];
    let lasting = true;
    const { execution, baseIri } = this.#run.options;
    const kept = { references, user: undefined as ByteScope | undefined };
    const inner: TermScope = {
      reference(name) {
        const number = references.indexOf(name);
        return number < 0 ? references.push(name) - 1 : number;
      },
      place: (reference) => scope.place(reference),
      execution,
      baseIri,
      blankNodes: this.#run.blankNodes,
      dataError: (_record, message, map) => {
        lasting = false;
        if (kept.user !== undefined) this.#dataError(message, map, kept.user);
      },
    };
    const evaluate = compile(inner, (value) => (lasting = value ?? lasting));
    const remembered = new Remembered(this.#kept.size, evaluate, this.#cache, this.#effects);
    return Object.assign(kept, { remembered });
  }

  #dataError(message: string, map: TermMap, scope: ByteScope): void {
    const [reference] = referencesOf(map.expression);
    const column = reference === undefined ? undefined : scope.place(reference).reference;
    const place = placeOf(scope.current.position.origin(), column);
    this.#run.options.failure(new MeridianError('unreadable-source', message, { place }));
  }
}

/** Where what a term is made of is read: closures are shared where that is the same. */
function placesOf({ expression, language, datatype }: TermMap, scope: ByteScope): ReferencePlace[] {
  return [expression, ...(language === undefined ? [] : [language])]
    .flatMap(referencesOf)
    .map((reference) => scope.place(reference))
    .concat(datatype === undefined ? [] : placesOf(datatype, scope));
}
