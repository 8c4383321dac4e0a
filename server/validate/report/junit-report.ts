import { describePlace } from '../../errors.ts';
import type { Finding, Report } from '../validator.ts';
import { countFindings, summarise } from './count-findings.ts';

/**
 * JUnit XML, which build servers show as tests: one case for the profile, one for each finding. Only violations are
 * failures; warnings and infos are passed cases with a text.
 */
export function junitReport(report: Report): string {
  const { violation } = countFindings(report);
  const seconds = (report.milliseconds / 1000).toFixed(3);
  const name = attribute('name', report.profile);
  const cases = report.findings.map(testCase);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${cases.length + 1}" failures="${violation}" time="${seconds}">`,
    `  <testsuite ${name} tests="${cases.length + 1}" failures="${violation}" time="${seconds}">`,
    `    <testcase ${attribute('classname', report.profile)} name="checked">`,
    `      <system-out>${text(summarise(report))}</system-out>`,
    '    </testcase>',
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(finding: Finding): string {
  const { place, severity, focusNode, path, value, message } = finding;
  const where = place === undefined ? focusNode : describePlace(place);
  const shape = finding.shape.slice(finding.shape.lastIndexOf('#') + 1);
  const details = text(
    [
      message,
      where,
      focusNode,
      ...(path === undefined ? [] : [path]),
      ...(value === undefined ? [] : [value]),
    ].join('\n'),
  );
  const body =
    severity === 'violation'
      ? `<failure ${attribute('message', message)} ${attribute('type', shape)}>${details}</failure>`
      : `<system-out>${severity}: ${details}</system-out>`;
  const file = place?.file === undefined ? '' : ` ${attribute('file', place.file)}`;
  const line = place?.line === undefined ? '' : ` line="${place.line}"`;
  return `    <testcase ${attribute('classname', shape)} ${attribute('name', where)}${file}${line}>\n      ${body}\n    </testcase>`;
}

function attribute(name: string, value: string): string {
  return `${name}="${text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`;
}

/** Control characters cannot stand in XML at all; they become question marks. */
function text(value: string): string {
  return (
    value
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- they are named here to be replaced
      .replace(/[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, '?')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}
