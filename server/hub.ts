import type { CatalogueIndex } from './catalogue/catalogue-index.ts';
import { Harvester } from './catalogue/harvester.ts';
import { ownStatements } from './catalogue/own-statements.ts';
import { definitionHash, federatedCohort } from './cohort/federated-cohort.ts';
import { parseDefinition } from './cohort/parse-definition.ts';
import { readNodeReply } from './cohort/read-node-reply.ts';
import type { NodeReply } from './cohort/reply.ts';
import type { NodeConfig } from './config.ts';
import { Federation } from './federate/federation.ts';
import { createPlanes } from './federate/planes.ts';
import { NodeRegistry } from './federate/node-registry.ts';
import type { HubServices, NodeView } from './http/routes/hub-routes.ts';
import type { OwnedGraph } from './access/readable-graphs.ts';
import type { Ontology } from './ontology/ontology.ts';
import { recordTerms } from './ontology/record-terms.ts';
import { guardQuery } from './query/guard.ts';
import { refuseRecordTerms, type RecordTerms } from './query/refuse-record-terms.ts';
import { fromNTriples, toNTriples } from './rdf/n-triples.ts';
import { namedNode } from './rdf/terms.ts';
import type { Store } from './store/store.ts';

export interface HubParts {
  readonly config: NodeConfig;
  readonly ontology: Ontology;
  readonly store: Store;
  readonly catalogue: CatalogueIndex;
  /** Bytes that the catalogue of one node may have. */
  readonly catalogueLimit: number;
}

const harvestInterval = 30_000;

/** What makes a node a hub: it knows other nodes, asks them all at once, and keeps a replica of their catalogues. */
export class Hub implements HubServices {
  readonly #parts: HubParts;
  readonly #registry: NodeRegistry;
  readonly #federation: Federation;
  readonly #harvester: Harvester;
  readonly #recordTerms: RecordTerms;
  readonly #replicas = new Map<string, OwnedGraph>();
  /** Node to the subjects of other nodes that its catalogue spoke of, which were left out. */
  readonly #foreign = new Map<string, readonly string[]>();

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#recordTerms = recordTerms(parts.ontology.quads);
    this.#registry = NodeRegistry.fromConfig(parts.config.nodes ?? []);
    const deadline = parts.config.limits.nodeMilliseconds;
    this.#federation = new Federation({
      nodes: () => this.#registry.list(),
      deadline,
      planes: createPlanes(parts.ontology.quads),
    });
    this.#harvester = new Harvester({
      nodes: this.#registry.list(),
      interval: harvestInterval,
      deadline,
      limit: parts.catalogueLimit,
      onCatalogue: (node, triples) => this.#takeReplica(node.id, triples),
    });
  }

  /** Begins to harvest, and loads the query engine ahead of the first question. */
  async start(): Promise<void> {
    this.#harvester.start();
    await this.#federation.warm();
  }

  stop(): void {
    this.#harvester.stop();
  }

  /** The graphs that hold replicas of other nodes' catalogues. */
  replicas(): Iterable<OwnedGraph> {
    return this.#replicas.values();
  }

  readonly nodes = async (): Promise<readonly NodeView[]> => {
    const harvests = this.#harvester.harvests();
    const states = await this.#federation.status();
    return states.map(({ node, outcome, value }): NodeView => {
      const release = readRelease(value);
      const { at: harvested, error: harvestError } = harvests.get(node.id) ?? {};
      const foreign = this.#foreign.get(node.id);
      return {
        id: node.id,
        title: node.title,
        url: node.url,
        state: outcome.state,
        ms: outcome.ms,
        ...(release === undefined ? {} : { release }),
        ...(outcome.error === undefined ? {} : { error: outcome.error }),
        ...(harvestError === undefined ? {} : { harvestError }),
        ...(foreign === undefined || foreign.length === 0 ? {} : { leftOut: foreign }),
        ...(harvested === undefined || harvested === '' ? {} : { harvested }),
      };
    });
  };

  readonly sparql: HubServices['sparql'] = async (text, mediaType) => {
    // Nodes would refuse these one by one; said here, the whole answer names the term and the way to count.
    refuseRecordTerms(text, guardQuery(text).syntax, `${this.#parts.config.base}/`, this.#recordTerms);
    const { body, outcomes, partial } = await this.#federation.sparql(text, { mediaType });
    return { body: body ?? '', mediaType, outcomes, partial };
  };

  readonly countCohort: HubServices['countCohort'] = async (value) => {
    const { ontology } = this.#parts;
    const definition = parseDefinition(value, ontology);
    const asked = new Date();
    const hash = definitionHash(definition);
    const results = await this.#federation.countCohort(definition, (json) => readNodeReply(json, hash));
    const nodes = results.map(({ node, outcome, value: reply }): NodeReply => {
      const { state, ms, error } = outcome;
      return reply === undefined
        ? { node: node.id, state, ms, breakdown: [], receipt: [], ...(error === undefined ? {} : { error }) }
        : { ...reply, node: node.id, state, ms };
    });
    return federatedCohort(definition, nodes, { release: ontology.release, asked });
  };

  /** A replica is a graph of its own and part of the search index; federated queries never go to it. */
  async #takeReplica(node: string, triples: Uint8Array): Promise<void> {
    const graph = namedNode(`${this.#parts.config.base}/graph/replica/${node}/catalogue`);
    const { own, foreign } = ownStatements(fromNTriples(triples), node, this.#registry.list());
    await this.#parts.store.replaceGraphs([{ graph, triples: toNTriples(own) }]);
    this.#replicas.set(node, { graph, plane: 'catalogue' });
    this.#parts.catalogue.replace(node, 'replica', own);
    this.#foreign.set(node, foreign);
  }
}

function readRelease(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('release' in value)) return undefined;
  return typeof value.release === 'string' ? value.release : undefined;
}
