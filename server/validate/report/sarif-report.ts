import type { Place } from '../../errors.ts';
import type { Finding, Report, Severity } from '../validator.ts';

const levels: Readonly<Record<Severity, string>> = { violation: 'error', warning: 'warning', info: 'note' };

/**
 * SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines. A row of a table is given as its line,
 * the header being line 1; tags and JSON pointers, which SARIF has no region for, as logical locations.
 */
export function sarifReport(report: Report): string {
  const shapes = [...new Map(report.findings.map((finding) => [finding.shape, finding])).values()];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Meridian', rules: shapes.map(toRule) } },
        results: report.findings.map((finding) =>
          toResult(
            finding,
            shapes.findIndex(({ shape }) => shape === finding.shape),
          ),
        ),
        properties: { profile: report.profile, conforms: report.conforms, focusNodes: report.focusNodes },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toRule(finding: Finding): object {
  return {
    id: ruleId(finding),
    shortDescription: { text: finding.clause ?? finding.message },
    help: { text: finding.message },
    defaultConfiguration: { level: levels[finding.severity] },
  };
}

function toResult(finding: Finding, ruleIndex: number): object {
  const { focusNode, path, value, component } = finding;
  return {
    ruleId: ruleId(finding),
    ruleIndex,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [toLocation(finding.place, focusNode)],
    properties: {
      focusNode,
      component,
      ...(path === undefined ? {} : { path }),
      ...(value === undefined ? {} : { value }),
    },
  };
}

function toLocation(place: Place | undefined, focusNode: string): object {
  const { file, tag, pointer } = place ?? {};
  const startLine = place?.line ?? (place?.row === undefined ? undefined : place.row + 1);
  const logical = [
    focusNode,
    ...(tag === undefined ? [] : [tag]),
    ...(pointer === undefined ? [] : [pointer]),
  ];
  return {
    ...(file === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(file) },
            ...(startLine === undefined ? {} : { region: region(startLine, place?.column) }),
          },
        }),
    logicalLocations: logical.map((fullyQualifiedName) => ({ fullyQualifiedName })),
  };
}

function region(startLine: number, column: number | string | undefined): object {
  return typeof column === 'number' ? { startLine, startColumn: column } : { startLine };
}

function ruleId({ shape }: Finding): string {
  return shape.slice(shape.lastIndexOf('#') + 1);
}
