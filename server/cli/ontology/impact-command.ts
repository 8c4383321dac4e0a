import { readFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { describePlace, MeridianError } from '../../errors.ts';
import type { EditedFile } from '../../ontology/edited-file.ts';
import type { OntologyFinding } from '../../ontology/ontology-finding.ts';
import { askNode, defaultAddress, exitCode, nodeAddress, tokenHeader } from '../ask-node.ts';
import type { Terminal, Workshop } from '../workshop.ts';
import { describeImpact } from './describe-impact.ts';
import type { TriedEdit } from './impact-reply.ts';
import { pathOfEdit } from './path-of-edit.ts';

interface ImpactOptions {
  readonly change: readonly string[];
  readonly at: string;
  readonly tokenFile?: string;
  readonly format: 'text' | 'json';
}

/**
 * `meridian ontology impact --change FILE`: asks a node what edited files of the ontology would change there, before
 * they are saved. Ends with 0 also where counts move, with 1 where the check refuses the edit.
 */
export function addImpactCommand(ontology: Command, workshop: Workshop, terminal: Terminal): void {
  ontology
    .command('impact')
    .description('What an edit would change at a node, before it is saved')
    .requiredOption(
      '--change <file...>',
      'edited mapping sets (*.sssom.tsv) or Turtle (*.ttl), as they would be saved',
      collect,
    )
    .option('--at <url>', 'address of the node', defaultAddress(terminal))
    .option('--token-file <file>', 'token of an editor or operator; MERIDIAN_TOKEN is the other way')
    .addOption(
      new Option('-f, --format <format>', 'how it is told').choices(['text', 'json']).default('text'),
    )
    .action(async ({ change, at, tokenFile, format }: ImpactOptions) => {
      const files = await Promise.all(change.map((file) => readEdit(file, workshop)));
      const answer = await askNode(nodeAddress('/ontology/impact', at), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await tokenHeader(tokenFile, terminal)) },
        body: JSON.stringify({ files: files.map(({ path, text }) => ({ path, text })) }),
      });
      const refused = answer.status === 422;
      if (format === 'json' && (refused || answer.status < 400)) terminal.write(`${answer.text}\n`);
      else if (refused) terminal.write(describeRefusal(readReply(answer.text, at) as Refusal));
      else if (answer.status >= 400) console.error(answer.text);
      else terminal.write(describeImpact(readReply(answer.text, at) as TriedEdit, files));
      terminal.exit(refused ? 1 : exitCode(answer.status));
    });
}

function collect(file: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), file];
}

async function readEdit(
  file: string,
  { folders }: Workshop,
): Promise<EditedFile & { readonly from: string }> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new MeridianError('unreadable-source', 'The edited file cannot be read.', {
      place: { file },
      cause,
    });
  });
  return { from: file, path: pathOfEdit(file, text, folders), text };
}

function readReply(text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MeridianError('node-failed', `${at} answered without JSON.`, {
      advice: 'Check that this is the address of a node.',
      cause,
    });
  }
}

interface Refusal {
  readonly detail: string;
  readonly findings?: readonly OntologyFinding[];
}

function describeRefusal({ detail, findings = [] }: Refusal): string {
  const lines = findings.map(({ kind, message, place }) => {
    const where = place === undefined ? '' : `${describePlace(place)}: `;
    return `violation  ${kind}  ${where}${message}`;
  });
  return `${[...lines, detail].join('\n')}\n`;
}
