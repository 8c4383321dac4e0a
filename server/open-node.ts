import { mkdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DisclosureGate } from './access/disclosure/disclosure-gate.ts';
import { archiveLimits, createNodeApp } from './app.ts';
import { CatalogueIndex } from './catalogue/catalogue-index.ts';
import { CohortIndex } from './cohort/cohort-index.ts';
import { countCohort } from './cohort/count-cohort.ts';
import { federatedCohort } from './cohort/federated-cohort.ts';
import { parseDefinition } from './cohort/parse-definition.ts';
import type { NodeConfig } from './config.ts';
import { MeridianError } from './errors.ts';
import type { Folders } from './folders.ts';
import { Hub } from './hub.ts';
import type { CohortServices } from './http/routes/cohort-routes.ts';
import { Publisher } from './publish/publisher.ts';
import { SqliteSubmissionRecord } from './publish/sqlite-submission-record.ts';
import { WorkerPreparer } from './publish/worker-preparer.ts';
import { fromNTriples } from './rdf/n-triples.ts';
import { OxigraphWorkerStore } from './store/oxigraph-worker-store.ts';
import { Toolbox } from './toolbox.ts';

export interface OpenOptions {
  readonly folders: Folders;
  readonly version: string;
  /** Where failures are told that callers only see masked. */
  readonly log: (line: string) => void;
}

/** A running node. */
export interface OpenNode {
  /** Address it listens at; the port is the real one also where the configuration says 0. */
  readonly address: string;
  readonly title: string;
  /** Resolves when everything accepted is loaded. */
  readonly restored: Promise<void>;
  close(): Promise<void>;
}

const defaultProfile = 'eucaim-2.0';

/** Opens a node: wires the adapters, listens, and loads what was accepted before. `/health/ready` tells when it is done. */
export async function openNode(
  config: NodeConfig,
  { folders, version, log }: OpenOptions,
): Promise<OpenNode> {
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const toolbox = new Toolbox(folders);
  const [ontology, store] = await Promise.all([
    toolbox.ontology(),
    OxigraphWorkerStore.open({ deadline: config.limits.queryMilliseconds }),
  ]);
  const record = new SqliteSubmissionRecord(join(config.data, 'record.sqlite'));
  const preparer = new WorkerPreparer({
    toolsModule: new URL('./publish/prepare-tools.ts', import.meta.url).href,
    options: {
      ontologyFolder: folders.ontology,
      sssomFolder: folders.sssom,
      mappingsFolder: folders.mappings,
      shapesFolder: folders.shapes,
    },
  });
  const catalogue = new CatalogueIndex({ ontology, providers: providersShown(config) });
  const index = new CohortIndex({ ontology });
  const publisher = new Publisher({
    base: config.base,
    key: readKey(config.keyFile),
    providers: config.providers,
    defaultProfile,
    limits: archiveLimits(config.limits.submissionBytes),
    ontology,
    record,
    store,
    preparer,
    onIndexFailure: (submission, error) => {
      log(`index of ${submission} is behind: ${describe(error)}`);
    },
  });
  publisher.onAccepted(({ submission, catalogue: triples, record: records }) => {
    const { provider, name, mappingSets } = submission;
    const quads = fromNTriples(triples);
    catalogue.replace(provider, name, quads);
    index.replace(provider, name, fromNTriples(records), mappingSets, quads);
  });
  publisher.onWithdrawn((provider, name) => {
    catalogue.replace(provider, name, undefined);
    index.replace(provider, name, undefined);
  });
  const mappingRows = await toolbox.mappingSets();
  const gate = new DisclosureGate(config.disclosure);
  const cohorts: CohortServices = {
    parseDefinition: (value) => parseDefinition(value, ontology),
    count: (definition) => {
      const start = performance.now();
      const answer = countCohort(definition, { index, ontology, mappingRows, gate });
      return { node: config.id, state: 'answered', ms: Math.round(performance.now() - start), ...answer };
    },
    toReply: (definition, nodes) =>
      federatedCohort(definition, nodes, { release: ontology.release, asked: new Date() }),
  };
  const hub =
    config.nodes === undefined
      ? undefined
      : new Hub({ config, ontology, store, catalogue, catalogueLimit: config.limits.submissionBytes });
  let waitingFor: string | undefined = 'the accepted submissions';
  const app = createNodeApp({
    config,
    version,
    ontology,
    toolbox,
    library: await toolbox.queries(),
    store,
    record,
    publisher,
    catalogue,
    cohorts,
    ...(hub === undefined ? {} : { hub }),
    readiness: () => {
      const behind = publisher.behind();
      const waiting = waitingFor ?? (behind.length === 0 ? undefined : `the index of ${behind.join(', ')}`);
      return {
        ready: waiting === undefined,
        node: config.id,
        title: config.title,
        role: hub === undefined ? 'node' : 'hub',
        release: ontology.release,
        ontologyHash: ontology.hash,
        submissions: publisher.current().length,
        ...(waiting === undefined ? {} : { waitingFor: waiting }),
      };
    },
    onFailure: (error, requestId) => {
      log(`request ${requestId} failed: ${describe(error)}`);
    },
  });
  const server = await listen(app, config);
  const { port } = server.address() as AddressInfo;
  const restored = publisher.restore().then(async () => {
    waitingFor = undefined;
    await hub?.start();
  });
  restored.catch((error: unknown) => {
    waitingFor = `an operator: ${describe(error)}`;
    log(`the node could not load what was accepted: ${describe(error)}`);
  });
  return {
    address: `http://${config.listen.host}:${port}`,
    title: config.title,
    restored,
    close: async () => {
      hub?.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await publisher.close();
      await preparer.close();
      await store.close();
      record.close();
    },
  };
}

/** A hub shows the titles of its nodes, which are its providers' until they run nodes with several. */
function providersShown(config: NodeConfig): readonly { id: string; title: string }[] {
  return [...config.providers, ...(config.nodes ?? []).map(({ id, title }) => ({ id, title }))];
}

function listen(
  app: ReturnType<typeof createNodeApp>,
  { listen: { host, port } }: NodeConfig,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) => {
      if (error === undefined) resolve(server);
      else {
        reject(
          new MeridianError('bad-config', `Port ${port} of ${host} cannot be opened: ${error.message}`, {
            advice: 'Another process may have it; choose another port.',
            cause: error,
          }),
        );
      }
    });
    // Slow senders cost a socket, not the node.
    server.headersTimeout = 20_000;
    server.requestTimeout = 120_000;
  });
}

/** The secret of the node: 64 hexadecimal digits in a file of its own. */
function readKey(file: string): Uint8Array {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new MeridianError('bad-config', 'The key of the node cannot be read.', {
      place: { file },
      advice: 'Make one with: openssl rand -hex 32',
      cause,
    });
  }
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new MeridianError('bad-config', 'The key of the node is not 64 hexadecimal digits.', {
      place: { file },
      advice: 'Make one with: openssl rand -hex 32. A new key gives everyone new pseudonyms.',
    });
  }
  return Buffer.from(text, 'hex');
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
