import { createServer } from 'node:net';
import { MeridianError } from '../../errors.ts';
import type { DemoNode } from './demo-layout.ts';

/** Throws `bad-config` where another process has a port of the demonstration: its answers would pass for ours. */
export async function checkPorts(nodes: readonly DemoNode[]): Promise<void> {
  for (const { port, title } of nodes) {
    if (await isFree(port)) continue;
    throw new MeridianError('bad-config', `Port ${port}, meant for ${title}, is taken.`, {
      advice: 'Is the demonstration running already? PORT=9080 npm start moves this one.',
    });
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
