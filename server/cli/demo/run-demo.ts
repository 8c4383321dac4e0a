import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MeridianError } from '../../errors.ts';
import { Progress } from '../progress.ts';
import { publishDelivery } from '../publish-delivery.ts';
import { checkPorts } from './check-ports.ts';
import { layOutDemo, type DemoLayout, type DemoNode } from './demo-layout.ts';
import { NodeProcess } from './node-process.ts';

export interface DemoOptions {
  readonly data: string;
  readonly port: number;
  readonly seed: number;
  /** Size of the samples; 1 is 6,000 patients. */
  readonly scale: number;
  /** The program that `serve` is run with. */
  readonly mainFile: string;
  readonly print: (line: string) => void;
}

/** A running demonstration. */
export interface Demo {
  readonly layout: DemoLayout;
  readonly processes: readonly NodeProcess[];
  stop(): Promise<void>;
}

/** Generous: four nodes start at once, also on a machine that has other things to do. */
const readyWithin = 180_000;

/**
 * Starts a hub and three sample providers, each a process of its own. The first start generates the samples and
 * publishes them to the nodes as a provider would; later starts find everything in the nodes' records.
 */
export async function runDemo(options: DemoOptions): Promise<Demo> {
  const progress = new Progress();
  const layout = layOutDemo(options.data, options.port);
  await checkPorts(layout.nodes);
  await makeSamples(layout, options, progress);
  const processes: NodeProcess[] = [];
  const start = async (nodes: readonly DemoNode[]): Promise<void> => {
    const started = nodes.map((node) => new NodeProcess(node, options.mainFile));
    processes.push(...started);
    await Promise.all(started.map((process) => process.ready(readyWithin)));
  };
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map((process) => process.stop()));
  };
  try {
    const [providers, hubs] = [
      layout.nodes.filter(isProvider),
      layout.nodes.filter((node) => !isProvider(node)),
    ];
    const isFirst = providers.some((node) => !wasStarted(node));
    progress.show('Starting four nodes');
    await start(isFirst ? providers : layout.nodes);
    for (const node of providers) await publishSample(node, layout, progress);
    // On the first start the hub comes last: it reads the catalogues when it starts, and then from time to time.
    if (isFirst) await start(hubs);
    await catalogueOfHub(layout);
  } catch (error) {
    await stop();
    throw error;
  } finally {
    progress.done();
  }
  processes.sort((a, b) => a.node.port - b.node.port);
  for (const process of processes) {
    process.onExit((why) => {
      options.print(`${process.node.title} stopped (${why}). The others go on. To start it again:`);
      options.print(`  npm run meridian -- serve --config ${process.node.configFile}`);
    });
  }
  return { layout, processes, stop };
}

function isProvider({ delivery }: DemoNode): boolean {
  return delivery !== undefined;
}

/** Whether a node has been there before: its record is made when it first opens. */
function wasStarted({ configFile }: DemoNode): boolean {
  return existsSync(join(dirname(configFile), 'data', 'record.sqlite'));
}

/** Waits until the hub has read the catalogue of every node, so that the first page that is opened is not empty. */
async function catalogueOfHub({ nodes }: DemoLayout): Promise<void> {
  const hub = nodes.find(({ delivery }) => delivery === undefined);
  if (hub === undefined) return;
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    const response = await fetch(`${hub.base}/nodes`);
    const { nodes: seen } = (await response.json()) as { nodes: readonly { readonly harvested?: string }[] };
    if (seen.every(({ harvested }) => harvested !== undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Generates into a folder of its own, renamed when complete: a broken-off first start leaves no half samples. */
async function makeSamples(layout: DemoLayout, options: DemoOptions, progress: Progress): Promise<void> {
  const complete = join(layout.samples, 'truth.json');
  if (existsSync(complete)) return;
  rmSync(layout.samples, { recursive: true, force: true });
  // Only the first start needs the generator, and the DICOM library with it.
  const { generateSamples } = await import('./generate-samples.ts');
  await generateSamples({
    folder: layout.samples,
    seed: options.seed,
    scale: options.scale,
    onProgress: (share) => {
      progress.show('Generating the sample providers', share);
    },
  });
}

async function publishSample(node: DemoNode, layout: DemoLayout, progress: Progress): Promise<void> {
  if (node.delivery === undefined) return;
  const address = `${node.base}/providers/${node.id}/submissions/main`;
  const authorization = `Bearer ${layout.token(node.id)}`;
  const known = await fetch(address, { headers: { authorization } });
  await known.body?.cancel();
  if (known.status === 200) return;
  progress.show(`Publishing the metadata of ${node.title}`);
  const { status, value } = await publishDelivery({ path: node.delivery, to: address, authorization });
  if (status !== 201 && status !== 200) {
    throw new MeridianError(
      'node-failed',
      `${node.title} did not take its sample (${status}): ${JSON.stringify(value).slice(0, 2000)}`,
    );
  }
}
