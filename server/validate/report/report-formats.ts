import type { Report } from '../validator.ts';
import { jsonReport } from './json-report.ts';
import { junitReport } from './junit-report.ts';
import { jsonLdReport, turtleReport } from './rdf-report.ts';
import type { ReportOptions } from './report-options.ts';
import { sarifReport } from './sarif-report.ts';
import { textReport } from './text-report.ts';

export interface ReportWriter {
  readonly mediaType: string;
  readonly render: (report: Report, options: ReportOptions) => string | Promise<string>;
}

/** The formats that a report is written in, by the name that `--format` takes. */
export const reportFormats = {
  text: { mediaType: 'text/plain', render: textReport },
  json: { mediaType: 'application/json', render: jsonReport },
  turtle: { mediaType: 'text/turtle', render: turtleReport },
  jsonld: { mediaType: 'application/ld+json', render: jsonLdReport },
  sarif: { mediaType: 'application/sarif+json', render: sarifReport },
  junit: { mediaType: 'application/xml', render: junitReport },
} as const satisfies Record<string, ReportWriter>;

export type ReportFormat = keyof typeof reportFormats;

/** Writes a report in one of {@link reportFormats}. */
export async function renderReport(
  report: Report,
  format: ReportFormat,
  options: ReportOptions = {},
): Promise<string> {
  const writer: ReportWriter = reportFormats[format];
  return writer.render(report, options);
}
