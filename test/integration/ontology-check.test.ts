import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, mock } from 'node:test';
import { createProgram, runProgram } from '../../server/cli/create-program.ts';
import { projectFolders } from '../../server/folders.ts';
import { Toolbox } from '../../server/toolbox.ts';

/** In place of a file: the mapping sets are not copied. */
const noSets = '';

describe('meridian ontology check', () => {
  const folders = projectFolders();
  let copy = '';
  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'meridian-check-'));
  });
  after(() => {
    rmSync(copy, { recursive: true });
  });

  /** Runs the command on a copy of the repository, after an edit. */
  async function run(
    file: string,
    text: string,
    ...options: readonly string[]
  ): Promise<{ code: number; out: string; error: string }> {
    const [ontology, sssom] = [join(copy, 'ontology'), join(copy, 'sssom')];
    cpSync(folders.ontology, ontology, { recursive: true });
    if (file !== noSets) cpSync(folders.sssom, sssom, { recursive: true });
    if (file !== noSets) appendFileSync(join(copy, file), text);
    let [code, out] = [0, ''];
    const terminal = {
      write: (written: string): void => {
        out += written;
      },
      exit: (ended: number): void => {
        code = ended;
      },
      environment: {},
    };
    const program = createProgram({
      version: '0',
      workshop: new Toolbox({ ...folders, ontology, sssom }),
      terminal,
      mainFile: '',
      serve: () => Promise.reject(new Error('nothing is served')),
    });
    const errors = mock.method(console, 'error', () => undefined);
    await runProgram(program, ['ontology', 'check', ...options], terminal);
    const error = errors.mock.calls.map(({ arguments: said }) => said.join(' ')).join('\n');
    errors.mock.restore();
    return { code, out, error };
  }

  it('ends with 1 and names kind, file and line of a violation', async () => {
    const { code, out } = await run(
      'ontology/vocabularies/sex.ttl',
      'eucaim:COM1001366 skos:broader eucaim:NONE .\n',
    );
    assert.equal(code, 1);
    assert.match(
      out,
      /^violation {2}parent-dangling {2}\S*sex\.ttl, line \d+: eucaim:COM1001366 has the parent/m,
    );
    assert.match(out, /release \S+: \d+ violations, \d+ warnings, \d+ ms\n$/);
  });

  it('ends with 2 where a file cannot be read, and names the line', async () => {
    const { code, out } = await run('ontology/vocabularies/sex.ttl', 'eucaim:COM1001366 skos:broader ;\n');
    assert.equal(code, 2);
    assert.match(out, /^violation {2}turtle-syntax {2}\S*sex\.ttl, line \d+: /m);
  });

  it('ends with 2 where a mapping set is a folder, or the folder of them is not there', async () => {
    mkdirSync(join(copy, 'sssom', 'zz.sssom.tsv'), { recursive: true });
    const folder = await run('ontology/core.ttl', '');
    assert.equal(folder.code, 2);
    assert.match(folder.error, /zz\.sssom\.tsv is a folder/);
    assert.doesNotMatch(folder.error, /\bat .*\.ts:/);
    rmSync(join(copy, 'sssom'), { recursive: true });
    const absent = await run(noSets, '');
    assert.equal(absent.code, 2);
    assert.match(absent.error, /sssom is not there/);
  });

  it('ends with 2 where the folder of sources is not there, or has no copy of any', async () => {
    for (const [sources, message] of [
      [join(copy, 'nowhere'), /The folder of sources is not there/],
      [join(copy, 'ontology'), /No row cites anything that the folder has a copy of/],
    ] as const) {
      const { code, error } = await run('ontology/core.ttl', '', '--fast', '--sources', sources);
      assert.equal(code, 2);
      assert.match(error, message);
      assert.match(error, /mer:copy/);
    }
  });

  it('writes the same as JSON', async () => {
    const row =
      'x\trdfs literal\tskos:exactMatch\tOTHER:1\t\tsemapv:MappingReview\tmeridian:spreadsheet#words\t\n';
    const { code, out } = await run('sssom/east-sex-eucaim.sssom.tsv', row, '--format', 'json');
    const report = JSON.parse(out) as {
      release: null;
      violations: number;
      findings: readonly { kind: string }[];
    };
    assert.equal(code, 2);
    assert.equal(report.release, null);
    assert.ok(report.findings.some(({ kind }) => kind === 'mapping-prefix-undeclared'));
  });
});
