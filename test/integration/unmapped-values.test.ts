import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import { createProgram, runProgram } from '../../server/cli/create-program.ts';
import { projectFolders, type Folders } from '../../server/folders.ts';
import { Toolbox } from '../../server/toolbox.ts';
import { packEntries } from '../support/pack-delivery.ts';
import { runCommand } from '../support/run-command.ts';
import { callers, RunningNode } from '../support/running-node.ts';

const root = join(projectFolders().ontology, '..');
const sample = (table: string): string =>
  readFileSync(join(root, 'mappings/sources/spreadsheet/sample', `${table}.csv`), 'latin1');
const headOf = (table: string): string => sample(table).split('\n')[0] ?? '';

/** As many patients with each word for a technique; every one has three series. */
function tables(words: Readonly<Record<string, number>>, dataset = 1): Readonly<Record<string, string>> {
  const people = Object.entries(words).flatMap(([word, count], group) =>
    Array.from({ length: count }, (_, at) => ({ word, id: `E-${dataset}-${group}-${at}` })),
  );
  const clinical = people.map(({ id }) => `${id};m\u00e4nnlich;C61;63,2;2019;${dataset}`);
  const imaging = people.flatMap(({ id, word }) =>
    [1, 2, 3].map((series) => `${id};${id}-U;07.03.2019;${id}-U/${series};${word};Prostata;SIEMENS;48`),
  );
  return {
    'catalogue.csv': sample('catalogue')
      .replace(/^1;/m, `${dataset};`)
      .replace('dataset/1', `dataset/${dataset}`)
      .replace('MRT|PET-CT', 'MRT|Magnetr\u00f6hre'),
    'clinical.csv': [headOf('clinical'), ...clinical, ''].join('\n'),
    'imaging.csv': [headOf('imaging'), ...imaging, ''].join('\n'),
  };
}

const often = 'Kernspin-Tomographie';
const person = 'Frau Muster';

interface Value {
  readonly attribute: string;
  readonly value: string;
  readonly records: number;
  readonly submissions: readonly {
    readonly name: string;
    readonly records: number;
    readonly firstPlace: object;
  }[];
  readonly suggestions?: readonly {
    readonly curie: string;
    readonly label: string;
    readonly score: number;
    readonly reasons: readonly { readonly kind: string }[];
    readonly set?: string;
    readonly row?: string;
  }[];
}
interface Listed {
  readonly unmapped: readonly Value[];
  readonly hidden: readonly {
    readonly attribute: string;
    readonly values: number;
    readonly records: number;
  }[];
  readonly unknown: number;
  readonly columns?: readonly string[];
}

describe('values without a meaning, at a node', () => {
  let node: RunningNode;
  const address = '/providers/north/unmapped';
  const put = async (name: string, files: Readonly<Record<string, string>>): Promise<string> => {
    const body = await packEntries([
      ['delivery.yaml', "profile: record\nsources:\n  - source: spreadsheet\n    files: ['**']\n"],
      ...Object.entries(files).map(([path, text]) => [path, Buffer.from(text, 'latin1')] as const),
    ]);
    const reply = await node.publish(
      `/providers/north/submissions/${name}`,
      new Uint8Array(body),
      'application/x-tar',
    );
    const said = await reply.text();
    assert.ok(reply.ok, said);
    return (JSON.parse(said) as { outcome: string }).outcome;
  };
  const list = async (query = ''): Promise<Listed> => {
    const { status, body } = await node.json(address + query, { as: 'own' });
    assert.equal(status, 200, JSON.stringify(body));
    return body as Listed;
  };
  const first = tables({ [often]: 12, [person]: 9 });

  before(async () => {
    node = await RunningNode.start();
    await put('first', first);
    await put('second', tables({ [often]: 10 }, 2));
  });
  after(() => node.stop());

  it('are listed once for all submissions, the most frequent first, without those of few patients', async () => {
    const { unmapped, hidden, unknown } = await list();
    assert.deepEqual(
      unmapped.map(({ attribute, value, records }) => [attribute, value, records]),
      [
        ['modality', often, 66],
        ['modality', 'Magnetr\u00f6hre', 2],
      ],
    );
    assert.deepEqual(unmapped[0]?.submissions, [
      { name: 'first', records: 36, firstPlace: { file: 'imaging.csv', row: 1, column: 'Modalit\u00e4t' } },
      { name: 'second', records: 30, firstPlace: { file: 'imaging.csv', row: 1, column: 'Modalit\u00e4t' } },
    ]);
    assert.deepEqual(hidden, [{ attribute: 'modality', values: 1, records: 27 }]);
    assert.equal(unknown, 0);
  });

  it('of few patients are nowhere: not in the list, and not in the log', async () => {
    assert.ok(!JSON.stringify(await list('?suggest=true')).includes(person));
    assert.ok(!node.log.join('\n').includes(person));
  });

  it('are for the provider alone', async () => {
    for (const as of callers) {
      const { status } = await node.ask(address, { as });
      assert.equal(status, as === 'own' ? 200 : as === 'anonymous' ? 401 : 403, as);
    }
  });

  it('can be asked for by attribute', async () => {
    assert.equal((await list('?attribute=modality')).unmapped.length, 2);
    assert.deepEqual(await list('?attribute=sex'), { unmapped: [], hidden: [], unknown: 0 });
    const { status, body } = await node.json(`${address}?attribute=size`, { as: 'own' });
    assert.equal(status, 400);
    assert.match(JSON.stringify(body), /modality/);
  });

  it('come with suggestions where they are asked for, and the row that would map them', async () => {
    assert.ok((await list()).unmapped.every((each) => each.suggestions === undefined));
    const { unmapped, columns = [] } = await list('?suggest=true');
    const suggestions = unmapped[0]?.suggestions ?? [];
    assert.ok(suggestions.length > 0 && suggestions.length <= 5);
    assert.ok(
      suggestions.every(({ score }) => score > 0 && score < 1 && score === Math.round(score * 100) / 100),
    );
    const [best] = suggestions;
    assert.ok(best?.set !== undefined && best.reasons.length > 0);
    assert.equal(best.set, 'east-modality-eucaim');
    const set = readFileSync(join(projectFolders().sssom, `${best.set}.sssom.tsv`), 'utf8');
    assert.ok(set.includes(`\n${columns.join('\t')}\n`));
    assert.equal(
      best.row,
      [
        often,
        'rdfs literal',
        'skos:exactMatch',
        best.curie,
        best.label,
        'semapv:ManualMappingCuration',
        'meridian:north#words',
        '',
      ].join('\t'),
    );
  });

  it('of before patients were counted are not shown, until they are published again', async () => {
    const text = Buffer.from(
      JSON.stringify([
        { attribute: 'modality', value: person, records: 3, firstPlace: { file: 'imaging.csv' } },
      ]),
    );
    const disk = new DatabaseSync(join(node.data, 'data', 'record.sqlite'));
    disk
      .prepare(
        "UPDATE content SET compressed = ?, sha256 = ? WHERE part = 'unmapped' AND submission IN (SELECT id FROM submission WHERE name = 'first')",
      )
      .run(zstdCompressSync(text), createHash('sha256').update(text).digest());
    disk.close();
    const old = await list();
    assert.deepEqual([old.unknown, old.hidden, old.unmapped[0]?.records], [1, [], 30]);
    assert.equal(await put('first', first), 'replaced');
    assert.equal(await put('first', first), 'unchanged');
    const known = await list();
    assert.deepEqual([known.unknown, known.unmapped[0]?.records], [0, 66]);
  });
});

describe('values without a meaning, on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meridian-unmapped-'));
  const files = join(folder, 'files');
  const folders: Folders = {
    ontology: join(folder, 'ontology'),
    shapes: join(folder, 'shapes'),
    mappings: join(folder, 'mappings'),
    sssom: join(folder, 'mappings', 'sssom'),
    queries: join(folder, 'queries'),
  };
  before(() => {
    mkdirSync(files);
    for (const each of ['ontology', 'shapes', 'mappings', 'queries'])
      cpSync(join(root, each), join(folder, each), { recursive: true });
    for (const [name, text] of Object.entries(tables({ [often]: 12, [person]: 9 })))
      writeFileSync(join(files, name), text, 'latin1');
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the program over the copied folders, as they are now. */
  async function run(...args: readonly string[]): Promise<{ code: number | undefined; out: string }> {
    let out = '';
    let exit: number | undefined;
    const terminal = {
      write: (text: string) => {
        out += text;
      },
      exit: (code: number) => {
        exit = code;
      },
      environment: {},
    };
    const program = createProgram({
      version: '0.0.0',
      workshop: new Toolbox(folders),
      terminal,
      mainFile: '',
      serve: () => Promise.reject(new Error('not here')),
    });
    await runProgram(program, args, terminal);
    return { code: exit, out };
  }
  const lines = (out: string): string[][] =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));

  it('are listed alone, with suggestions; those of few patients are counted', async () => {
    const { code, out, error } = await runCommand(['lift', 'spreadsheet', files, '--unmapped']);
    assert.equal(code, 1);
    const [head, ...rows] = lines(out);
    assert.deepEqual(head, ['attribute', 'value', 'records', 'first place', 'suggestions']);
    assert.deepEqual(
      rows.map((cells) => cells.slice(0, 3)),
      [
        ['modality', often, '36'],
        ['modality', 'Magnetr\u00f6hre', '1'],
      ],
    );
    assert.match(rows[0]?.[3] ?? '', /imaging\.csv, row 1, column "Modalit\u00e4t"$/);
    assert.match(rows[0]?.[4] ?? '', /^EUCAIM:\w+ .*\((named|like) "/);
    assert.equal(
      error,
      'no meaning: modality, 1 value of fewer than ten patients each, 27 records; not shown\n',
    );
  });

  it('of few patients are listed for who holds the files, with a warning', async () => {
    const { code, out, error } = await runCommand(['lift', 'spreadsheet', files, '--unmapped', '--rare']);
    assert.equal(code, 1);
    assert.deepEqual(
      lines(out).map(([, value]) => value),
      ['value', often, person, 'Magnetr\u00f6hre'],
    );
    assert.match(error, /^Values of few patients are among these; they may name people\.[^\n]*\n$/);
    const alone = await runCommand(['lift', 'spreadsheet', files, '--rare']);
    assert.equal(alone.code, 2);
    assert.match(alone.error, /Add --unmapped/);
  });

  it('are told the same beside the graph, in flat memory too', async () => {
    for (const format of ['text/turtle', 'application/n-quads']) {
      const { code, error } = await runCommand(['lift', 'spreadsheet', files, '--format', format]);
      assert.equal(code, 0);
      assert.deepEqual(error.trimEnd().split('\n'), [
        `no meaning: modality "${often}", 36 records`,
        'no meaning: modality "Magnetr\u00f6hre", 1 records',
        'no meaning: modality, 1 value of fewer than ten patients each, 27 records; not shown',
      ]);
    }
  });

  it('get one by accepting a suggestion: the next lifting reads it, and the ontology is as good as before', async () => {
    const modality = ['--attribute', 'modality'];
    const suggested = await run('mapping', 'suggest', often, ...modality);
    assert.equal(suggested.code, 0);
    assert.match(suggested.out, /^EUCAIM:IMG1000038\t/m);
    const before = await run('lift', 'spreadsheet', files, '--unmapped');
    assert.ok(lines(before.out).some(([, value]) => value === often));
    const accepted = await run(
      ...['mapping', 'accept', 'east-modality-eucaim', often, 'EUCAIM:IMG1000038', ...modality],
      ...['--source', 'meridian:spreadsheet#words', '--comment', 'In the tables of the east.'],
    );
    assert.match(accepted.out, /"Kernspin-Tomographie" is EUCAIM:IMG1000038/);
    const now = await run('lift', 'spreadsheet', files, '--unmapped');
    assert.deepEqual(
      lines(now.out).map(([, value]) => value),
      ['value', 'Magnetr\u00f6hre'],
    );
    const lifted = await run('lift', 'spreadsheet', files);
    // Three series of twelve patients, and what the dataset says.
    assert.equal(lifted.out.match(/hasImageModality eucaim:IMG1000038/g)?.length, 37);
    const checked = await run('ontology', 'check', '--fast');
    assert.equal(checked.code, 0, checked.out);
    assert.match(checked.out, /no findings|0 violations|0 warnings/i);
    const again = run(
      'mapping',
      'accept',
      'east-modality-eucaim',
      often,
      'EUCAIM:IMG1000038',
      ...modality,
      '--source',
      'meridian:spreadsheet#words',
    );
    assert.equal((await again).code, 2);
  });
});
