import type { Server } from 'node:http';
import type { Express } from 'express';
import type { NodeConfig } from './config.ts';
import { MeridianError } from './errors.ts';

/** Opens the port. Throws `bad-config` where that cannot be done. */
export function listen(app: Express, { listen: { host, port } }: NodeConfig): Promise<Server> {
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
