import type { Report } from '../validator.ts';
import { countFindings } from './count-findings.ts';

/** The report as it is, with counts per severity: for programs. */
export function jsonReport(report: Report): string {
  const { findings, ...head } = report;
  return `${JSON.stringify({ ...head, counts: countFindings(report), findings }, null, 2)}\n`;
}
