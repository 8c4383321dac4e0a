import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { Database } from '../../../../server/lift/sources/database.ts';
import { PostgresqlDatabase } from '../../../../server/lift/sources/postgresql-database.ts';
import { columnNamed, tableQueries } from '../../../../server/lift/sources/sql-names.ts';
import { naturalValue } from '../../../../server/lift/sources/sql-values.ts';
import { SqliteDatabase } from '../../../../server/lift/sources/sqlite-database.ts';
import { startPostgres } from '../../../support/running-postgres.ts';
import type { RunningPostgres } from '../../../support/running-postgres.ts';
import { runRml } from '../../../support/run-rml.ts';

const tables = `
CREATE TABLE person (person_id INTEGER, "Name" VARCHAR(20), weight REAL, born DATE, seen TIMESTAMP, alive BOOLEAN,
  paid NUMERIC(10,2));
INSERT INTO person VALUES (1, 'Ä "quoted"', 80.25, '1981-10-10', '2009-10-10 12:12:22', true, 10.50);
INSERT INTO person VALUES (2, '', 30, NULL, NULL, false, 7);
CREATE TABLE "Visit" (id INTEGER, person INTEGER, big BIGINT);
INSERT INTO "Visit" VALUES (10, 1, 9007199254740993), (11, 1, NULL), (12, 3, 1);
`;

const r2rml = `
@prefix rr: <http://www.w3.org/ns/r2rml#> .
<http://example.org/map/Person> rr:logicalTable [ rr:tableName "PERSON" ] ;
  rr:subjectMap [ rr:template "http://example.org/person/{person_id}" ] ;
  rr:predicateObjectMap [ rr:predicate ex:id ; rr:objectMap [ rr:column "PERSON_ID" ] ] ,
    [ rr:predicate ex:name ; rr:objectMap [ rr:column "\\"Name\\"" ] ] ,
    [ rr:predicate ex:weight ; rr:objectMap [ rr:column "weight" ] ] ,
    [ rr:predicate ex:born ; rr:objectMap [ rr:column "born" ] ] ,
    [ rr:predicate ex:seen ; rr:objectMap [ rr:column "seen" ] ] ,
    [ rr:predicate ex:alive ; rr:objectMap [ rr:column "alive" ] ] ,
    [ rr:predicate ex:paid ; rr:objectMap [ rr:column "paid" ] ] .
<http://example.org/map/Visit> rr:logicalTable [ rr:sqlQuery "SELECT id, person, big FROM \\"Visit\\" ;" ; rr:sqlVersion rr:SQL2008 ] ;
  rr:subjectMap [ rr:template "http://example.org/visit/{id}" ] ;
  rr:predicateObjectMap [ rr:predicate ex:big ; rr:objectMap [ rr:column "big" ] ] ,
    [ rr:predicate ex:of ; rr:objectMap [ rr:parentTriplesMap <http://example.org/map/Person> ;
        rr:joinCondition [ rr:child "person" ; rr:parent "person_id" ] ] ] .`;

const expected = [
  '<person/1> <alive> "true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
  '<person/1> <born> "1981-10-10"^^<http://www.w3.org/2001/XMLSchema#date>',
  '<person/1> <id> "1"^^<http://www.w3.org/2001/XMLSchema#integer>',
  '<person/1> <name> "Ä \\"quoted\\""',
  '<person/1> <paid> "10.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
  '<person/1> <seen> "2009-10-10T12:12:22"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
  '<person/1> <weight> "8.025E1"^^<http://www.w3.org/2001/XMLSchema#double>',
  '<person/2> <alive> "false"^^<http://www.w3.org/2001/XMLSchema#boolean>',
  '<person/2> <id> "2"^^<http://www.w3.org/2001/XMLSchema#integer>',
  '<person/2> <name> ""',
  '<person/2> <paid> "7"^^<http://www.w3.org/2001/XMLSchema#decimal>',
  '<person/2> <weight> "3.0E1"^^<http://www.w3.org/2001/XMLSchema#double>',
  '<visit/10> <big> "9007199254740993"^^<http://www.w3.org/2001/XMLSchema#integer>',
  '<visit/10> <of> <person/1>',
  '<visit/11> <of> <person/1>',
  '<visit/12> <big> "1"^^<http://www.w3.org/2001/XMLSchema#integer>',
];

async function columnOf(database: Database, query: string): Promise<unknown[]> {
  const { rows } = await database.rows(query);
  const values: unknown[] = [];
  for await (const [cell] of rows) values.push(typeof cell === 'object' ? cell.lexical : cell);
  return values;
}

describe('databases as a source', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meridian-sql-'));
  const file = join(folder, 'hospital.sqlite');
  let server: RunningPostgres;
  let sqlite: SqliteDatabase;
  let postgres: PostgresqlDatabase;
  let databases: readonly Database[] = [];

  before(async () => {
    const writable = new DatabaseSync(file);
    writable.exec(tables);
    writable.close();
    server = await startPostgres();
    const client = new pg.Client(server.url);
    await client.connect();
    await client.query(tables);
    await client.end();
    sqlite = new SqliteDatabase(file);
    postgres = new PostgresqlDatabase(server.url);
    databases = [sqlite, postgres];
  });

  after(async () => {
    for (const database of databases) await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('SQLite and PostgreSQL give the same graph, with natural datatypes', async () => {
    for (const database of databases) {
      const { lines, failures } = await runRml(r2rml, [], { database });
      assert.deepEqual(failures, []);
      assert.deepEqual(lines, expected);
    }
  });

  it('a SQLite file of the delivery is read where the mapping names it', async () => {
    const mapping = `[] rml:logicalSource [ rml:source "hospital.sqlite" ; rml:referenceFormulation rml:SQL2008Query ;
        rml:iterator "SELECT person_id FROM person ORDER BY 1" ] ;
      rml:subjectMap [ rml:template "http://example.org/{person_id}" ; rml:class ex:Person ] .`;
    const delivered = {
      path: 'hospital.sqlite',
      location: file,
      read: () => Promise.reject(new Error('not read')),
    };
    const { lines, failures } = await runRml(mapping, [delivered]);
    assert.deepEqual(failures, []);
    assert.equal(lines.length, 2);
  });

  it('tells table and row of a value that makes no term', async () => {
    const mapping = `[] rml:logicalSource [ rml:referenceFormulation rml:SQL2008Table ; rml:iterator "person" ] ;
      rml:subjectMap [ rml:reference "Name" ; rml:termType rml:IRI ] ;
      rml:predicateObjectMap [ rml:predicate ex:p ; rml:object ex:o ] .`;
    const { failures } = await runRml(mapping, [], { database: postgres });
    assert.deepEqual(failures[0]?.place, { file: 'postgresql', table: 'person', row: 1, column: 'Name' });
  });

  it('reads what does not fit into memory at once, and may be left before the end', async () => {
    const { rows } = await postgres.rows("SELECT i, repeat('x', 100) FROM generate_series(1, 5001) AS i");
    let count = 0;
    for await (const [cell] of rows) {
      assert.equal(typeof cell === 'object' ? cell.lexical : cell, String(++count));
      if (count === 4500) break;
    }
    assert.deepEqual(await columnOf(postgres, 'SELECT count(*) FROM generate_series(1, 5001)'), ['5001']);
  });

  it('writes values of PostgreSQL as XML Schema does, whatever the server is set to', async () => {
    const values: [sql: string, lexical: string][] = [
      ["'\\x00ff'::bytea", '00FF'],
      ["'2009-10-10 12:12:22.500+02'::timestamptz", '2009-10-10T10:12:22.5Z'],
      ["'12:00:00+02'::timetz", '12:00:00+02:00'],
      ["'0044-03-15 BC'::date", '-0043-03-15'],
      ["'infinity'::date", 'infinity'],
      ["'NaN'::float8", 'NaN'],
      ["'-Infinity'::float8", '-INF'],
      ['80.500::numeric', '80.5'],
      ["'a'::char(3)", 'a  '],
      ['NULL', 'undefined'],
    ];
    for (const [sql, lexical] of values)
      assert.deepEqual((await columnOf(postgres, `SELECT ${sql}`)).map(String), [lexical], sql);
  });

  it('writes nothing: neither by a statement behind the query, nor by a function, nor into the file', async () => {
    for (const query of [
      'SELECT 1; DROP TABLE person',
      'DROP TABLE person',
      "SELECT set_config('x.y', nextval('s')::text, false)",
    ])
      await assert.rejects(postgres.rows(query), { code: 'unreadable-source' });
    for (const query of [
      'DROP TABLE person',
      "ATTACH DATABASE 'x' AS y",
      'SELECT 1) ; DELETE FROM person --',
    ]) {
      await assert.rejects(async () => columnOf(sqlite, query), { code: 'unreadable-source' });
    }
    for (const database of databases)
      assert.equal((await columnOf(database, 'SELECT person_id FROM person')).length, 2);
  });

  it('goes on after a query that fails, and quotes no value of the data', async () => {
    await assert.rejects(columnOf(postgres, 'SELECT "Name"::integer FROM person'), (error: Error) => {
      assert.match(error.message, /22P02/);
      assert.doesNotMatch(error.message, /quoted/);
      return true;
    });
    await assert.rejects(postgres.rows('SELECT nothing FROM person'), /column "nothing" does not exist/);
    assert.deepEqual(await columnOf(postgres, 'SELECT 1'), ['1']);
  });

  it('reports columns and tables that are not there, and a database that was not given', async () => {
    const mapping = (table: string): string => `
      [] rml:logicalSource [ rml:referenceFormulation rml:SQL2008Table ; rml:iterator "${table}" ] ;
        rml:subjectMap [ rml:template "http://example.org/{absent}" ; rml:class ex:Person ] .`;
    for (const database of databases) {
      const { failures } = await runRml(mapping('person'), [], { database });
      assert.match(failures[0]?.message ?? '', /not exactly one column "absent"/);
      assert.equal((await runRml(mapping('nothing'), [], { database })).failures.length, 1);
    }
    const { failures } = await runRml(mapping('person'), []);
    assert.match(failures[0]?.message ?? '', /none was given/);
  });

  it('names neither address nor password of a database that cannot be reached', async () => {
    const wrong = new PostgresqlDatabase(server.url.replace(/:[0-9a-f]+@/, ':wrongpassword@'));
    await assert.rejects(wrong.rows('SELECT 1'), (error: Error) => {
      assert.match(error.message, /cannot be reached \(28P01\)/);
      assert.doesNotMatch(`${JSON.stringify(error)} ${error.stack ?? ''}`, /wrongpassword|127\.0\.0\.1/);
      return true;
    });
    await wrong.close();
  });
});

describe('names and values of SQL', () => {
  it('reads table names as databases do, then letter by letter', () => {
    assert.deepEqual(tableQueries('IOUs'), ['SELECT * FROM IOUs', 'SELECT * FROM "IOUs"']);
    assert.deepEqual(tableQueries('cdm."My Table"'), [
      'SELECT * FROM cdm."My Table"',
      'SELECT * FROM "cdm"."My Table"',
    ]);
    assert.deepEqual(tableQueries('x; DROP TABLE y'), ['SELECT * FROM "x; DROP TABLE y"']);
    assert.deepEqual(tableQueries('a"b'), ['SELECT * FROM "a""b"']);
  });

  it('finds columns letter by letter, then without regard to case', () => {
    assert.equal(columnNamed(['id', 'ID'], 'ID'), 1);
    assert.equal(columnNamed(['id'], 'ID'), 0);
    assert.equal(columnNamed(['id'], '"ID"'), undefined);
    assert.equal(columnNamed(['Id', 'ID'], 'id'), undefined);
    assert.equal(columnNamed(['a.b'], 'a.b'), 0);
  });

  it('leaves as text what a datatype cannot hold', () => {
    assert.equal(naturalValue('date', '10.10.1981'), '10.10.1981');
    assert.equal(naturalValue('integer', '1.0'), '1.0');
    assert.equal(naturalValue('boolean', 'perhaps'), 'perhaps');
  });
});
