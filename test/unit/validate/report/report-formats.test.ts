import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseRdf } from '../../../../server/rdf/parse-rdf.ts';
import { parseXml } from '../../../../server/rdf/parse-xml.ts';
import { loadPrefixes } from '../../../../server/rdf/prefixes.ts';
import { rdf, sh } from '../../../../server/rdf/vocabulary.ts';
import { combineReports } from '../../../../server/validate/report/combine-reports.ts';
import { renderReport, reportFormats } from '../../../../server/validate/report/report-formats.ts';
import type { Finding, Report } from '../../../../server/validate/validator.ts';

const prefixes = loadPrefixes(join(import.meta.dirname, '../../../../ontology/prefixes.ttl'));
const finding: Finding = {
  severity: 'violation',
  message: 'A dataset needs a title: give dct:title at least one text.',
  focusNode: 'http://example.org/id/north/dataset/7',
  path: 'http://purl.org/dc/terms/title',
  value: '"<b>&\u0001\n"@en',
  shape: 'https://w3id.org/meridian/shape#DatasetShape-title',
  component: 'http://www.w3.org/ns/shacl#MinCountConstraintComponent',
  clause: 'DCAT-AP 3.0.1 Dataset: title',
  place: { file: 'catalogue/a b.ttl', line: 12 },
};
const inTable: Finding = {
  severity: 'warning',
  message: 'Say how many images the series has.',
  focusNode: '_:b0',
  path: '^eucaim:Composed_Of',
  shape: 'https://w3id.org/meridian/shape#SeriesShape-study',
  component: 'http://www.w3.org/ns/shacl#MinCountConstraintComponent',
  place: { file: 'imaging.csv', row: 3, column: 'Anzahl' },
};
const report: Report = {
  profile: 'eucaim-2.0',
  conforms: false,
  findings: [
    finding,
    inTable,
    { ...inTable, severity: 'info', focusNode: 'http://example.org/x', shape: '_:s' },
  ],
  focusNodes: 9,
  milliseconds: 12,
};
const clean: Report = { ...report, conforms: true, findings: [], focusNodes: 1 };

describe('renderReport as text', () => {
  it('puts the place first, then what is concerned, what to do and what was found', async () => {
    const lines = (await renderReport(report, 'text', { prefixes })).split('\n');
    assert.equal(lines[0], 'catalogue/a b.ttl');
    assert.equal(lines[1], '  line 12: violation');
    assert.equal(lines[2], '    dct:title of http://example.org/id/north/dataset/7');
    assert.equal(lines[3], '    A dataset needs a title: give dct:title at least one text.');
    assert.match(lines.join('\n'), /row 3, column "Anzahl": warning/);
    assert.equal(
      lines.at(-2),
      '1 violation, 1 warning, 1 info: does not conform to eucaim-2.0 (9 nodes checked).',
    );
  });

  it('writes control characters and line feeds of values so that they cannot disturb a terminal', async () => {
    const text = await renderReport(report, 'text', { prefixes });
    // eslint-disable-next-line no-control-regex -- that is the point
    assert.doesNotMatch(text, /[\x00-\x09\x0b-\x1f]/);
  });

  it('says in one line that all is well', async () => {
    assert.equal(
      await renderReport(clean, 'text'),
      'no violations, no warnings, no infos: conforms to eucaim-2.0 (1 node checked).\n',
    );
  });

  it('writes a fault that many nodes of a file share once', async () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      ...inTable,
      place: { file: 'imaging.csv', row: index },
    }));
    const text = await renderReport({ ...report, findings: many }, 'text');
    assert.match(text, /row 0: warning \(and 499 more like it\)/);
    assert.ok(text.split('\n').length < 10);
  });
});

describe('renderReport for programs', () => {
  it('gives JSON with counts and all findings', async () => {
    const json = JSON.parse(await renderReport(report, 'json')) as { counts: object; findings: unknown[] };
    assert.deepEqual(json.counts, { violation: 1, warning: 1, info: 1 });
    assert.deepEqual(json.findings[0], finding);
  });

  for (const format of ['turtle', 'jsonld'] as const) {
    it(`gives the W3C report in ${format}`, async () => {
      const text = await renderReport(
        { ...report, findings: [{ ...finding, value: '"x"@en' }, inTable] },
        format,
        { prefixes },
      );
      const { mediaType } = reportFormats[format];
      const { quads } = await parseRdf(text, { mediaType, baseIri: 'http://example.org/' });
      const count = (predicate: { value: string }) =>
        quads.filter((quad) => quad.predicate.value === predicate.value).length;
      assert.equal(
        quads.filter(
          ({ predicate, object }) => predicate.equals(rdf.type) && object.equals(sh.ValidationResult),
        ).length,
        2,
      );
      assert.equal(quads.find(({ predicate }) => predicate.equals(sh.conforms))?.object.value, 'false');
      assert.equal(count(sh.resultPath), 2);
      assert.equal(count(sh.inversePath), 1);
      assert.equal(quads.find(({ predicate }) => predicate.equals(sh.value))?.object.value, 'x');
      assert.ok(quads.some(({ object }) => object.value === '12'));
    });
  }

  it('gives SARIF with lines, a row being a line below the header', async () => {
    const log = JSON.parse(await renderReport(report, 'sarif')) as {
      version: string;
      runs: [
        {
          results: { level: string; ruleIndex: number; locations: [{ physicalLocation: object }] }[];
          tool: { driver: { rules: { id: string }[] } };
        },
      ];
    };
    assert.equal(log.version, '2.1.0');
    const { results, tool } = log.runs[0];
    assert.deepEqual(
      results.map(({ level }) => level),
      ['error', 'warning', 'note'],
    );
    assert.deepEqual(results[0]?.locations[0].physicalLocation, {
      artifactLocation: { uri: 'catalogue/a%20b.ttl' },
      region: { startLine: 12 },
    });
    assert.deepEqual(results[1]?.locations[0].physicalLocation, {
      artifactLocation: { uri: 'imaging.csv' },
      region: { startLine: 4 },
    });
    assert.equal(tool.driver.rules[results[1].ruleIndex]?.id, 'SeriesShape-study');
  });

  it('gives JUnit that is well-formed, with a failure for each violation only', async () => {
    const root = parseXml(await renderReport(report, 'junit'), {});
    assert.equal(root.getAttribute('tests'), '4');
    assert.equal(root.getAttribute('failures'), '1');
    assert.equal(root.getElementsByTagName('failure').length, 1);
    assert.equal(root.getElementsByTagName('testcase').length, 4);
  });
});

describe('combineReports', () => {
  it('adds up, keeps the order of files, and conforms only where all do', () => {
    const other = { ...clean, findings: [{ ...inTable, place: { file: 'a.csv', row: 1 } }] };
    const combined = combineReports(report, [other]);
    assert.equal(combined.conforms, false);
    assert.equal(combined.focusNodes, 10);
    assert.equal(combined.findings[0]?.place?.file, 'a.csv');
  });
});
