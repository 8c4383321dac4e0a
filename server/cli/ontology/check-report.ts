import { relative } from 'node:path';
import { describePlace, type Place } from '../../errors.ts';
import type { OntologyFinding } from '../../ontology/ontology-finding.ts';
import type { CitationCheck } from '../../ontology/sources/check-citations.ts';

/** What a check of the ontology found. */
export interface CheckReport {
  /** The release; absent where the ontology could not be loaded. */
  readonly release?: string;
  readonly findings: readonly OntologyFinding[];
  readonly citations?: CitationCheck & { readonly seed: number };
  /** How long it took. */
  readonly milliseconds: number;
}

/** How many findings make answers wrong. */
export function violationsOf({ findings }: CheckReport): number {
  return findings.filter(({ severity }) => severity === 'violation').length;
}

/** One line a finding, and a summary. */
export function reportAsText(report: CheckReport): string {
  const lines = report.findings.map(({ severity, kind, message, place }) => {
    const where = place === undefined ? '' : `${describePlace(shortened(place))}: `;
    return `${severity.padEnd(9)}  ${kind}  ${where}${message}`;
  });
  if (report.citations !== undefined) {
    const { found, drawn, withoutCopy, seed } = report.citations;
    lines.push(
      `${found} of ${drawn} codes found where they were read (seed ${seed}; ${withoutCopy} rows cite what has no copy there)`,
    );
  }
  const violations = violationsOf(report);
  const of = report.release === undefined ? 'not readable' : `release ${report.release}`;
  lines.push(
    `${of}: ${violations} violations, ${report.findings.length - violations} warnings, ${report.milliseconds} ms`,
  );
  return `${lines.join('\n')}\n`;
}

/** The same as one JSON object. */
export function reportAsJson(report: CheckReport): string {
  const { release = null, milliseconds, citations, findings } = report;
  const violations = violationsOf(report);
  const written = {
    release,
    violations,
    warnings: findings.length - violations,
    milliseconds,
    ...(citations === undefined ? {} : { citations: { ...citations, findings: undefined } }),
    findings,
  };
  return `${JSON.stringify(written, undefined, 2)}\n`;
}

/** People run the command where the files are. */
function shortened(place: Place): Place {
  if (place.file === undefined) return place;
  const file = relative('.', place.file);
  return file.startsWith('..') ? place : { ...place, file };
}
