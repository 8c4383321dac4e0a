import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildRelease } from '../../server/ontology/release/build-release.ts';
import { ontologyFolder, sssomFolder } from '../support/ontology.ts';
import type { CaseOutcome } from './suites.ts';

const run = promisify(execFile);
const source = join(import.meta.dirname, 'owl');

/**
 * The released ontology in the hands of the tools that OWL people use: the OWL API loads it, finds nothing outside
 * OWL 2 DL, and HermiT finds it consistent, with no class that can have no member. Needs Java 17, Maven and, the first
 * time, Maven Central.
 */
export const suites: Readonly<Record<string, () => AsyncIterable<CaseOutcome>>> = { owl: runOwl };

async function* runOwl(): AsyncIterable<CaseOutcome> {
  const absent = await missingTool();
  if (absent !== undefined) {
    yield { id: 'owl-2-dl', outcome: 'skipped', reason: absent };
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'meridian-owl-'));
  try {
    const jars = join(folder, 'jars');
    const reason = await fetchJars(jars);
    if (reason !== undefined) {
      yield { id: 'owl-2-dl', outcome: 'skipped', reason };
      return;
    }
    const { files, header } = await buildRelease({ ontologyFolder, sssomFolder });
    const name = [...files.keys()].find((file) => file.endsWith('.owl')) ?? '';
    const file = join(folder, name);
    await writeFile(file, files.get(name) ?? '');
    yield* judge(await check(jars, file), header.versionIri);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is said about the file, by word. */
type Answers = ReadonlyMap<string, readonly string[]>;

async function check(jars: string, file: string): Promise<Answers> {
  const args = ['-Xmx2g', '-cp', join(jars, '*'), join(source, 'CheckOwl.java'), file];
  const { stdout } = await run('java', args, { maxBuffer: 64 * 1024 * 1024 });
  const answers = new Map<string, string[]>();
  for (const line of stdout.split('\n').filter((text) => text !== '')) {
    const [word = '', ...value] = line.split('\t');
    answers.set(word, [...(answers.get(word) ?? []), value.join('\t')]);
  }
  return answers;
}

function* judge(answers: Answers, versionIri: string): Iterable<CaseOutcome> {
  const only = (word: string): string => answers.get(word)?.[0] ?? '';
  const judged = (id: string, reasons: readonly string[]): CaseOutcome =>
    reasons.length === 0
      ? { id, outcome: 'passed' }
      : { id, outcome: 'failed', reason: reasons.join('\n  ') };
  const wrongVersion = only('version') === versionIri ? [] : [`the version is ${only('version')}`];
  yield judged(`loads (${only('classes')} classes, ${only('axioms')} axioms)`, wrongVersion);
  yield judged('is in OWL 2 DL', answers.get('violation') ?? []);
  yield judged('is consistent', only('consistent') === 'true' ? [] : ['HermiT finds a contradiction']);
  const unsatisfiable = only('unsatisfiable')
    .split(' ')
    .filter((iri) => iri !== '');
  yield judged(
    'has no unsatisfiable class',
    answers.has('unsatisfiable') ? unsatisfiable : ['not classified'],
  );
}

async function missingTool(): Promise<string | undefined> {
  for (const [tool, flag] of [
    ['java', '-version'],
    ['mvn', '-version'],
  ] as const) {
    try {
      await run(tool, [flag]);
    } catch {
      return `${tool} is absent`;
    }
  }
  return undefined;
}

/** The OWL API and HermiT out of Maven's own repository or Maven Central; why not, where neither has them. */
async function fetchJars(folder: string): Promise<string | undefined> {
  await mkdir(folder);
  try {
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${folder}`];
    await run('mvn', ['-q', '-B', '-f', join(source, 'pom.xml'), ...goal]);
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const line = said.split('\n').find((text) => text.includes('[ERROR]'));
    return `Maven cannot fetch the OWL API and HermiT: ${line ?? 'see mvn -version'}`;
  }
}
