import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { isomorphic } from 'rdf-isomorphic';
import { readFiles } from '../../server/cli/read-files.ts';
import type { MeridianError } from '../../server/errors.ts';
import type { Lifted, Lifter, SourceFile } from '../../server/lift/lifter.ts';
import { createLifter } from '../../server/lift/rml-lifter.ts';
import { loadOntology } from '../../server/ontology/load-ontology.ts';
import { wordPatterns } from '../../server/ontology/word-patterns.ts';
import { readDelivery } from '../../server/publish/delivery.ts';
import { loadMappingSets } from '../../server/rdf/sssom.ts';
import { runCommand } from '../support/run-command.ts';
import type { RunningPostgres } from '../support/running-postgres.ts';
import { startPostgres } from '../support/running-postgres.ts';
import { shared, skipUnless } from '../support/shared.ts';

const root = join(import.meta.dirname, '..', '..');
const instance = 'data/omop/synthea27nj';
const context = { provider: 'north', base: 'http://node.example.org', key: new Uint8Array(32).fill(7) };

/** Types of the OMOP CDM by the ends of column names; numbers stand as they were written, in NUMERIC. */
function typeOf(column: string): string {
  if (/^(?:value_as_number|range_low|range_high|quantity)$/.test(column)) return 'NUMERIC';
  if (column.endsWith('_date')) return 'DATE';
  if (column.endsWith('_datetime')) return 'TIMESTAMP';
  return /^(?:\w*_id|(?:year|month|day)_of_birth)$/.test(column) ? 'INTEGER' : 'TEXT';
}

describe('an OMOP instance', { skip: skipUnless(instance) }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'meridian-omop-'));
  let lifter: Lifter;
  let names: readonly string[];
  let csv: readonly SourceFile[];
  let expected: Lifted;

  /** Where a table lies as CSV. */
  const tableAt = (name: string): string => join(shared(instance) ?? '', `${name}.csv`);
  const headerOf = (name: string): string[] =>
    (readFileSync(tableAt(name), 'utf8').split('\n')[0] ?? '').trim().split(',');

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
    const read = lifter.sources.find(({ name }) => name === 'omop')?.tables ?? [];
    const there = readdirSync(shared(instance) ?? '');
    names = read.filter((name) => there.includes(`${name}.csv`));
    csv = names.map((name) => {
      const bytes = readFileSync(tableAt(name));
      return { path: `${name}.csv`, read: () => Promise.resolve(bytes) };
    });
    expected = await lifter.lift('omop', csv, context);
    assert.deepEqual(expected.failures, []);
    assert.ok(expected.record.length > 1000);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function assertSame(files: readonly SourceFile[]): Promise<void> {
    const lifted = await lifter.lift('omop', files, context);
    assert.deepEqual(lifted.failures, []);
    assert.equal(lifted.record.length, expected.record.length);
    assert.ok(isomorphic([...lifted.record], [...expected.record]), 'the record planes differ');
    assert.ok(isomorphic([...lifted.catalogue], [...expected.catalogue]), 'the catalogue planes differ');
    assert.deepEqual(
      lifted.unmapped.map(({ value, records }) => `${value} ${records}`).sort(),
      expected.unmapped.map(({ value, records }) => `${value} ${records}`).sort(),
    );
  }

  const local = (...paths: string[]): Promise<SourceFile[]> =>
    readFiles(paths, { tables: [], failure: assert.ifError, signal: new AbortController().signal });

  it('gives the same graph as compressed files', async () => {
    const packed = csv.map(async (file) => {
      const bytes = gzipSync(await file.read());
      return { path: `omop/${file.path.toLowerCase()}.gz`, read: () => Promise.resolve(bytes) };
    });
    await assertSame(await Promise.all(packed));
  });

  it('gives the same graph as Parquet files and as a DuckDB file, of typed columns', async () => {
    const path = join(folder, 'omop.duckdb');
    const database = await DuckDBInstance.create(path);
    const connection = await database.connect();
    await connection.run('CREATE SCHEMA cdm');
    for (const name of names) {
      // A decimal of DuckDB has one scale for the whole column; 48.1 would become 48.10.
      const cells = headerOf(name).map((column) => {
        const type = typeOf(column);
        return `CAST("${column}" AS ${type === 'NUMERIC' ? 'TEXT' : type}) AS "${column}"`;
      });
      const rows = `read_csv('${tableAt(name)}', all_varchar = true, header = true)`;
      await connection.run(
        `CREATE TABLE cdm.${name.toLowerCase()} AS SELECT ${cells.join(', ')} FROM ${rows}`,
      );
      await connection.run(
        `COPY cdm.${name.toLowerCase()} TO '${join(folder, `${name}.parquet`)}' (FORMAT parquet)`,
      );
    }
    connection.closeSync();
    database.closeSync();
    await assertSame(await local(path));
    await assertSame(await local(...names.map((name) => join(folder, `${name}.parquet`))));
  });

  it('gives the same graph as a SQLite file', async () => {
    const path = join(folder, 'omop.sqlite');
    const database = new DatabaseSync(path);
    for (const [index, name] of names.entries()) {
      const header = headerOf(name);
      const types: Record<string, string> = { INTEGER: 'INTEGER' };
      const columns = header.map((column) => `"${column}" ${types[typeOf(column)] ?? 'TEXT'}`);
      database.exec(`CREATE TABLE ${name} (${columns.join(', ')})`);
      const insert = database.prepare(`INSERT INTO ${name} VALUES (${header.map(() => '?').join(', ')})`);
      const text = Buffer.from((await csv[index]?.read()) ?? '').toString();
      // No cell of these tables holds a line break.
      const rows = text.trim().split('\n').slice(1);
      database.exec('BEGIN');
      for (const row of rows) insert.run(...splitRow(row).map((cell) => (cell === '' ? null : cell)));
      database.exec('COMMIT');
    }
    database.close();
    await assertSame(await local(path));
  });

  describe('in a live PostgreSQL', () => {
    let postgres: RunningPostgres;
    let client: pg.Client;
    const failures: MeridianError[] = [];
    const fill = (name: string): Promise<void> =>
      pipeline(
        [readFileSync(tableAt(name))],
        client.query(from(`COPY cdm.${name} FROM STDIN (FORMAT csv, HEADER)`)),
      );
    const address = (more = '?schema=cdm'): string => `${postgres.url}${more}`;

    before(async () => {
      postgres = await startPostgres();
      client = new pg.Client(postgres.url);
      await client.connect();
      await client.query('CREATE SCHEMA cdm');
      for (const name of names) {
        const columns = headerOf(name).map((column) => `${column} ${typeOf(column)}`);
        await client.query(`CREATE TABLE cdm.${name} (${columns.join(', ')})`);
        await fill(name);
      }
    });
    after(async () => {
      await client.end();
      await postgres.stop();
    });

    async function collected(
      work: (files: readonly SourceFile[]) => Promise<void>,
      at = address(),
    ): Promise<void> {
      const ending = new AbortController();
      failures.length = 0;
      try {
        const failure = (error: MeridianError): unknown => failures.push(error);
        await work(await readFiles([at], { tables: names, failure, signal: ending.signal }));
      } finally {
        ending.abort();
      }
    }

    it('gives the same graph as its CSV files', async () => {
      await collected(async (files) => {
        assert.deepEqual(files.map(({ path }) => path).sort(), names.map((name) => `${name}.csv`).sort());
        await assertSame(files);
      });
      assert.deepEqual(failures, []);
    });

    it('is of one moment, also where someone writes meanwhile', async () => {
      await collected(async (files) => {
        await client.query('DELETE FROM cdm.person');
        try {
          await assertSame(files);
        } finally {
          await fill('PERSON');
        }
      });
    });

    it('leaves no connection behind, also where a table is read in part', async () => {
      await collected(async (files) => {
        const file = files.find(({ path }) => path === 'MEASUREMENT.csv');
        for await (const piece of file?.stream?.() ?? []) {
          assert.ok(piece.length > 0);
          break;
        }
      });
      const count = async (): Promise<number> => {
        const { rows } = await client.query<{ n: number }>(
          "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'meridian'",
        );
        return rows[0]?.n ?? -1;
      };
      while ((await count()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    });

    const password = (): string => new URL(postgres.url).password;
    const wrong: Readonly<Record<string, readonly [() => string, RegExp]>> = {
      'a wrong password': [
        () => address().replace(password(), 'sesame'),
        /refuses the password.*|~\/\.pgpass/,
      ],
      'a database that is not there': [
        () => address().replace('/postgres?', '/nowhere?'),
        /no such database/,
      ],
      'a schema without the tables': [() => address('?schema=other'), /none of the tables/],
      'a port on which nothing listens': [
        () => address().replace(`:${new URL(postgres.url).port}/`, ':1/'),
        /Nothing listens/,
      ],
      'a server without encryption': [() => address('?schema=cdm&sslmode=require'), /does not encrypt/],
    };
    for (const [fault, [at, said]] of Object.entries(wrong)) {
      it(`says what to do about ${fault}, and shows no password`, async () => {
        await collected((files) => {
          assert.deepEqual(files, []);
          return Promise.resolve();
        }, at());
        assert.equal(failures.length, 1);
        assert.match(failures[0]?.message ?? '', said);
        assert.ok(failures[0]?.advice);
        assert.match(failures[0].place?.file ?? '', /^postgresql:\/\/127\.0\.0\.1:\d+\/\w+$/);
        const all = JSON.stringify([
          failures,
          failures[0].message,
          failures[0].cause ?? '',
          failures[0].stack,
        ]);
        assert.ok(!all.includes(password()) && !all.includes('sesame') && !all.includes('meridian:'));
      });
    }

    it('says of a table that takes too long how to allow for it', async () => {
      await client.query('CREATE SCHEMA slow');
      await client.query('CREATE VIEW slow.person AS SELECT pg_sleep(30)::text AS person_id');
      await collected(async ([file]) => {
        await assert.rejects(file?.read() ?? Promise.resolve(), (error: MeridianError) => {
          assert.match(error.advice ?? '', /timeout=SECONDS/);
          return error.place?.table === 'PERSON';
        });
      }, address('?schema=slow&timeout=0.1'));
    });

    it('says of a table that may not be read which one it is', async () => {
      await client.query("CREATE ROLE guest LOGIN PASSWORD 'guest'; GRANT USAGE ON SCHEMA cdm TO guest");
      await client.query(
        'GRANT SELECT ON ALL TABLES IN SCHEMA cdm TO guest; REVOKE SELECT ON cdm.person FROM guest',
      );
      const at = address().replace(/\/\/[^@]+@/, '//guest:guest@');
      await collected(async (files) => {
        const lifted = await lifter.lift('omop', files, context);
        assert.deepEqual([...new Set(lifted.failures.map(({ place }) => place?.table))], ['PERSON']);
        assert.match(lifted.failures[0]?.advice ?? '', /GRANT/);
      }, at);
    });

    it('is lifted by the command line, with the password from the environment', async () => {
      const at = address().replace(`:${password()}@`, '@');
      const { code, out, error } = await runCommand(['lift', 'omop', at, '--plane', 'record'], {
        environment: { PGPASSWORD: password() },
      });
      assert.equal(code, 0, error);
      assert.ok(out.length > 10_000);
      assert.ok(!`${out}${error}`.includes(password()));
    });

    it('is said by the command line to be out of reach, without the password', async () => {
      const at = address().replace(`:${new URL(postgres.url).port}/`, ':1/');
      const { code, error } = await runCommand(['validate', at]);
      assert.equal(code, 2);
      assert.match(error, /Nothing listens there/);
      assert.ok(!error.includes(password()));
    });

    it('is sent to a node as files, and its address stays here', async () => {
      const delivery = join(folder, 'delivery');
      mkdirSync(delivery);
      writeFileSync(
        join(delivery, 'delivery.yaml'),
        `# was ${address()}\nsources:\n  - source: omop\n    files: ['${address()}']\n`,
      );
      const { promise, resolve } = Promise.withResolvers<Buffer>();
      const node = createServer((request, response) => {
        void buffer(request).then((body) => {
          resolve(body);
          response.setHeader('content-type', 'application/json').end('{}');
        });
      });
      await new Promise<void>((listening) => node.listen(0, '127.0.0.1', listening));
      const bound = node.address();
      const port = typeof bound === 'object' ? (bound?.port ?? 0) : 0;
      try {
        const to = `http://127.0.0.1:${port}/providers/north/submissions/main`;
        const { code, error } = await runCommand(['publish', delivery, '--to', to], {
          environment: { MERIDIAN_TOKEN: 'token' },
        });
        assert.equal(code, 0, error);
        const limits = { files: 100, fileBytes: 1 << 28, totalBytes: 1 << 28 };
        const body = await promise;
        assert.ok(!gunzipSync(body).includes(password()));
        const { sources } = await readDelivery(body, 'application/x-tar', limits);
        assert.deepEqual(
          sources.map(({ source }) => source),
          ['omop'],
        );
        const sent = sources[0]?.files ?? [];
        await assertSame(sent.map(({ path, bytes }) => ({ path, read: () => Promise.resolve(bytes) })));
      } finally {
        node.close();
      }
    });
  });
});

/** The cells of a row; quotes stand around whole cells only. */
function splitRow(row: string): string[] {
  return [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? (plain ?? '').trimEnd(),
  );
}
