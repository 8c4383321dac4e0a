import type { Command } from 'commander';
import { describePlace, MeridianError } from '../../errors.ts';
import type { HarmonisedValue } from '../../publish/harmonised-values.ts';
import type { TracedCell, TracedStatement } from '../../publish/trace-subject.ts';
import { askNode, exitCode, nodeAddress, tokenHeader } from '../ask-node.ts';
import type { Terminal } from '../workshop.ts';

interface LineageOptions {
  readonly at: string;
  readonly tokenFile?: string;
  readonly ofVersion?: string;
  readonly json?: boolean;
}

/** What a node says of the lineage of a subject (`lineage-route.ts`). */
interface LineageAnswer {
  readonly submission: string;
  readonly version: number;
  readonly statements: readonly TracedStatement[];
  readonly statementCount: number;
  readonly readings?: readonly HarmonisedValue[];
}

/** `meridian lineage SUBJECT [PREDICATE] [OBJECT]`: the cells that statements of a submission were read from. */
export function addLineageCommand(program: Command, terminal: Terminal): void {
  program
    .command('lineage')
    .description('Tell which file, row and column, and which rule, statements of a submission come from')
    .argument('<subject>', 'IRI of a dataset, patient, study …')
    .argument('[predicate]', 'IRI of a property; all where it is left out')
    .argument('[object]', 'IRI or text of a value; all where it is left out')
    .requiredOption('--at <url>', 'address of the submission: NODE/providers/PROVIDER/submissions/NAME')
    .option('--token-file <file>', 'file that holds the token; the variable MERIDIAN_TOKEN is the other way')
    .option('--of-version <number>', 'an earlier version')
    .option('--json', 'the answer as the node gives it')
    .action(
      async (
        subject: string,
        predicate: string | undefined,
        object: string | undefined,
        options: LineageOptions,
      ) => {
        const url = nodeAddress('', options.at);
        url.pathname = url.pathname.replace(/\/*$/, '/lineage');
        const asked = { subject, predicate, object, version: options.ofVersion, readings: 'true' };
        for (const [name, value] of Object.entries(asked))
          if (value !== undefined) url.searchParams.set(name, value);
        const headers = { accept: 'application/json', ...(await tokenHeader(options.tokenFile, terminal)) };
        const { status, text } = await askNode(url, { headers });
        if (status >= 400) console.error(text);
        else terminal.write(options.json === true ? `${text}\n` : describe(answerIn(text, url)));
        terminal.exit(exitCode(status));
      },
    );
}

function answerIn(text: string, url: URL): LineageAnswer {
  try {
    return JSON.parse(text) as LineageAnswer;
  } catch (cause) {
    throw new MeridianError('node-failed', `${url.origin} answered without JSON.`, { cause });
  }
}

/** A statement a paragraph: what is said, then a line for each cell, and the rule that reads it. */
function describe({ submission, version, statements, statementCount, readings = [] }: LineageAnswer): string {
  const lines = [`${submission}, version ${version}`];
  for (const { predicate, object, cells } of statements) {
    lines.push('', `<${predicate}> ${object}`);
    if (cells.length === 0) lines.push('  stated by the node, or by no rule that is kept');
    if (cells.length > 1) lines.push(`  from one or more of ${cells.length} places`);
    let rule = '';
    for (const cell of cells) {
      lines.push(`  ${describePlace(cell)}`);
      if (ruleOf(cell) !== rule) lines.push(`    ${(rule = ruleOf(cell))}`);
    }
  }
  if (statementCount > statements.length)
    lines.push('', `and ${statementCount - statements.length} more statements; name a predicate`);
  if (readings.length > 0) lines.push('', 'looked up in mapping sets');
  for (const { attribute, words, rows } of readings) {
    const found = rows.map(({ set, line, object }) => `${object} (${set}, line ${line})`);
    const said = found.length === 0 ? 'no row: a code of the ontology itself, or unmapped' : found.join(', ');
    lines.push(`  ${attribute}: ${words.map((word) => JSON.stringify(word)).join(' or ')} = ${said}`);
  }
  return `${lines.join('\n')}\n`;
}

function ruleOf({ map, expressions = [], mapping, mappingVersion }: TracedCell): string {
  const by = mapping === undefined ? '' : `, ${mapping} ${mappingVersion ?? ''}`.trimEnd();
  return `${map}${expressions.length === 0 ? '' : `: ${expressions.join('; ')}`}${by}`;
}
