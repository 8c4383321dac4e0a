import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { isomorphic } from 'rdf-isomorphic';
import { placesFromLineage } from '../../server/lift/lineage-places.ts';
import type { Lifted, Lifter, SourceFile } from '../../server/lift/lifter.ts';
import { createLifter } from '../../server/lift/rml-lifter.ts';
import { loadOntology } from '../../server/ontology/load-ontology.ts';
import { wordPatterns } from '../../server/ontology/word-patterns.ts';
import { loadMappingSets } from '../../server/rdf/sssom.ts';
import { eucaim } from '../../server/rdf/vocabulary.ts';
import { sourceFile } from '../support/lift-fixtures.ts';
import type { WorkbookCell } from '../support/write-workbook.ts';
import { writeWorkbook } from '../support/write-workbook.ts';

const root = join(import.meta.dirname, '..', '..');
const sample = join(root, 'mappings', 'sources', 'spreadsheet', 'sample');
const context = { provider: 'east', base: 'http://node.example.org', key: new Uint8Array(32).fill(7) };
const tables = ['catalogue', 'clinical', 'imaging'];
const textOf = (table: string): string => readFileSync(join(sample, `${table}.csv`), 'latin1');

let lifter: Lifter;
let expected: Lifted;

before(async () => {
  const sssomFolder = join(root, 'mappings', 'sssom');
  const ontology = await loadOntology({ ontologyFolder: join(root, 'ontology'), sssomFolder });
  lifter = await createLifter({
    mappingsFolder: join(root, 'mappings'),
    ontology,
    mappingSets: loadMappingSets(sssomFolder),
    attributes: ontology.attributes,
    wordPatterns: wordPatterns(ontology.quads),
  });
  const files = tables.map((table) => sourceFile(`${table}.csv`, readFileSync(join(sample, `${table}.csv`))));
  expected = await lift(files);
});

async function lift(files: readonly SourceFile[]): Promise<Lifted> {
  const lifted = await lifter.lift('spreadsheet', files, context);
  assert.deepEqual(lifted.failures, []);
  return lifted;
}

function assertSame(lifted: Lifted): void {
  assert.ok(isomorphic([...lifted.record], [...expected.record]), 'the record planes differ');
  assert.ok(isomorphic([...lifted.catalogue], [...expected.catalogue]), 'the catalogue planes differ');
}

/** A cell as a spreadsheet program holds what a person types: dates and numbers are no text there. */
function typed(cell: string): WorkbookCell {
  const german = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(cell);
  if (german !== null) return new Date(`${german.slice(1).reverse().join('-')}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) return new Date(`${cell}T00:00:00Z`);
  if (/^\d+(?:,\d+)?$/.test(cell)) return Number(cell.replace(',', '.'));
  return cell === '' ? undefined : cell;
}

/** No cell of the sample holds a delimiter. */
const rowsOf = (table: string): string[][] =>
  textOf(table)
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(';'));

describe('the spreadsheets of a clinic', () => {
  it('give the same graph as a workbook with three sheets of typed cells', async () => {
    const sheets = tables.map((table) => [table, rowsOf(table).map((row) => row.map(typed))] as const);
    const lifted = await lift([sourceFile('Klinik.xlsx', writeWorkbook(Object.fromEntries(sheets)))]);
    assertSame(lifted);
    const condition = lifted.record.find(({ predicate }) => predicate.equals(eucaim.AgeAtDiagnosis));
    assert.match(condition?.object.value ?? '', /^\d+\.\d$/);
    assert.deepEqual(
      placesFromLineage(lifted.lineage)(condition?.subject.value ?? '', eucaim.AgeAtDiagnosis.value),
      { file: 'Klinik.xlsx', table: 'clinical', row: 1, column: 'Alter' },
    );
  });

  it('give the same graph as three workbooks of one sheet each, all cells as text', async () => {
    const files = tables.map((table) =>
      sourceFile(`${table}.xlsx`, writeWorkbook({ Tabelle1: rowsOf(table) })),
    );
    assertSame(await lift(files));
  });
});
