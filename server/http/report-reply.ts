import type { PrefixTable } from '../rdf/prefixes.ts';
import { renderReport, reportFormats, type ReportFormat } from '../validate/report/report-formats.ts';
import type { Report } from '../validate/validator.ts';
import { negotiate } from './reply.ts';
import type { Call, Reply } from './route.ts';

const formatNames = Object.keys(reportFormats) as ReportFormat[];

/** Media types that a report can be had in; JSON first. */
export const reportMediaTypes: readonly string[] = [
  'application/json',
  ...formatNames
    .map((name) => reportFormats[name].mediaType)
    .filter((mediaType) => mediaType !== 'application/json'),
];

/** A validation report in the format that the caller accepts. */
export async function reportReply(call: Call, report: Report, prefixes: PrefixTable): Promise<Reply> {
  const mediaType = negotiate(call, reportMediaTypes);
  const format = formatNames.find((name) => reportFormats[name].mediaType === mediaType) ?? 'json';
  return { mediaType, headers: { vary: 'accept' }, body: await renderReport(report, format, { prefixes }) };
}
