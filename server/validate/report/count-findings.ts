import type { Report, Severity } from '../validator.ts';

/** How many findings of each severity a report has. */
export function countFindings(report: Report): Readonly<Record<Severity, number>> {
  const counts = { violation: 0, warning: 0, info: 0 };
  for (const { severity } of report.findings) counts[severity]++;
  return counts;
}

/** `2 violations, 1 warning, no infos: does not conform to eucaim-2.0 (3 nodes checked).` */
export function summarise(report: Report): string {
  const { violation, warning, info } = countFindings(report);
  const verdict = report.conforms ? 'conforms to' : 'does not conform to';
  const counted = [count(violation, 'violation'), count(warning, 'warning'), count(info, 'info')].join(', ');
  return `${counted}: ${verdict} ${report.profile} (${count(report.focusNodes, 'node')} checked).`;
}

function count(number: number, word: string): string {
  return `${number === 0 ? 'no' : number} ${word}${number === 1 ? '' : 's'}`;
}
