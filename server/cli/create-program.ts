import { Command, CommanderError } from 'commander';
import { describeFailure } from './describe-failure.ts';
import { MeridianError } from '../errors.ts';
import { addCohortCommands } from './commands/cohort-command.ts';
import { addDemoCommands, stopped } from './commands/demo-command.ts';
import { addLiftCommand } from './commands/lift-command.ts';
import { addMappingCommands } from './commands/mapping-command.ts';
import { addLineageCommand } from './commands/lineage-command.ts';
import { addOntologyCommands } from './commands/ontology-command.ts';
import { addPublishCommand } from './commands/publish-command.ts';
import { addQueryCommand } from './commands/query-command.ts';
import { addValidateCommand } from './commands/validate-command.ts';
import type { Terminal, Workshop } from './workshop.ts';

/** A node that was started by `serve`. */
export interface ServedNode {
  readonly address: string;
  readonly title: string;
  close(): Promise<void>;
}

export interface ProgramServices {
  readonly version: string;
  readonly workshop: Workshop;
  readonly terminal: Terminal;
  /** The file that this program is, for processes that run it again. */
  readonly mainFile: string;
  readonly serve: (configFile: string) => Promise<ServedNode>;
}

/** The command line. Exit codes: 0 good, 1 findings, 2 unusable input or usage, 3 the other side failed. */
export function createProgram({ version, workshop, terminal, mainFile, serve }: ProgramServices): Command {
  const program = new Command('meridian')
    .description('Semantic knowledge graph and hyper-ontology service for federated cancer imaging')
    .version(version)
    .showHelpAfterError('(meridian --help lists the commands)')
    .exitOverride();
  program
    .command('serve')
    .description('Run a node')
    .requiredOption('-c, --config <file>', 'configuration of the node (YAML)')
    .action(async ({ config }: { config: string }) => {
      const node = await serve(config);
      terminal.write(`${node.address}  ${node.title}\n`);
      await stopped();
      await node.close();
    });
  addDemoCommands(program, terminal, mainFile);
  addLiftCommand(program, workshop, terminal);
  addMappingCommands(program, workshop, terminal);
  addValidateCommand(program, workshop, terminal);
  addPublishCommand(program, workshop, terminal);
  addLineageCommand(program, terminal);
  addQueryCommand(program, terminal);
  addCohortCommands(program, terminal);
  addOntologyCommands(program, workshop, terminal);
  return program;
}

/** Runs the command line; failures are said on standard error and become the exit code. */
export async function runProgram(
  program: Command,
  argv: readonly string[],
  terminal: Terminal,
): Promise<void> {
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      terminal.exit(error.exitCode === 0 ? 0 : 2);
      return;
    }
    console.error(describeFailure(error));
    terminal.exit(error instanceof MeridianError ? error.exit : 3);
  }
}
