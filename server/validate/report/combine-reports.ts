import { compareFindings } from '../compare-findings.ts';
import type { Report } from '../validator.ts';

/** One report over several files that were checked against the same profile one by one. */
export function combineReports(first: Report, others: readonly Report[]): Report {
  const reports = [first, ...others];
  return {
    profile: first.profile,
    conforms: reports.every((report) => report.conforms),
    findings: reports.flatMap((report) => report.findings).sort(compareFindings),
    focusNodes: sum(reports.map((report) => report.focusNodes)),
    milliseconds: sum(reports.map((report) => report.milliseconds)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
