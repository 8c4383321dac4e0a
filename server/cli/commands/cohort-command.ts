import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CohortReply, NodeReply } from '../../cohort/reply.ts';
import { MeridianError } from '../../errors.ts';
import { askNode, defaultAddress, exitCode, nodeAddress, tokenHeader } from '../ask-node.ts';
import type { Terminal } from '../workshop.ts';

interface CountOptions {
  readonly at: string;
  readonly tokenFile?: string;
  readonly json?: boolean;
}

/** `meridian cohort count FILE`: counts a cohort over the nodes of a hub, and says how sure each number is. */
export function addCohortCommands(program: Command, terminal: Terminal): void {
  const cohort = program.command('cohort').description('Cohorts');
  cohort
    .command('count')
    .description('Count a cohort over all nodes of a hub')
    .argument('<file>', 'cohort definition (JSON)')
    .option('--at <url>', 'address of the hub', defaultAddress(terminal))
    .option('--token-file <file>', 'token of a researcher; MERIDIAN_TOKEN is the other way')
    .option('--json', 'the whole reply as JSON')
    .action(async (file: string, options: CountOptions) => {
      const definition = await readFile(file, 'utf8').catch((cause: unknown) => {
        throw new MeridianError('unreadable-source', 'The definition cannot be read.', {
          place: { file },
          cause,
        });
      });
      const answer = await askNode(nodeAddress('/federation/cohorts/count', options.at), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await tokenHeader(options.tokenFile, terminal)) },
        body: definition,
      });
      if (answer.status >= 400) console.error(answer.text);
      else {
        const reply = readReply(answer.text, options.at);
        terminal.write(options.json === true ? `${answer.text}\n` : table(reply));
      }
      terminal.exit(exitCode(answer.status));
    });
}

function readReply(text: string, at: string): CohortReply {
  try {
    return JSON.parse(text) as CohortReply;
  } catch (cause) {
    throw new MeridianError('node-failed', `${at} answered without JSON.`, {
      advice: 'Check that this is the address of a hub.',
      cause,
    });
  }
}

function table(reply: CohortReply): string {
  const rows = reply.nodes.map((node) => [
    node.node,
    node.state,
    interval(node),
    `${node.ms} ms`,
    applied(node),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const answered = reply.nodes.filter((node) => node.state === 'answered').length;
  const total =
    reply.total.low === reply.total.high ? `${reply.total.low}` : `${reply.total.low} to ${reply.total.high}`;
  const overlap = reply.total.overlap === 'possible' ? '; the same patient may be at more than one node' : '';
  const partial = answered < reply.nodes.length ? 'Partial: ' : '';
  return `${lines.join('\n')}\n${partial}${total} in ${answered} of ${reply.nodes.length} nodes${overlap}\n`;
}

function interval({ count }: NodeReply): string {
  if (count === undefined) return '';
  if (count.suppressed) return `<${count.high + 1}`;
  return count.low === count.high ? `${count.low}` : `${count.low} to ${count.high}`;
}

function applied({ receipt, error }: NodeReply): string {
  if (error !== undefined) return error;
  return receipt
    .map(
      ({ path, state, unknown }) => `${path} ${state}${state === 'widened' ? ` (${unknown} unknown)` : ''}`,
    )
    .join(', ');
}
