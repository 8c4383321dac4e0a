import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it, mock } from 'node:test';
import { createProgram, runProgram } from '../../../../server/cli/create-program.ts';
import type { Terminal } from '../../../../server/cli/workshop.ts';
import { projectFolders } from '../../../../server/folders.ts';
import { Toolbox } from '../../../../server/toolbox.ts';
import { tinyFiles, writeTinyOntology, type TinyOntology } from '../../../support/tiny-ontology.ts';

describe('meridian ontology release, diff and import', () => {
  const tiny = writeTinyOntology();
  const core = tinyFiles['ontology/core.ttl'] ?? '';
  const lost = writeTinyOntology({
    'ontology/core.ttl': core.replaceAll('2026.1', '2026.2'),
    'ontology/modules/classes.ttl': (tinyFiles['ontology/modules/classes.ttl'] ?? '').replace(
      /eucaim:CLIN1000002 a[^.]*\] \./,
      '',
    ),
  });
  const changed = writeTinyOntology({ 'ontology/core.ttl': core.replace('"Tiny"', '"Small"') });
  const out = join(tiny.root, 'out');
  const foreign = join(tiny.root, 'foreign.ttl');
  writeFileSync(
    foreign,
    '@prefix owl: <http://www.w3.org/2002/07/owl#> . <urn:ex:A> a owl:Class ; <http://www.w3.org/2000/01/rdf-schema#label> "A" .',
  );
  after(() => {
    for (const { root } of [tiny, lost, changed]) rmSync(root, { recursive: true });
  });

  it('writes the files of a release and tells its address', async () => {
    const { code, said } = await run(tiny, ['release', '--out', out, '--force']);
    assert.equal(code, 0, said);
    assert.deepEqual(readdirSync(out).sort(), [
      'CHANGES.md',
      'manifest.json',
      ...['jsonld', 'owl', 'rdf', 'ttl'].map((extension) => `meridian-ontology-2026.1.${extension}`),
    ]);
    assert.match(
      said,
      /release 2026\.1 of 2026-01-31, https:\/\/w3id\.org\/meridian\/ontology\/2026\.1, [0-9a-f]{64}\n$/,
    );
    assert.match(readFileSync(join(out, 'CHANGES.md'), 'utf8'), /no earlier release/);
  });

  it('ends with 1 where a term is gone that was never deprecated, and writes the report', async () => {
    const folder = join(lost.root, 'out');
    const { code, said } = await run(lost, ['release', '--out', folder, '--since', out, '--force']);
    assert.equal(code, 1, said);
    assert.match(
      said,
      /violation removed-without-deprecation: eucaim:CLIN1000002 "Tumour of kidney" is gone/,
    );
    assert.match(
      readFileSync(join(folder, 'CHANGES.md'), 'utf8'),
      /## Removed\n\n- eucaim:CLIN1000002 "Tumour of kidney", never deprecated/,
    );
  });

  it('writes nothing where the check finds violations, and tells them', async () => {
    const folder = join(tiny.root, 'unsound');
    const { code, said } = await run(tiny, ['release', '--out', folder]);
    assert.equal(code, 1, said);
    assert.match(said, /^violation class-without-parent: .*classes\.ttl, line [0-9]+: eucaim:BP1000001/m);
    assert.match(said, /Nothing was released: [0-9]+ violations/);
    assert.equal(existsSync(folder), false);
  });

  it('releases no other content under the number of the release before, forced or not', async () => {
    const folder = join(changed.root, 'out');
    const { code, said } = await run(changed, ['release', '--out', folder, '--since', out, '--force']);
    assert.equal(code, 2, said);
    assert.match(said, /Release 2026\.1 exists already, with other statements \([0-9a-f]{64}\)/);
    assert.equal(existsSync(folder), false);
    const owlFile = join(out, 'meridian-ontology-2026.1.owl');
    assert.equal((await run(changed, ['release', '--out', folder, '--since', owlFile, '--force'])).code, 2);
    assert.equal((await run(tiny, ['release', '--out', out, '--since', out, '--force'])).code, 0);
  });

  it('is written into no folder that it is made of', async () => {
    symlinkSync(tiny.ontologyFolder, join(tiny.root, 'link'));
    const { shapes, queries } = projectFolders();
    for (const folder of [
      tiny.ontologyFolder,
      join(tiny.ontologyFolder, 'modules', 'new', 'newer'),
      join(tiny.root, 'link', 'modules'),
      join(tiny.sssomFolder, 'release'),
      join(shapes, 'release'),
      join(queries, 'release'),
    ]) {
      const before = existsSync(folder) ? readdirSync(folder) : undefined;
      const { code, said } = await run(tiny, ['release', '--out', folder, '--force']);
      assert.equal(code, 2, said);
      assert.match(said, /cannot be written into/);
      assert.deepEqual(existsSync(folder) ? readdirSync(folder) : undefined, before);
    }
  });

  const cases: readonly (readonly [
    what: string,
    args: () => readonly string[],
    code: number,
    said: RegExp,
  ])[] = [
    ['tells no difference with 0', () => ['diff', out, tiny.root], 0, /no differences/],
    ['tells a difference with 1', () => ['diff', out, lost.root], 1, /0 added, 1 removed/],
    ['tells a difference as JSON', () => ['diff', out, lost.root, '--format', 'json'], 1, /"removed": \[\n/],
    [
      'ends with 2 for a folder that is none',
      () => ['diff', out, join(out, 'none')],
      2,
      /no such file or folder/,
    ],
    ['ends with 2 without an output folder', () => ['release'], 2, /--out/],
    [
      'ends with 2 for an output folder that is a file',
      () => ['release', '--out', foreign, '--force'],
      2,
      /cannot be written/,
    ],
    ['ends with 2 for a file that is absent', () => ['import', join(out, 'none.owl')], 2, /cannot be read/],
    [
      'imports nothing in a dry run',
      () => ['import', foreign, '--dry-run'],
      0,
      /1 classes .*that would be written\n$/s,
    ],
    [
      'tells an import as JSON',
      () => ['import', foreign, '--dry-run', '--format', 'json'],
      0,
      /"classes": 1/,
    ],
  ];
  for (const [what, args, expected, words] of cases) {
    it(what, async () => {
      const { code, said } = await run(tiny, args());
      assert.equal(code, expected, said);
      assert.match(said, words);
      assert.equal(existsSync(join(tiny.ontologyFolder, 'imports')), false);
    });
  }

  it('imports a file under a name', async () => {
    const { code, said } = await run(tiny, ['import', foreign, '--as', 'other']);
    assert.equal(code, 0, said);
    assert.match(
      readFileSync(join(tiny.ontologyFolder, 'imports', 'other.ttl'), 'utf8'),
      /<urn:ex:A> a owl:Class/,
    );
    assert.equal(
      (await run(tiny, ['diff', out, tiny.root])).code,
      0,
      'an import is no part of the ontology that is compared',
    );
  });
});

/** Runs a command of `meridian ontology` in this process, over an ontology of its own. */
async function run(
  { ontologyFolder, sssomFolder }: TinyOntology,
  args: readonly string[],
): Promise<{ code: number; said: string }> {
  let [code, said] = [0, ''];
  const terminal: Terminal = {
    write: (text) => (said += text),
    exit: (ended) => {
      code = ended;
    },
    environment: {},
  };
  const folders = { ...projectFolders(), ontology: ontologyFolder, sssom: sssomFolder };
  const program = createProgram({
    version: '0.0.0',
    workshop: new Toolbox(folders),
    terminal,
    mainFile: '',
    serve: () => Promise.reject(new Error('not here')),
  });
  const output = mock.method(process.stderr, 'write', (text: string) => {
    said += text;
    return true;
  });
  const errors = mock.method(console, 'error', (line: string) => (said += `${line}\n`));
  try {
    await runProgram(program, ['ontology', ...args], terminal);
  } finally {
    output.mock.restore();
    errors.mock.restore();
  }
  return { code, said };
}
