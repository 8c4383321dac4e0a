import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Lifted, Lifter } from '../../server/lift/lifter.ts';
import { defaultPrivacyPolicy } from '../../server/lift/privacy/privacy-policy.ts';
import { createLifter } from '../../server/lift/rml-lifter.ts';
import { loadOntology } from '../../server/ontology/load-ontology.ts';
import { wordPatterns } from '../../server/ontology/word-patterns.ts';
import { loadMappingSets } from '../../server/rdf/sssom.ts';
import type { NamedNode } from '../../server/rdf/terms.ts';
import { eucaim, mer, rdf, recordClasses } from '../../server/rdf/vocabulary.ts';
import { ontologyFolder, sssomFolder } from '../support/ontology.ts';
import type { CaseOutcome } from './suites.ts';

const run = promisify(execFile);
const mappingsFolder = join(import.meta.dirname, '..', '..', 'mappings');

/** The release of the package that the rows of `mappings/sssom/idc-*` were read in. */
const release = 'idc-index-data==25.0.5';
const seed = process.env['MERIDIAN_IDC_SEED'] ?? '1';
/** At once; `MERIDIAN_IDC_SERIES=all` takes the whole index, so many at a time. */
const batch = 100_000;
/** A value of so many series in the whole index, or more, has been read by somebody. */
const often = 101;

/** The columns that are looked up, by attribute. */
const columns = { modality: 'Modality', bodyPart: 'BodyPartExamined', vendor: 'Manufacturer' } as const;
type Name = keyof typeof columns;
const properties: Readonly<Record<Name, NamedNode>> = {
  modality: eucaim.hasImageModality,
  bodyPart: eucaim.hasImageBodyPart,
  vendor: eucaim.hasEquipmentManufacturer,
};
const names = Object.keys(columns) as readonly Name[];

/**
 * A million real series: the public index of the NCI Imaging Data Commons, from PyPI. Some of them, by a seed, or all
 * are lifted; the shares of modalities, body parts and manufacturers that have a meaning are printed. It fails where a
 * value that more than 100 series of the whole index have has none. Needs python3 and PyPI.
 */
export const suites: Readonly<Record<string, () => AsyncIterable<CaseOutcome>>> = { idc: runIdc };

async function* runIdc(): AsyncIterable<CaseOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'meridian-idc-'));
  try {
    const index = await fetchIndex(folder);
    if ('reason' in index) {
      yield { id: 'idc', outcome: 'skipped', reason: index.reason };
      return;
    }
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const lifter = await openLifter();
    const work = { connection, lifter, folder, from: `read_parquet('${index.path}')` };
    yield* liftSeries(work);
    yield* readOftenMet(work);
    connection.closeSync();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Work {
  readonly connection: DuckDBConnection;
  readonly lifter: Lifter;
  readonly folder: string;
  /** The index, as SQL names it. */
  readonly from: string;
}

/** How series stand to an attribute. */
interface Tally {
  concept: number;
  outside: number;
  unread: number;
}

async function* liftSeries(work: Work): AsyncIterable<CaseOutcome> {
  const all = Number(await only(work.connection, `SELECT count(*) FROM ${work.from}`));
  const asked = process.env['MERIDIAN_IDC_SERIES'] ?? String(batch);
  const wanted = asked === 'all' ? all : Math.min(all, Number(asked));
  const tallies = new Map(names.map((name): [Name, Tally] => [name, { concept: 0, outside: 0, unread: 0 }]));
  const unread = new Map<string, number>();
  const failures: string[] = [];
  let series = 0;
  for (let at = 0; at < wanted; at += batch) {
    const rows = `SELECT * FROM ${work.from} ORDER BY md5(SeriesInstanceUID || '${seed}') LIMIT ${Math.min(batch, wanted - at)} OFFSET ${at}`;
    const lifted = await lift(work, rows, `batch-${at}`);
    series += count(lifted, tallies);
    failures.push(...lifted.failures.map(({ message }) => message));
    for (const name of names) {
      for (const [value, times] of await unreadValues(work, lifted, name)) {
        const key = `${name} "${value}"`;
        unread.set(key, (unread.get(key) ?? 0) + times);
      }
    }
  }
  console.log(`idc: ${series} of ${all} series (seed ${seed})`);
  for (const [name, tally] of tallies) console.log(`idc: ${name}: ${shares(tally, series)}`);
  for (const [value, times] of [...unread].sort((a, b) => b[1] - a[1]))
    console.log(`idc: no meaning: ${value}, ${times} series`);
  const faults = [
    ...failures,
    ...(series === wanted ? [] : [`${series} series in the graph, ${wanted} in the index`]),
  ];
  yield faults.length === 0
    ? { id: `${wanted} series lift`, outcome: 'passed' }
    : { id: `${wanted} series lift`, outcome: 'failed', reason: faults.slice(0, 10).join('\n  ') };
}

/** One series for each value that many have, lifted like the others: what has no meaning is named with its number. */
async function* readOftenMet(work: Work): AsyncIterable<CaseOutcome> {
  for (const name of names) {
    const column = columns[name];
    const met = `SELECT ${column} FROM ${work.from} WHERE ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) >= ${often}`;
    const rows = `SELECT DISTINCT ON (${column}) * FROM ${work.from} WHERE ${column} IN (${met})`;
    const lifted = await lift(work, rows, `often-${name}`);
    const values = Number(await only(work.connection, `SELECT count(*) FROM (${met})`));
    const missing = [...(await unreadValues(work, lifted, name)).keys()].map((value) => `"${value}"`);
    const id = `${name}: all ${values} values of more than ${often - 1} series are read`;
    yield missing.length === 0
      ? { id, outcome: 'passed' }
      : { id, outcome: 'failed', reason: missing.join('\n  ') };
  }
}

/** The values of an attribute without a meaning, by the series that are marked so, with how many of these have them. */
async function unreadValues(
  { connection, from }: Work,
  { record }: Lifted,
  name: Name,
): Promise<ReadonlyMap<string, number>> {
  const uids = record
    .filter(({ predicate, object }) => predicate.equals(mer.unmapped) && nameOf(object.value) === name)
    .map(({ subject }) => `'${subject.value.split('/').at(-1) ?? ''}'`);
  if (uids.length === 0) return new Map();
  const sql = `SELECT ${columns[name]}::VARCHAR, count(*)::VARCHAR FROM ${from} WHERE SeriesInstanceUID IN (${uids.join(', ')}) GROUP BY 1`;
  const reader = await connection.runAndReadAll(sql);
  return new Map(reader.getRowsJson().map(([value, times]) => [text(value), Number(times)]));
}

/** Lifts the rows of a query, as a table of the name that the source reads. */
async function lift({ connection, lifter, folder }: Work, rows: string, name: string): Promise<Lifted> {
  await mkdir(join(folder, name));
  const location = join(folder, name, 'idc_index.parquet');
  await connection.run(`COPY (${rows}) TO '${location}' (FORMAT parquet)`);
  const read = async (): Promise<Uint8Array> => new Uint8Array(await readFile(location));
  // Series keep their UID, which is public here: so what is marked in the graph is found in the index.
  const privacy = { ...defaultPrivacyPolicy, uids: 'keep' } as const;
  const key = new Uint8Array(32).fill(1);
  const context = { provider: 'idc', base: 'http://node.example.org', key, privacy };
  const lifted = await lifter.lift('idc', [{ path: 'idc_index.parquet', location, read }], context);
  await rm(join(folder, name), { recursive: true });
  return lifted;
}

/** Adds to the tallies; gives the number of series. */
function count({ record }: Lifted, tallies: ReadonlyMap<Name, Tally>): number {
  const byProperty = new Map(names.map((name) => [properties[name].value, tallies.get(name)]));
  const byName = new Map<string, Tally>(tallies);
  let series = 0;
  for (const { predicate, object } of record) {
    if (predicate.equals(rdf.type) && object.equals(recordClasses.series)) series++;
    const tally = byProperty.get(predicate.value);
    if (tally !== undefined) tally[object.equals(mer.NotInScheme) ? 'outside' : 'concept']++;
    if (!predicate.equals(mer.unmapped)) continue;
    const unread = byName.get(nameOf(object.value));
    if (unread !== undefined) unread.unread++;
  }
  return series;
}

function shares({ concept, outside, unread }: Tally, series: number): string {
  const stated = concept + outside + unread;
  const share = (part: number): string => `${((100 * part) / Math.max(1, stated)).toFixed(2)} %`;
  return `${stated} of ${series} have a value; of these ${share(concept)} mean a concept, ${share(outside)} were reviewed and lie outside, ${share(unread)} have no meaning`;
}

async function openLifter(): Promise<Lifter> {
  const ontology = await loadOntology({ ontologyFolder, sssomFolder });
  return createLifter({
    mappingsFolder,
    ontology,
    mappingSets: loadMappingSets(sssomFolder),
    attributes: ontology.attributes,
    wordPatterns: wordPatterns(ontology.quads),
  });
}

/** The index out of the package, in an environment of its own; why not, where there is none to be had. */
async function fetchIndex(folder: string): Promise<{ path: string } | { reason: string }> {
  const environment = join(folder, 'venv');
  try {
    await run('python3', ['-m', 'venv', environment]);
  } catch {
    return { reason: 'python3 with its module venv is absent' };
  }
  const python = join(environment, 'bin', 'python');
  try {
    await run(python, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--no-deps',
      '--disable-pip-version-check',
      release,
    ]);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const line = said.split('\n').find((text) => text.includes('ERROR')) ?? 'pip failed';
    return { reason: `PyPI does not give ${release}: ${line}` };
  }
  const script = "import sysconfig; print(sysconfig.get_paths()['purelib'])";
  const { stdout } = await run(python, ['-c', script]);
  return { path: join(stdout.trim(), 'idc_index_data', 'idc_index.parquet') };
}

/** Of an attribute, by its IRI. */
function nameOf(attribute: string): string {
  return attribute.split('#').at(-1) ?? '';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function only(connection: DuckDBConnection, sql: string): Promise<unknown> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowsJson()[0]?.[0];
}
