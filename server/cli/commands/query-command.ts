import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { MeridianError } from '../../errors.ts';
import { askNode, defaultAddress, exitCode, nodeAddress, tokenHeader } from '../ask-node.ts';
import type { Terminal } from '../workshop.ts';

interface QueryOptions {
  readonly at: string;
  readonly accept: string;
  readonly tokenFile?: string;
  readonly federated?: boolean;
  readonly parameter: readonly string[];
}

/** `meridian query NAME|FILE`: a query of the library by its name, or a file, answered by a running node. */
export function addQueryCommand(program: Command, terminal: Terminal): void {
  program
    .command('query')
    .description('Ask a running node a query of the library, or one from a file')
    .argument('<query>', 'a name of the library (see /queries), or a .rq file')
    .option('--at <url>', 'address of the node', defaultAddress(terminal))
    .option('--accept <media type>', 'syntax of the answer', 'text/csv')
    .option('--federated', 'ask all nodes of a hub (files only)')
    .option('--token-file <file>', 'token, for more than the public catalogue')
    .option('--parameter <name=value...>', 'parameters of a library query', [])
    .action(async (query: string, options: QueryOptions) => {
      const headers = { accept: options.accept, ...(await tokenHeader(options.tokenFile, terminal)) };
      const answer = query.endsWith('.rq')
        ? await askNode(
            nodeAddress(options.federated === true ? '/federation/sparql' : '/sparql', options.at),
            {
              method: 'POST',
              headers: { ...headers, 'content-type': 'application/sparql-query' },
              body: await readQuery(query),
            },
          )
        : await askNode(libraryAddress(query, options), { headers });
      if (answer.status < 400) terminal.write(answer.text);
      else console.error(answer.text);
      terminal.exit(exitCode(answer.status));
    });
}

function libraryAddress(name: string, options: QueryOptions): URL {
  const url = nodeAddress(`/queries/${encodeURIComponent(name)}`, options.at);
  for (const parameter of options.parameter) {
    const equals = parameter.indexOf('=');
    if (equals < 1) {
      throw new MeridianError('bad-request', `--parameter is "${parameter}"; it must be NAME=VALUE.`);
    }
    url.searchParams.append(parameter.slice(0, equals), parameter.slice(equals + 1));
  }
  return url;
}

async function readQuery(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new MeridianError('unreadable-source', 'The query cannot be read.', { place: { file }, cause });
  }
}
