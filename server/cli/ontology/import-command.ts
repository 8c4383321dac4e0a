import { Option, type Command } from 'commander';
import { describePlace } from '../../errors.ts';
import { importFindingKinds, type ImportFinding } from '../../ontology/import/import-finding.ts';
import { importOntology, type ImportReport } from '../../ontology/import/import-ontology.ts';
import type { Terminal, Workshop } from '../workshop.ts';

interface ImportCommandOptions {
  readonly as?: string;
  readonly dryRun?: boolean;
  readonly format: 'text' | 'json';
}

/**
 * `meridian ontology import FILE`: 0 where the file is sound, 1 where it has faults that make answers wrong (what is sound
 * is imported all the same), 2 where it cannot be read, and then nothing changes.
 */
export function addImportCommand(ontology: Command, workshop: Workshop, terminal: Terminal): void {
  ontology
    .command('import')
    .description('Read an ontology of others, tell its faults, and put what is sound beside ours')
    .argument('<file>', 'OWL in RDF/XML, Turtle or any RDF syntax')
    .option('--as <name>', 'name of the import; the name of the file where left out')
    .option('--dry-run', 'tell the faults and write nothing')
    .addOption(
      new Option('-f, --format <format>', 'how the report is written')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async (file: string, { as: name, dryRun, format }: ImportCommandOptions) => {
      const report = await importOntology({
        file,
        ...(name === undefined ? {} : { name }),
        ontologyFolder: workshop.folders.ontology,
        sssomFolder: workshop.folders.sssom,
        dryRun: dryRun === true,
      });
      terminal.write(format === 'json' ? toJson(report) : describe(report));
      terminal.exit(report.findings.some(({ severity }) => severity === 'violation') ? 1 : 0);
    });
}

function describe({ findings, counts, target, written, statements }: ImportReport): string {
  const lines = findings.map(describeFinding);
  const kinds = [...Map.groupBy(findings, ({ kind }) => kind)].map(
    ([kind, found]) => `  ${String(found.length).padStart(6)}  ${kind}: ${importFindingKinds[kind].title}`,
  );
  if (kinds.length > 0) lines.push('', 'Faults of the file:', ...kinds);
  lines.push(
    '',
    `${counts.classes} classes (${counts.known} that the ontology has already), ${counts.labels} labels, ${counts.otherNames} other names, ${counts.parents} parents, ${counts.restrictions} restrictions`,
  );
  for (const [prefix, { taken, known, malformed, shared, heldByOther }] of counts.codes) {
    lines.push(
      `  ${prefix}: ${taken} codes taken, ${known} known, ${malformed} malformed, ${shared} shared, ${heldByOther} held by another concept`,
    );
  }
  lines.push(`${target}: ${statements} statements ${written ? 'written' : 'that would be written'}`, '');
  return lines.join('\n');
}

function describeFinding({ severity, kind, place, property, message }: ImportFinding): string {
  const where = place === undefined ? '' : `${describePlace(place)}: `;
  return `${severity.padEnd(9)} ${kind}  ${where}${property === undefined ? '' : `${property}: `}${message}`;
}

function toJson(report: ImportReport): string {
  const counts = { ...report.counts, codes: Object.fromEntries(report.counts.codes) };
  return `${JSON.stringify({ ...report, counts }, null, 2)}\n`;
}
