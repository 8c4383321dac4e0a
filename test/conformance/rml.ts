import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'n3';
import pg from 'pg';
import { isomorphic } from 'rdf-isomorphic';
import { MeridianError } from '../../server/errors.ts';
import type { SourceFile } from '../../server/lift/lifter.ts';
import { readMapping } from '../../server/lift/rml/read-mapping.ts';
import { runMapping } from '../../server/lift/rml/run-mapping.ts';
import type { Database } from '../../server/lift/sources/database.ts';
import { PostgresqlDatabase } from '../../server/lift/sources/postgresql-database.ts';
import { openSource } from '../../server/lift/sources/open-source.ts';
import { filesNamed } from '../../server/lift/sources/source-files.ts';
import type { Quad } from '../../server/rdf/terms.ts';
import { namedNode, quad } from '../../server/rdf/terms.ts';
import { startPostgres } from '../support/running-postgres.ts';
import { shared } from '../support/shared.ts';
import { skips } from './skips.ts';

export interface CaseOutcome {
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly reason?: string;
}

interface Case {
  readonly id: string;
  readonly folder: string;
  readonly baseIri: string;
  readonly expectsError: boolean;
}

/** The RML suites by name: the RML-Core cases, and those of the older vocabulary for the formats read here. */
export const suites: Record<string, () => AsyncIterable<CaseOutcome>> = {
  'rml-core': () => run('rml-core', coreCases()),
  'rml-legacy-csv': () => run('rml-legacy-csv', legacyCases('CSV')),
  'rml-legacy-json': () => run('rml-legacy-json', legacyCases('JSON')),
  'rml-legacy-xml': () => run('rml-legacy-xml', legacyCases('XML')),
  'rml-legacy-postgresql': () => runOverPostgres('rml-legacy-postgresql', legacyCases('PostgreSQL')),
  'rml-legacy-sparql': () => run('rml-legacy-sparql', legacyCases('SPARQL')),
};

/** One server for all cases; each begins with an empty schema and its own tables. */
async function* runOverPostgres(suite: string, cases: readonly Case[]): AsyncGenerator<CaseOutcome> {
  if (cases.length === 0) return;
  const server = await startPostgres();
  const client = new pg.Client(server.url);
  await client.connect();
  try {
    yield* run(suite, cases, async (each) => {
      await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      // The suite writes binary values with the backslashes of older releases.
      await client.query('SET standard_conforming_strings = off');
      await client.query(readFileSync(join(each.folder, 'resource.sql'), 'utf8'));
      return new PostgresqlDatabase(server.url);
    });
  } finally {
    await client.end();
    await server.stop();
  }
}

type OpenDatabase = (each: Case) => Promise<Database | undefined>;
const noDatabase: OpenDatabase = () => Promise.resolve(undefined);

async function* run(
  suite: string,
  cases: readonly Case[],
  open: OpenDatabase = noDatabase,
): AsyncGenerator<CaseOutcome> {
  for (const each of cases) {
    const skip = skips.find((entry) => entry.suite === suite && entry.ids.test(each.id));
    if (skip !== undefined) {
      yield { id: each.id, outcome: 'skipped', reason: skip.reason };
      continue;
    }
    const database = await open(each);
    const reason = await faultOf(each, database);
    await database?.close();
    yield {
      id: each.id,
      outcome: reason === undefined ? 'passed' : 'failed',
      ...(reason === undefined ? {} : { reason }),
    };
  }
}

function coreCases(): Case[] {
  const folder = shared('suites/rml/rml-core');
  if (folder === undefined) return [];
  return table(join(folder, 'metadata.csv')).map((row) => ({
    id: row['ID'] ?? '',
    folder: join(folder, row['ID'] ?? ''),
    baseIri: row['base_iri'] ?? '',
    expectsError: row['error'] === 'true',
  }));
}

function legacyCases(format: string): Case[] {
  const folder = shared('suites/rml/rml-legacy');
  const metadata = shared('suites/rml/rml-legacy-metadata.csv');
  if (folder === undefined || metadata === undefined) return [];
  const errors = new Set(
    table(metadata)
      .filter((row) => row['error expected?'] === 'true')
      .map((row) => row['RML id']),
  );
  return readdirSync(folder)
    .filter((name) => name.endsWith(`-${format}`))
    .sort()
    .map((id) => ({
      id,
      folder: join(folder, id),
      // The mappings of this suite state no base; the expected output has that of the documents.
      baseIri: 'http://example.com/base/',
      expectsError: errors.has(id),
    }));
}

/** What is wrong with a case; nothing where it passes. */
async function faultOf(each: Case, database: Database | undefined): Promise<string | undefined> {
  const failures: MeridianError[] = [];
  const quads: Quad[] = [];
  try {
    await lift(each, database, quads, failures);
  } catch (error) {
    if (!(error instanceof MeridianError)) return String(error instanceof Error ? error.stack : error);
    failures.push(error);
  }
  const [failure] = failures;
  if (each.expectsError) return failure === undefined ? 'an error was expected and none came' : undefined;
  const file = join(each.folder, 'output.nq');
  const expected = existsSync(file)
    ? new Parser({ format: 'N-Quads' }).parse(tolerant(readFileSync(file, 'utf8')))
    : [];
  if (isomorphic(unique(quads), unique(expected))) return undefined;
  return `${failure?.message ?? 'the graphs differ'}; ${quads.length} statements, expected ${expected.length}`;
}

async function lift(
  each: Case,
  database: Database | undefined,
  quads: Quad[],
  failures: MeridianError[],
): Promise<void> {
  const mapping = readMapping(readFileSync(join(each.folder, 'mapping.ttl'), 'utf8'), 'mapping.ttl');
  const files = readdirSync(each.folder).map((path): SourceFile => ({
    path,
    read: () => Promise.resolve(readFileSync(join(each.folder, path))),
  }));
  await runMapping(mapping, {
    baseIri: each.baseIri,
    open(source) {
      if (database === undefined && filesNamed(files, source.file).length === 0) {
        throw new MeridianError('unreadable-source', `There is no file ${source.file}.`);
      }
      return openSource(source, {
        files,
        ...(database === undefined ? {} : { database }),
        failure: (error) => failures.push(error),
        note: () => undefined,
      });
    },
    execution() {
      throw new MeridianError('bad-mapping', 'The suites call no functions.');
    },
    sink: {
      subject: () => undefined,
      triple: (subject, predicate, object, graph) => {
        const safe =
          subject.termType === 'NamedNode' ? namedNode(tolerant(`<${subject.value}>`).slice(1, -1)) : subject;
        quads.push(quad(safe, predicate, object, graph as Quad['graph']));
      },
    },
    failure: (error) => failures.push(error),
  });
}

/** Unsafe IRIs may hold spaces, which no N-Quads parser reads; both sides of the comparison write them encoded. */
function tolerant(nquads: string): string {
  return nquads.replace(/<[^<>"\n]*>/g, (iri) => iri.replaceAll(' ', '%20'));
}

function unique(quads: readonly Quad[]): Quad[] {
  return [...new Map(quads.map((each) => [JSON.stringify(each), each])).values()];
}

/** A small CSV with quotes, as records by column name. */
function table(file: string): Record<string, string>[] {
  const rows = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2] ?? ''),
    );
  const [header = [], ...body] = rows;
  return body.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}
