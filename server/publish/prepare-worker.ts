import { parentPort, workerData } from 'node:worker_threads';
import { MeridianError } from '../errors.ts';
import { toFailureMessage } from './failure-message.ts';
import { prepare } from './prepare.ts';
import type { PrepareTools } from './prepare.ts';
import type { PrepareThreadData, PrepareThreadReply, PrepareThreadRequest } from './prepare-message.ts';

if (parentPort === null) throw new MeridianError('internal', 'prepare-worker.ts only runs as a worker.');
const port = parentPort;
const { toolsModule, options } = workerData as PrepareThreadData;
const module = (await import(toolsModule)) as { createTools(options: unknown): Promise<PrepareTools> };
const tools = module.createTools(options);
// A failure to build them is the answer to every request; until the first one, nobody is there to be told.
tools.catch(() => undefined);

/** One delivery at a time: two large ones at once would need the memory of both. */
let last: Promise<void> = Promise.resolve();

port.on('message', (message: PrepareThreadRequest) => {
  last = last.then(() => reply(message));
});

async function reply({ id, request }: PrepareThreadRequest): Promise<void> {
  try {
    const prepared = await prepare(request, await tools);
    const message: PrepareThreadReply = {
      id,
      prepared: { ...prepared, failures: prepared.failures.map(toFailureMessage) },
    };
    const { catalogue, record, lineage, readings } = prepared;
    const large = [catalogue, record, lineage, ...(readings === undefined ? [] : [readings])];
    const buffers = large.map(({ buffer }) => buffer);
    port.postMessage(message, buffers as ArrayBuffer[]);
  } catch (error) {
    const message: PrepareThreadReply = { id, failure: toFailureMessage(error) };
    port.postMessage(message);
  }
}
