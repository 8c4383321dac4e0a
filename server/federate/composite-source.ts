import type { BindingsStream, FragmentSelectorShape, IQuerySource, MetadataBindings } from '@comunica/types';
import type { Bindings, Quad, Term } from '@rdfjs/types';
import { MeridianError } from '../errors.ts';
import { variable } from '../rdf/terms.ts';
import { askLeaves, type LeafOptions } from './ask-leaves.ts';
import type { Comunica } from './comunica.ts';
import { evaluateResidual, valuesOf, withoutSources } from './evaluate-residual.ts';
import type { FederationNode, NodeOutcome } from './node.ts';
import type { Planes } from './planes.ts';
import type { Operation } from './plan/algebra.ts';
import { makePlan, type PlanOptions } from './plan/make-plan.ts';
import { readAlgebra } from './plan/read-algebra.ts';
import { nodeOf } from './plan/read-node.ts';
import { refuse } from './plan/refuse.ts';
import type { Row } from './rows.ts';

export interface CompositeSourceOptions extends LeafOptions, PlanOptions {
  readonly nodes: readonly FederationNode[];
  readonly planes: Planes;
  /** Answers also where rows of missing nodes could make the answer wrong, not only smaller. */
  readonly allowIncomplete?: boolean;
}

type QuadStream = ReturnType<IQuerySource['queryQuads']>;
type QuadSource = Awaited<ReturnType<Comunica['engine']['queryQuads']>>;

/**
 * All nodes as one query source of Comunica. It takes whole queries only: the planner decides what the nodes are
 * sent, Comunica evaluates what remains. Made for one query; `outcomes`, `isPartial` and `failure` are read after it.
 */
export class CompositeSource implements IQuerySource {
  readonly referenceValue = 'urn:x-meridian:nodes';
  readonly #comunica: Comunica;
  readonly #options: CompositeSourceOptions;
  outcomes: readonly NodeOutcome[] = [];
  isPartial = false;
  /** The queries that the nodes were sent. */
  queries: readonly string[] = [];
  /** What went wrong here; the answer is worth nothing then. */
  failure: unknown;

  constructor(comunica: Comunica, options: CompositeSourceOptions) {
    this.#comunica = comunica;
    this.#options = options;
  }

  getSelectorShape(): Promise<FragmentSelectorShape> {
    return Promise.resolve({ type: 'operation', operation: { operationType: 'wildcard' } });
  }

  getFilterFactor(): Promise<number> {
    return Promise.resolve(1);
  }

  queryBindings(operation: unknown): BindingsStream {
    const { bindings, wrap, ValidationState } = this.#comunica;
    const answer = this.#attempt<readonly Bindings[]>([], async () => {
      const root = readAlgebra(operation);
      if (!isWhole(root)) throw refuse('A function that is not of SPARQL 1.1', 'nodes may not know it');
      const rows = await this.#solve(root);
      return rows.map((row) => bindings.bindings([...row].map(([name, term]) => [variable(name), term])));
    });
    const stream = wrap(answer) as unknown as BindingsStream;
    const metadata: MetadataBindings = {
      state: new ValidationState(),
      cardinality: { type: 'estimate', value: 1 },
      variables: projectedBy(operation).map((name) => ({ variable: variable(name.value), canBeUndef: true })),
    };
    stream.setProperty('metadata', metadata);
    return stream;
  }

  queryBoolean(operation: unknown): Promise<boolean> {
    return this.#attempt(false, async () => {
      const input: Operation = {
        type: 'project',
        input: readAlgebra(nodeOf(operation)['input']),
        variables: [],
      };
      const rows = await this.#solve({ type: 'slice', input, start: 0, length: 1 });
      return rows.length > 0;
    });
  }

  queryQuads(operation: unknown): QuadStream {
    const { engine, wrap, ValidationState } = this.#comunica;
    const answer = this.#attempt<QuadSource | Quad[]>([], async () => {
      const { type, template, input } = nodeOf(operation);
      if (type === 'union') throw refuse('DESCRIBE', 'the description may lie in several nodes');
      if (type !== 'construct') throw refuse('This form of CONSTRUCT', 'the planner does not know it');
      const variables = templateVariables(template);
      const rows = await this.#solve({ type: 'project', input: readAlgebra(input), variables });
      const query = { type, template, input: valuesOf({ variables }, rows) } as unknown as Parameters<
        typeof engine.queryQuads
      >[0];
      return engine.queryQuads(query, withoutSources);
    });
    const stream = wrap(answer) as unknown as QuadStream;
    stream.setProperty('metadata', {
      state: new ValidationState(),
      cardinality: { type: 'estimate', value: 1 },
    });
    return stream;
  }

  queryVoid(): Promise<void> {
    return this.#attempt(undefined, () =>
      Promise.reject(refuse('An update', 'a hub only reads', 'Publish to the node itself.')),
    );
  }

  toString(): string {
    return this.referenceValue;
  }

  async #solve(query: Operation): Promise<readonly Row[]> {
    const { nodes, planes, maximumAnswerRows, deadline, allowIncomplete } = this.#options;
    const plan = makePlan(query, planes, this.#options);
    this.queries = plan.leaves.map((leaf) => leaf.text);
    const asked = await askLeaves(plan.leaves, nodes, this.#options);
    this.outcomes = asked.outcomes;
    this.isPartial = !asked.isComplete;
    if (!asked.isAnswered) throw noAnswer(asked.outcomes);
    if (!asked.isComplete && !plan.isMonotone && allowIncomplete !== true) {
      throw new MeridianError(
        'node-failed',
        `${missing(asked.outcomes)} The answer would be wrong without it.`,
        {
          advice: 'Ask again later, or ask for an incomplete answer.',
        },
      );
    }
    return evaluateResidual(plan.residual, asked.rows, this.#comunica, {
      deadline,
      maximumRows: maximumAnswerRows,
    });
  }

  /**
   * A failure is kept in `failure`, and Comunica is given nothing instead: an error in its streams can reach no one
   * and end the process.
   */
  async #attempt<T>(nothing: T, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      this.failure ??= error;
      return nothing;
    }
  }
}

/** Whether an operation is a whole SELECT: Comunica takes a query apart where it has functions of its own. */
function isWhole(operation: Operation): boolean {
  return ['slice', 'distinct', 'reduced', 'project'].includes(operation.type);
}

function projectedBy(operation: unknown): readonly Term[] {
  const node = nodeOf(operation);
  if (node['type'] === 'project') return node['variables'] as readonly Term[];
  return node['input'] === undefined || Array.isArray(node['input']) ? [] : projectedBy(node['input']);
}

function templateVariables(value: unknown): readonly Term[] {
  const terms = new Map<string, Term>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if ('termType' in part && part.termType === 'Variable') terms.set((part as Term).value, part as Term);
    else Object.values(part).forEach(visit);
  };
  visit(value);
  return [...terms.values()];
}

function noAnswer(outcomes: readonly NodeOutcome[]): MeridianError {
  return new MeridianError(
    'node-failed',
    outcomes.length === 0 ? 'There are no nodes to ask.' : missing(outcomes),
    {
      advice: 'See the state of the nodes under /nodes.',
    },
  );
}

function missing(outcomes: readonly NodeOutcome[]): string {
  const gone = outcomes.filter((outcome) => outcome.state !== 'answered');
  return gone.map(({ node, state, error }) => `Node ${node}: ${error ?? state}.`).join(' ');
}
