import { relative } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { describePlace } from '../../errors.ts';
import { checkOntology } from '../../ontology/check/check-ontology.ts';
import { readFailure } from '../../ontology/check/read-failure.ts';
import type { OntologyFinding } from '../../ontology/ontology-finding.ts';
import type { CitationCheck } from '../../ontology/sources/check-citations.ts';
import type { Terminal, Workshop } from '../workshop.ts';
import { askQueries } from './ask-queries.ts';
import { checkCitationsIn } from './check-citations-in.ts';
import { checkDriftAgainst } from './check-drift-against.ts';

interface Checked {
  /** The release; absent where the ontology could not be loaded. */
  readonly release?: string;
  readonly findings: readonly OntologyFinding[];
  readonly citations?: CitationCheck & { readonly seed: number };
}

interface CheckOptions {
  readonly format: 'text' | 'json';
  readonly sources?: string;
  readonly sample: number;
  readonly seed?: number;
  readonly against?: string;
  readonly fast?: boolean;
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
    .action(async (options: CheckOptions) => {
      const begin = performance.now();
      const { format } = options;
      const checked = await check(workshop, options);
      const milliseconds = Math.round(performance.now() - begin);
      terminal.write(format === 'json' ? asJson(checked, milliseconds) : asText(checked, milliseconds));
      const usable = checked.release !== undefined;
      terminal.exit(usable ? (violationsOf(checked) === 0 ? 0 : 1) : 2);
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
  return value;
}

/** Another draw every day, the same for everyone on that day. */
function seedOfToday(): number {
  return Math.floor(Date.now() / 86_400_000);
}

async function check(workshop: Workshop, options: CheckOptions): Promise<Checked> {
  let loaded;
  try {
    loaded = { ontology: await workshop.ontology(), sets: await workshop.mappingSets() };
  } catch (error) {
    return { findings: readFailure(error) };
  }
  const { sources, sample, seed = seedOfToday(), against, fast } = options;
  const checked = checkOntology(loaded.ontology, loaded.sets.values());
  const citations =
    sources === undefined ? undefined : await checkCitationsIn(workshop, sources, { sample, seed });
  const drift = against === undefined ? [] : await checkDriftAgainst(workshop, against);
  return {
    release: loaded.ontology.release,
    findings: [
      ...checked,
      ...(fast === true ? [] : await askQueries(workshop, loaded.ontology, checked)),
      ...(citations?.findings ?? []),
      ...drift,
    ],
    ...(citations === undefined ? {} : { citations: { ...citations, seed } }),
  };
}

function asText(checked: Checked, milliseconds: number): string {
  const lines = checked.findings.map(({ severity, kind, message, place }) => {
    const where = place === undefined ? '' : `${describePlace(shortened(place))}: `;
    return `${severity.padEnd(9)}  ${kind}  ${where}${message}`;
  });
  if (checked.citations !== undefined) {
    const { found, drawn, withoutCopy, seed } = checked.citations;
    lines.push(
      `${found} of ${drawn} codes found where they were read (seed ${seed}; ${withoutCopy} rows cite what has no copy there)`,
    );
  }
  const violations = violationsOf(checked);
  const of = checked.release === undefined ? 'not readable' : `release ${checked.release}`;
  lines.push(
    `${of}: ${violations} violations, ${checked.findings.length - violations} warnings, ${milliseconds} ms`,
  );
  return `${lines.join('\n')}\n`;
}

function asJson(checked: Checked, milliseconds: number): string {
  const violations = violationsOf(checked);
  const report = {
    release: checked.release ?? null,
    violations,
    warnings: checked.findings.length - violations,
    milliseconds,
    ...(checked.citations === undefined ? {} : { citations: { ...checked.citations, findings: undefined } }),
    findings: checked.findings,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function violationsOf({ findings }: Checked): number {
  return findings.filter(({ severity }) => severity === 'violation').length;
}

/** People run the command where the files are. */
function shortened(place: NonNullable<OntologyFinding['place']>): NonNullable<OntologyFinding['place']> {
  if (place.file === undefined) return place;
  const file = relative('.', place.file);
  return file.startsWith('..') ? place : { ...place, file };
}
