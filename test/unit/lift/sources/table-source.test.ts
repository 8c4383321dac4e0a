import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import type { MeridianError } from '../../../../server/errors.ts';
import { describePlace } from '../../../../server/errors.ts';
import type { Origin, SourceFile } from '../../../../server/lift/lifter.ts';
import { lexicalOf } from '../../../../server/lift/sources/record-source.ts';
import { openDuckDb } from '../../../../server/lift/sources/table-duckdb-engine.ts';
import { TableFinder } from '../../../../server/lift/sources/table-finder.ts';
import { openTable } from '../../../../server/lift/sources/table-source.ts';
import type { DecimalSign } from '../../../../server/lift/sources/table-values.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';
import type { HeldColumn } from '../../../support/table-holders.ts';
import { holdersOf } from '../../../support/table-holders.ts';
import { writeWorkbook, zip, zipSheets } from '../../../support/write-workbook.ts';

/** The given columns of every row of a table, with where each row lies, and what could not be read. */
async function read(
  files: readonly SourceFile[],
  table: string,
  columns: readonly string[],
  decimal: DecimalSign = '.',
) {
  const failures: MeridianError[] = [];
  const rows: (string | undefined)[][] = [];
  const origins: Origin[] = [];
  await using tables = new TableFinder(files, { encoding: 'utf-8', delimiter: ',', decimal });
  const source = openTable(table, tables, {
    nulls: [],
    ignoreColumnCase: true,
    optionalColumns: [],
    failure: (error) => failures.push(error),
  });
  const slots = columns.map((column) => source.reference(column));
  for await (const record of source.records()) {
    rows.push(slots.map((slot) => record.read(slot).map(lexicalOf)[0]));
    origins.push(record.origin);
  }
  for (const file of files) {
    const held = await tables.held(file);
    if (held instanceof Error) failures.push(held);
  }
  return { rows, failures, origins };
}

/** Text that XML and SQL can hold; `_x0041_` is an escape of Excel. */
const text = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter((each) => !/\p{Cc}|_x/u.test(each) && each.isWellFormed());
const day = fc
  .date({ min: new Date('1900-03-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const rowOf = fc.record({
  text: fc.option(text, { nil: undefined }),
  whole: fc.option(fc.integer().map(String), { nil: undefined }),
  exact: fc.option(
    fc.integer({ min: -9_999_999, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2)),
    { nil: undefined },
  ),
  floating: fc.option(
    fc.integer({ min: -9999, max: 9999 }).map((eighths) => String(eighths / 8)),
    { nil: undefined },
  ),
  day: fc.option(
    day.map((each) => each.slice(0, 10)),
    { nil: undefined },
  ),
  moment: fc.option(
    day.map((each) => `${each.slice(0, 10)} 0${each.slice(12, 19)}`.replace(/00:00:00$/, '00:00:01')),
    { nil: undefined },
  ),
  truth: fc.option(fc.boolean().map(String), { nil: undefined }),
});
const types = {
  text: 'VARCHAR',
  whole: 'INTEGER',
  exact: 'DECIMAL(9,2)',
  floating: 'DOUBLE',
  day: 'DATE',
  moment: 'TIMESTAMP',
  truth: 'BOOLEAN',
} as const;
const names = Object.keys(types) as (keyof typeof types)[];

describe('openTable', () => {
  let scratch: string;
  before(() => {
    scratch = mkdtempSync(join(tmpdir(), 'meridian-tables-'));
    process.env['TMPDIR'] = scratch;
  });
  after(() => {
    rmSync(scratch, { recursive: true });
  });

  it('gives the same records whatever holds the table', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rowOf, { minLength: 1, maxLength: 6 }), async (rows) => {
        const columns = names.map((name): HeldColumn => ({
          name,
          type: types[name],
          cells: rows.map((row) => row[name]),
        }));
        const expected = rows.map((row) => names.map((name) => (row[name] === '' ? undefined : row[name])));
        for (const file of await holdersOf('PERSON', columns)) {
          const found = await read([file], 'person', names);
          assert.deepEqual(found.failures, []);
          // A row of a workbook without any cell is a blank line, as in CSV.
          const isBlank = (row: readonly unknown[]) => row.every((cell) => cell === undefined);
          assert.deepEqual(
            found.rows.filter((row) => !isBlank(row)),
            expected.filter((row) => !isBlank(row)),
            file.path,
          );
        }
      }),
      { numRuns: 15 },
    );
  });

  it('says where a row lies: the table of a database and the sheet of a workbook, with the number of the row', async () => {
    const cells = ['a', 'b'];
    const places: Record<string, string> = {};
    for (const file of await holdersOf('PERSON', [{ name: 'id', type: 'VARCHAR', cells }])) {
      const { origins } = await read([file], 'PERSON', ['id']);
      places[file.path] = describePlace(origins[1] ?? {});
    }
    assert.equal(places['PERSON.csv.gz'], 'PERSON.csv.gz, row 2');
    assert.equal(places['PERSON.parquet'], 'PERSON.parquet, row 2');
    assert.equal(places['all.duckdb'], 'all.duckdb, table PERSON, row 2');
    assert.equal(places['some.db'], 'some.db, table PERSON, row 2');
    assert.equal(places['PERSON.xlsx'], 'PERSON.xlsx, table PERSON, row 2');
  });

  it('writes numbers of typed cells with the decimal sign of the source, and leaves text as it is', async () => {
    const columns: HeldColumn[] = [
      { name: 'exact', type: 'DECIMAL(9,2)', cells: ['54.80'] },
      { name: 'floating', type: 'DOUBLE', cells: ['1234.5'] },
      { name: 'text', type: 'VARCHAR', cells: ['1.5'] },
    ];
    for (const file of await holdersOf('T', columns)) {
      if (!/db$|parquet/.test(file.path)) continue;
      const { rows } = await read([file], 'T', ['floating', 'text'], ',');
      assert.deepEqual(rows, [['1234,5', '1.5']], file.path);
    }
    const parquet = (await holdersOf('T', columns)).filter(({ path }) => path.endsWith('.parquet'));
    assert.deepEqual((await read(parquet, 'T', ['exact'], ',')).rows, [['54,80']]);
  });

  it('writes numbers without exponents, and those that are whole without a fraction', async () => {
    const cells = ['1e-7', '1e21', '4', '-0.5', '5e-324'];
    for (const file of await holdersOf('T', [{ name: 'n', type: 'DOUBLE', cells }])) {
      if (/sv(\.|$)/.test(file.path)) continue;
      const { rows } = await read([file], 'T', ['n']);
      const found = rows.map(([cell]) => cell ?? '');
      assert.deepEqual(found.slice(0, 4), ['0.0000001', '1000000000000000000000', '4', '-0.5'], file.path);
      assert.equal(Number(found[4]), 5e-324, file.path);
    }
  });

  it('reads a workbook with one sheet by the name of its file, and times of the day', async () => {
    const time = new Date((8 * 60 + 15) * 60_000 - 25_569 * 86_400_000);
    const moment = new Date('2024-03-01T10:00:00Z');
    const bytes = writeWorkbook({ Tabelle1: [['at', 'when'], [time, moment], [], ['x', 'y']] });
    const { rows, origins } = await read([sourceFile('Clinical.xlsx', bytes)], 'clinical', ['at', 'when']);
    assert.deepEqual(rows, [
      ['08:15:00', '2024-03-01 10:00:00'],
      ['x', 'y'],
    ]);
    assert.deepEqual(origins[1], { file: 'Clinical.xlsx', row: 3 });
  });

  it('reads shared and rich strings, own date formats, errors and escapes of a workbook', async () => {
    const bytes = zipSheets({
      A: `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><v>c</v></c></row>
        <row r="5"><c s="4"><v>43531</v></c><c r="B5" t="e"><v>#N/A</v></c><c t="str"><f>X</f><v>a_x000A_b</v></c></row>`,
    });
    const { rows, origins, failures } = await read([sourceFile('a.xlsx', bytes)], 'A', [
      'plain',
      'rich',
      'c',
    ]);
    assert.deepEqual(failures, []);
    assert.deepEqual(rows, [['2019-03-07', '#N/A', 'a\nb']]);
    assert.deepEqual(origins, [{ file: 'a.xlsx', table: 'A', row: 4 }]);
  });

  it('refuses a table that is there twice, and names both', async () => {
    const files = [sourceFile('b/PERSON.csv', 'id\n1\n'), sourceFile('a/person.tsv', 'id\n1\n')];
    const { rows, failures } = await read(files, 'PERSON', ['id']);
    assert.deepEqual(rows, []);
    assert.equal(failures.length, 1);
    assert.match(failures[0]?.message ?? '', /a\/person\.tsv, b\/PERSON\.csv/);
  });

  it('is empty where nothing holds the table', async () => {
    assert.deepEqual(await read([sourceFile('DEATH.csv', 'id\n1\n')], 'PERSON', ['id']), {
      rows: [],
      failures: [],
      origins: [],
    });
  });

  const damaged = {
    'half.xlsx': writeWorkbook({ A: [['id'], ['secret']] }).subarray(0, 400),
    'empty.xlsx': new Uint8Array(),
    'no-sheet.xlsx': zip({ 'xl/workbook.xml': '<x/>' }),
    'rows.xlsx': zipSheets({ A: '<row r="1"><c><v>1</v></c></row><row r="400000000"><c><v>2</v></c></row>' }),
    'columns.xlsx': zipSheets({ A: '<row r="1"><c r="XFE1"><v>1</v></c></row>' }),
    'strings.xlsx': zipSheets({ A: '<row r="1"><c t="s"><v>99</v></c></row>' }),
    'entities.xlsx': zipSheets({ A: '<row r="1"><c t="str"><v>&secret;</v></c></row>' }),
    'odd.xlsx': zip({ 'xl/workbook.xml': '<secret' }),
    'a.db': Buffer.from('secret, but no database'),
    'a.sqlite': Buffer.from(`SQLite format 3\0${'secret'.repeat(100)}`),
    'a.duckdb': Buffer.from(`12345678DUCK${'secret'.repeat(1000)}`),
    'A.parquet': Buffer.from('PAR1 secret PAR1'),
    'A.csv.gz': gzipSync('id\nsecret\n').subarray(0, 22),
    'A.csv.zst': Buffer.from('secret'),
  };
  for (const [path, bytes] of Object.entries(damaged)) {
    it(`reports a damaged ${path} without a word of what is in it, and leaves nothing behind`, async () => {
      const { rows, failures } = await read([sourceFile(path, bytes)], 'A', ['id']);
      if (!path.startsWith('A.csv')) assert.deepEqual(rows, []);
      assert.equal(failures.length, 1);
      assert.equal(failures[0]?.code, 'unreadable-source');
      assert.equal(failures[0].place?.file, path);
      assert.doesNotMatch(`${failures[0].message} ${failures[0].advice ?? ''}`, /secret/);
      assert.deepEqual(readdirSync(scratch), []);
    });
  }

  it('lets a delivered database reach no file of this machine', async () => {
    const [path, secret] = ['views.duckdb', 'secret.txt'].map((name) => join(scratch, name));
    writeFileSync(secret ?? '', 'secret');
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run(`CREATE VIEW person AS SELECT content AS id FROM read_text('${secret ?? ''}')`);
    connection.closeSync();
    instance.closeSync();
    const file = sourceFile('a.duckdb', readFileSync(path ?? ''));
    const { rows, failures } = await read([file], 'PERSON', ['id']);
    assert.deepEqual(rows, []);
    assert.equal(failures.length, 1);
  });

  /** A file of this disk, as engines open it. */
  const onDisk = (location: string): SourceFile => ({
    ...sourceFile(location.slice(scratch.length + 1), readFileSync(location)),
    location,
  });
  const endless = `CREATE VIEW person AS WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c)
    SELECT count(*) AS id FROM c`;

  it('reads no view of a delivered database, which may never end, and all its tables', async () => {
    const [sqlite = '', duckdb = ''] = ['endless.sqlite', 'endless.duckdb'].map((name) =>
      join(scratch, name),
    );
    const database = new DatabaseSync(sqlite);
    database.exec(`${endless}; CREATE TABLE death (id TEXT); INSERT INTO death VALUES ('1')`);
    database.close();
    const instance = await DuckDBInstance.create(duckdb);
    const connection = await instance.connect();
    await connection.run(`${endless}; CREATE TABLE death (id TEXT); INSERT INTO death VALUES ('1')`);
    connection.closeSync();
    instance.closeSync();
    for (const file of [sqlite, duckdb].map(onDisk)) {
      const { rows, failures } = await read([file], 'PERSON', ['id']);
      assert.deepEqual(rows, []);
      assert.deepEqual(
        failures.map(({ code, place }) => [code, place]),
        [['unreadable-source', { file: file.path, table: 'person' }]],
      );
      assert.match(failures[0]?.advice ?? '', /CREATE TABLE/);
      assert.deepEqual(await read([file], 'DEATH', ['id']), {
        rows: [['1']],
        failures: [],
        origins: [{ file: file.path, table: 'death', row: 1 }],
      });
    }
  });

  it('writes nothing beside a delivered database', async () => {
    const location = join(scratch, 'wal 1%.sqlite');
    const database = new DatabaseSync(location);
    database.exec("PRAGMA journal_mode = WAL; CREATE TABLE a (id TEXT); INSERT INTO a VALUES ('1')");
    // It is still open: what was written lies in the file beside it.
    const { rows, failures } = await read([onDisk(location)], 'A', ['id']);
    assert.deepEqual([rows, failures.map(({ code }) => code)], [[], ['unreadable-source']]);
    database.close();
    await using tables = new TableFinder([onDisk(location)], {
      encoding: 'utf-8',
      delimiter: ',',
      decimal: '.',
    });
    const [holder] = await tables.holders('A');
    await using table = await holder?.open();
    const cells: unknown[] = [];
    for await (const row of table?.rows() ?? []) cells.push(row);
    assert.deepEqual(cells, [['1']]);
    assert.deepEqual(
      readdirSync(scratch).filter((name) => name.startsWith('wal')),
      ['wal 1%.sqlite'],
    );
    await using duckdb = await openDuckDb(onDisk(join(scratch, 'endless.duckdb')), 'database', '.');
    assert.deepEqual(await duckdb.query("SELECT current_setting('temp_directory')"), [['']]);
  });

  it('refuses tags within tags and cells that have no end', async () => {
    const sheets = {
      deep: `<row><c><v>1</v></c></row>${'<a>'.repeat(200)}${'</a>'.repeat(200)}`,
      long: `<row><c t="str">${`<v>${'a'.repeat(10_000)}</v>`.repeat(30)}</c></row>`,
    };
    for (const [name, sheet] of Object.entries(sheets)) {
      const { failures } = await read([sourceFile('a.xlsx', zipSheets({ [name]: sheet }))], name, []);
      assert.deepEqual(
        failures.map(({ code, place }) => [code, place?.table]),
        [['unreadable-source', name]],
      );
    }
  });
});
