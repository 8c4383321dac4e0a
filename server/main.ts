import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram, runProgram } from './cli/create-program.ts';
import type { Terminal } from './cli/workshop.ts';
import { loadConfig } from './config.ts';
import { projectFolders } from './folders.ts';
import { Toolbox } from './toolbox.ts';

/** The program: reads the environment, wires everything, and is the only file that does. */
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as {
  version: string;
};
const folders = projectFolders();
const terminal: Terminal = {
  write: (text) => {
    process.stdout.write(text);
  },
  writeBytes: (bytes) =>
    new Promise((resolve) => {
      process.stdout.write(bytes, () => {
        resolve();
      });
    }),
  exit: (code) => {
    process.exitCode = code;
  },
  environment: process.env,
};
// Whoever reads our output may stop reading (`| head -1`): that is their right, and no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
const program = createProgram({
  version,
  workshop: new Toolbox(folders),
  terminal,
  mainFile: import.meta.filename,
  serve: async (configFile) => {
    // Only a node needs the HTTP server, GraphQL and the store: `validate` in a pipeline starts without them.
    const { openNode } = await import('./open-node.ts');
    const node = await openNode(loadConfig(configFile), {
      folders,
      version,
      log: (line) => {
        console.error(line);
      },
    });
    try {
      await node.restored;
    } catch (error) {
      await node.close();
      throw error;
    }
    return node;
  },
});
await runProgram(program, process.argv.slice(2), terminal);
