import { parentPort, workerData } from 'node:worker_threads';
import { MeridianError } from './errors.ts';
import type { EditQuestion, ImpactThreadData, ImpactThreadReply } from './impact-message.ts';
import { OntologyTrial } from './ontology-trial.ts';
import { toFailureMessage } from './publish/failure-message.ts';

if (parentPort === null) throw new MeridianError('internal', 'impact-worker.ts only runs as a worker.');
const port = parentPort;
const trial = OntologyTrial.open(workerData as ImpactThreadData);
// A failure to open it is the answer to every question.
trial.catch(() => undefined);

port.on('message', (question: EditQuestion) => {
  void answer(question).then((reply) => {
    port.postMessage(reply);
  });
});

async function answer(question: EditQuestion): Promise<ImpactThreadReply> {
  try {
    return { answer: await (await trial).try(question) };
  } catch (error) {
    return { failure: toFailureMessage(error) };
  }
}
