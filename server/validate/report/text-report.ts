import { describePlace } from '../../errors.ts';
import type { Place } from '../../errors.ts';
import type { Finding, Report } from '../validator.ts';
import { summarise } from './count-findings.ts';
import type { ReportOptions } from './report-options.ts';
import { printable, shorten } from './shorten.ts';

/**
 * For people at a terminal: grouped by file; per finding the place, what is concerned, what to do; a summary last.
 * The same finding at several nodes of a file is written once with the number of places.
 */
export function textReport(report: Report, { prefixes }: ReportOptions): string {
  const lines: string[] = [];
  for (const [file, findings] of groupBy(report.findings, ({ place }) => place?.file ?? '')) {
    lines.push(file === '' ? 'Without a place in a file' : printable(file));
    for (const [, alike] of groupBy(
      findings,
      ({ shape, component, value }) => `${shape} ${component} ${value ?? ''}`,
    )) {
      const [first] = alike;
      if (first !== undefined) lines.push(...describe(first, alike.length, prefixes));
    }
    lines.push('');
  }
  lines.push(summarise(report));
  return `${lines.join('\n')}\n`;
}

function describe(finding: Finding, times: number, prefixes: ReportOptions['prefixes']): string[] {
  const place = printable(describePlace(withoutFile(finding.place ?? {})));
  const property = finding.path === undefined ? '' : `${shorten(finding.path, prefixes)} of `;
  const more = times > 1 ? ` (and ${times - 1} more like it)` : '';
  return [
    `  ${place === '' ? '' : `${place}: `}${finding.severity}${more}`,
    `    ${property}${shorten(finding.focusNode, prefixes)}`,
    `    ${printable(finding.message)}`,
    ...(finding.value === undefined ? [] : [`    Found: ${shorten(finding.value, prefixes)}`]),
    ...(finding.clause === undefined ? [] : [`    Rule: ${finding.clause}`]),
  ];
}

/** The file stands above its findings already. */
function withoutFile(place: Place): Place {
  return Object.fromEntries(Object.entries(place).filter(([name]) => name !== 'file'));
}

function groupBy(findings: readonly Finding[], name: (finding: Finding) => string): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = name(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return groups;
}
