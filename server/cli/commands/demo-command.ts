import { resolve } from 'node:path';
import type { Command } from 'commander';
import { MeridianError } from '../../errors.ts';
import { Progress } from '../progress.ts';
import type { Terminal } from '../workshop.ts';

/** Its samples have no group of 1 to 9 patients in any example cohort, so that the disclosure gate shows what was planted. */
export const defaultSeed = '20260103';

/** `meridian demo` and `meridian samples`. */
export function addDemoCommands(program: Command, terminal: Terminal, mainFile: string): void {
  program
    .command('demo')
    .description('Run a hub and three sample providers on this machine')
    .option(
      '--data <folder>',
      'where everything is kept (MERIDIAN_DATA)',
      terminal.environment['MERIDIAN_DATA'] ?? '.meridian',
    )
    .option(
      '--port <number>',
      'port of the hub; the providers take the next three (PORT)',
      terminal.environment['PORT'] ?? '8080',
    )
    .option('--scale <factor>', 'size of the samples; 1 is 6,000 patients', '1')
    .option('--seed <number>', 'seed of the samples', defaultSeed)
    .action(async (options: { data: string; port: string; scale: string; seed: string }) => {
      const { runDemo } = await import('../demo/run-demo.ts');
      const demo = await runDemo({
        data: resolve(options.data),
        port: number(options.port, '--port', 1, 65_532),
        scale: number(options.scale, '--scale', 0.001, 100),
        seed: number(options.seed, '--seed', 0, 2 ** 31),
        mainFile,
        print: (line) => {
          terminal.write(`${line}\n`);
        },
      });
      for (const { node, pid } of demo.processes) {
        terminal.write(`${node.base}  ${node.title} (process ${pid ?? 'unknown'})\n`);
      }
      terminal.write(
        `Tokens: ${demo.layout.tokenFile('researcher')} and, per provider, beside it. Ctrl+C stops.\n`,
      );
      await stopped();
      await demo.stop();
    });
  program
    .command('samples')
    .description('Write the sample deliveries of the three providers to a folder')
    .argument('<folder>', 'where to')
    .option('--scale <factor>', 'size; 1 is 6,000 patients', '1')
    .option('--seed <number>', 'seed', defaultSeed)
    .action(async (folder: string, options: { scale: string; seed: string }) => {
      const { generateSamples } = await import('../demo/generate-samples.ts');
      const progress = new Progress();
      await generateSamples({
        folder: resolve(folder),
        seed: number(options.seed, '--seed', 0, 2 ** 31),
        scale: number(options.scale, '--scale', 0.001, 100),
        onProgress: (share) => {
          progress.show('Generating', share);
        },
      });
      progress.done();
    });
}

/** Resolves at the first SIGINT or SIGTERM, or when the process that started this one as its own has ended. */
export async function stopped(): Promise<void> {
  const events = ['SIGINT', 'SIGTERM', 'disconnect'] as const;
  const { promise, resolve: stop } = Promise.withResolvers<undefined>();
  const listener = (): void => {
    stop(undefined);
  };
  for (const event of events) process.once(event, listener);
  await promise;
  // A listener that waits for the channel to the parent would keep this process from ending.
  for (const event of events) process.off(event, listener);
}

function number(text: string, option: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < least || value > most) {
    throw new MeridianError(
      'bad-request',
      `${option} is ${text}; it must be a number from ${least} to ${most}.`,
    );
  }
  return value;
}
