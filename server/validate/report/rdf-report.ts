import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import type { Report } from '../validator.ts';
import type { ReportOptions } from './report-options.ts';
import { reportQuads } from './report-quads.ts';

/** The W3C validation report in Turtle. */
export function turtleReport(report: Report, { prefixes = new Map() }: ReportOptions): Promise<string> {
  return serializeRdf(reportQuads(report, prefixes), 'text/turtle', prefixes);
}

/** The W3C validation report in JSON-LD. */
export function jsonLdReport(report: Report, { prefixes = new Map() }: ReportOptions): Promise<string> {
  return serializeRdf(reportQuads(report, prefixes), 'application/ld+json', prefixes);
}
