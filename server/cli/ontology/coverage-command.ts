import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { MeridianError } from '../../errors.ts';
import { coverageTable, openEntities } from '../../ontology/coverage/coverage-table.ts';
import type { Terminal, Workshop } from '../workshop.ts';

interface CoverageOptions {
  readonly sources: string;
  readonly write?: string;
}

const begin = '<!-- coverage: begin -->';
const end = '<!-- coverage: end -->';

/** `meridian ontology coverage`: what the ontology covers of its sources, counted against them. */
export function addCoverageCommand(ontology: Command, workshop: Workshop, terminal: Terminal): void {
  ontology
    .command('coverage')
    .description('Count concepts, codes and mapped fields against the sources they were read in')
    .requiredOption(
      '--sources <folder>',
      'folder with copies of the sources (mer:copy in ontology/sources.ttl)',
    )
    .option('--write <file>', 'put the table between the coverage marks of a Markdown file')
    .action(async ({ sources, write }: CoverageOptions) => {
      const [loaded, sets] = [await workshop.ontology(), await workshop.mappingSets()];
      const table = coverageTable(loaded, sets, sources);
      if (write === undefined) terminal.write(`${table}\n`);
      else writeFileSync(write, withTable(readFileSync(write, 'utf8'), table, write));
      const open = openEntities(loaded, sets, sources);
      for (const { title, open: names } of open) terminal.write(`open in ${title}: ${names.join(', ')}\n`);
      terminal.exit(open.length === 0 ? 0 : 1);
    });
}

function withTable(text: string, table: string, file: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) {
    throw new MeridianError('bad-request', 'The file has no place for the table.', {
      place: { file },
      advice: `Write ${begin} and ${end} on lines of their own.`,
    });
  }
  return `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`;
}
