import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { archiveLimits, createNodeApp } from './app.ts';
import { CatalogueIndex } from './catalogue/catalogue-index.ts';
import { CohortIndex } from './cohort/cohort-index.ts';
import { cohortService } from './cohort-service.ts';
import type { NodeConfig } from './config.ts';
import { MeridianError } from './errors.ts';
import type { Folders } from './folders.ts';
import { Hub } from './hub.ts';
import { ImpactService } from './ontology-impact.ts';
import { listen } from './listen.ts';
import { Publisher } from './publish/publisher.ts';
import { SqliteSubmissionRecord } from './publish/sqlite-submission-record.ts';
import { WorkerPreparer } from './publish/worker-preparer.ts';
import { fromNTriples } from './rdf/n-triples.ts';
import { readKey } from './read-key.ts';
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

/** Milliseconds after a node is ready in which it makes ready for edits of the ontology. */
const warmImpactAfter = 15_000;

/** Opens a node: wires the adapters, listens, and loads what was accepted before. `/health/ready` tells when it is done. */
export async function openNode(config: NodeConfig, options: OpenOptions): Promise<OpenNode> {
  const opened = new AsyncDisposableStack();
  try {
    return await openParts(config, options, opened);
  } catch (error) {
    // What is open already would keep the process alive without a node in it.
    await opened.disposeAsync();
    throw error;
  }
}

/** `opened` is told of everything that has to be closed, in the order in which it was opened. */
async function openParts(
  config: NodeConfig,
  { folders, version, log }: OpenOptions,
  opened: AsyncDisposableStack,
): Promise<OpenNode> {
  const key = readKey(config.keyFile);
  makeFolder(config.data);
  const record = opened.adopt(new SqliteSubmissionRecord(join(config.data, 'record.sqlite')), (each) => {
    each.close();
  });
  const toolbox = new Toolbox(folders);
  const ontology = await toolbox.ontology();
  const store = opened.adopt(
    await OxigraphWorkerStore.open({ deadline: config.limits.queryMilliseconds }),
    (each) => each.close(),
  );
  const preparer = opened.adopt(
    new WorkerPreparer({
      toolsModule: new URL('./publish/prepare-tools.ts', import.meta.url).href,
      options: {
        ontologyFolder: folders.ontology,
        sssomFolder: folders.sssom,
        mappingsFolder: folders.mappings,
        shapesFolder: folders.shapes,
      },
    }),
    (each) => each.close(),
  );
  const catalogue = new CatalogueIndex({ ontology, providers: providersShown(config) });
  const index = new CohortIndex({ ontology });
  const publisher = new Publisher({
    base: config.base,
    key,
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
  opened.defer(() => publisher.close());
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
  const mappingSets = await toolbox.mappingSets();
  const cohorts = cohortService({ config, ontology, index, mappingRows: mappingSets });
  const impact = opened.adopt(
    new ImpactService({ config, folders, ontology, catalogue, index, record, publisher }),
    (each) => each.close(),
  );
  const hub =
    config.nodes === undefined
      ? undefined
      : new Hub({ config, ontology, store, catalogue, catalogueLimit: config.limits.submissionBytes });
  opened.defer(() => hub?.stop());
  let waitingFor: string | undefined = 'the accepted submissions';
  const app = createNodeApp({
    config,
    version,
    ontology,
    toolbox,
    library: await toolbox.queries(),
    mappingSets,
    store,
    record,
    publisher,
    catalogue,
    cohorts,
    impact: { tryEdit: impact.try },
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
  const server = opened.adopt(await listen(app, config), async (each) => {
    each.closeAllConnections();
    await new Promise((resolve) => each.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const restored = publisher.restore().then(() => {
    waitingFor = undefined;
    // After the load, so that the two do not compete for the processor; a hub takes no deliveries.
    if (config.providers.length > 0) preparer.warm();
    // Later still: nobody edits in the first seconds, and others of this machine may be starting too.
    setTimeout(() => {
      impact.warm();
    }, warmImpactAfter).unref();
    // A hub that cannot warm its query engine still serves its catalogue; the next federated query says what is wrong.
    hub?.start().catch((error: unknown) => {
      log(`the hub could not start: ${describe(error)}`);
    });
  });
  restored.catch((error: unknown) => {
    waitingFor = 'its operator: what was accepted before could not be loaded';
    log(`the node could not load what was accepted: ${describe(error)}`);
  });
  return {
    address: `http://${config.listen.host}:${port}`,
    title: config.title,
    restored,
    close: () => opened.disposeAsync(),
  };
}

/** The folder of the node's data, for its own user only: records lie in it. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new MeridianError('bad-config', 'The data folder cannot be made.', {
      place: { file: folder },
      advice: 'Name a folder in "data" that this user may write to.',
      cause,
    });
  }
}

/** A hub shows the titles of its nodes, which are its providers' until they run nodes with several. */
function providersShown(config: NodeConfig): readonly { id: string; title: string }[] {
  return [...config.providers, ...(config.nodes ?? []).map(({ id, title }) => ({ id, title }))];
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
