import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Terminal, Workshop } from '../workshop.ts';
import { checkProject, type CheckProjectOptions } from './check-project.ts';
import { reportAsJson, reportAsText, violationsOf } from './check-report.ts';

interface CheckOptions extends CheckProjectOptions {
  readonly format: 'text' | 'json';
}

/**
 * `meridian ontology check`: everything that is wrong with terms, attributes and mapping rows, what the quality queries
 * find, and which competency questions are answered wrongly; one line a finding, and a summary. Ends with 1 on
 * violations, with 2 where a file cannot be read.
 */
export function addCheckCommand(ontology: Command, workshop: Workshop, terminal: Terminal): void {
  ontology
    .command('check')
    .description('Check terms, attributes and mapping rows')
    .addOption(
      new Option('-f, --format <format>', 'how the findings are written')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('--sources <folder>', 'also look rows drawn at random up in copies of the sources that they cite')
    .addOption(new Option('--sample <rows>', 'how many rows are drawn').argParser(wholeNumber).default(100))
    .addOption(
      new Option('--seed <number>', 'draws the same rows again; the day where it is left out').argParser(
        wholeNumber,
      ),
    )
    .option('--fast', 'leave out the quality queries and the competency questions')
    .option('--against <file>', 'also find what uses codes that a newer list of their vocabulary has no more')
    .action(async ({ format, ...options }: CheckOptions) => {
      const report = await checkProject(workshop, options);
      terminal.write(format === 'json' ? reportAsJson(report) : reportAsText(report));
      if (report.release === undefined) terminal.exit(2);
      else terminal.exit(violationsOf(report) === 0 ? 0 : 1);
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
  return value;
}
