import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, mock } from 'node:test';
import { DOMParser } from '@xmldom/xmldom';
import type { Command } from 'commander';
import { createProgram, runProgram } from '../../../server/cli/create-program.ts';
import type { Terminal } from '../../../server/cli/workshop.ts';
import { projectFolders } from '../../../server/folders.ts';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';
import { Toolbox } from '../../../server/toolbox.ts';
import { runCommand } from '../../support/run-command.ts';

const fixtures = 'test/fixtures/validate';
const good = `${fixtures}/dataset-that-conforms-to-eucaim.ttl`;
const bad = `${fixtures}/dataset-without-title.ttl`;
const deliveries = 'test/fixtures/deliveries';
/** Nothing listens at port 1. */
const nowhere = 'http://127.0.0.1:1';

let folder: string;
let other: Server;
let otherAddress: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meridian-cli-'));
  const put = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  put('empty.ttl', '');
  put('unknown.xyz', 'a');
  put('two-lines.token', 'one\ntwo\n');
  put('good.token', 'secret-token\n');
  // More than a pipe holds, so that whoever writes it meets the end of the reader.
  const many = Array.from({ length: 4000 }, (_, index) => `<urn:s:${index}> <urn:p> "${'x'.repeat(40)}" .`);
  put('many.ttl', many.join('\n'));
  put('definition.json', '{}');
  put('broken.yaml', 'id: X\ncolour: red\nlisten: { host: 0.0.0.0, port: 70000 }\n');
  put('not.key', 'no key\n');
  put('node.key', `${'0123456789abcdef'.repeat(4)}\n`);
  mkdirSync(join(folder, 'empty'));
  // Another side that answers everything with the status that its path ends with, and says what it was sent.
  other = createServer((request, response) => {
    if (request.url === '/break') {
      request.resume().on('end', () => request.socket.destroy());
      return;
    }
    request.resume();
    const status = Number(/(\d{3})$/.exec((request.url ?? '').split('?')[0] ?? '')?.[1] ?? 200);
    response.writeHead(status, { 'content-type': 'application/json' });
    const code =
      status === 422 ? (request.url?.includes('conform') === true ? 'not-conformant' : 'syntax-error') : 'x';
    response.end(status === 200 ? '<html>' : JSON.stringify({ code, status }));
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  otherAddress = `http://127.0.0.1:${port}`;
  const config = (keyFile: string): string =>
    `id: x\ntitle: T\nbase: http://127.0.0.1:${port}\nlisten: { port: ${port} }\ndata: ./data\nkeyFile: ${keyFile}\n`;
  put('taken.yaml', config('node.key'));
  put('no-key.yaml', config('nowhere.key'));
  put('bad-key.yaml', config('not.key'));
  put('bad-data.yaml', config('node.key').replace('./data', './empty.ttl'));
});

after(() => {
  other.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
const token = { MERIDIAN_TOKEN: 'secret-token' };

/** What is run, the exit code, what standard error (or, for findings, standard output) says. */
const runs: readonly (readonly [
  string,
  () => readonly string[],
  0 | 1 | 2 | 3,
  RegExp,
  Readonly<Record<string, string>>?,
])[] = [
  [
    'help',
    () => ['--help'],
    0,
    /Commands:[^]*serve[^]*demo[^]*lift[^]*validate[^]*publish[^]*query[^]*cohort/,
  ],
  ['help of a command', () => ['validate', '--help'], 0, /--profile/],
  ['the version', () => ['--version'], 0, /^\d+\.\d+\.\d+/],
  ['nothing', () => [], 2, /Usage: meridian/],
  ['a command that there is not', () => ['frobnicate'], 2, /unknown command/],
  ['an option that there is not', () => ['validate', '--frobnicate', good], 2, /unknown option/],
  ['a command without its argument', () => ['validate'], 2, /missing required argument/],
  ['a file that conforms', () => ['validate', good], 0, /conforms/],
  ['a file that does not conform', () => ['validate', bad], 1, /line \d+: violation/],
  ['a good and a bad file', () => ['validate', good, bad], 1, /violation/],
  [
    'a folder of files, one of which cannot be read',
    () => ['validate', fixtures],
    2,
    /unclosed-string\.ttl, line 5/,
  ],
  ['a file that is not there', () => ['validate', at('nowhere.ttl')], 2, /no such file/],
  ['an empty folder', () => ['validate', at('empty')], 2, /no file to check/],
  ['an empty file', () => ['validate', at('empty.ttl')], 0, /no nodes checked/],
  [
    'a file of no known kind',
    () => ['validate', at('unknown.xyz')],
    2,
    /unknown\.xyz: The file is no DICOM file/,
  ],
  ['a profile that there is not', () => ['validate', '-p', 'nothing', good], 2, /no profile "nothing"/],
  ['a format that there is not', () => ['validate', '-f', 'nothing', good], 2, /Allowed choices/],
  [
    'a table with a short row',
    () => ['validate', `${deliveries}/ragged-spreadsheet`],
    2,
    /clinical\.csv, row 2/,
  ],
  [
    'a DICOM file that is cut off',
    () => ['validate', `${deliveries}/truncated-dicom`],
    2,
    /….dcm \(file 1 of 2\)/,
  ],
  ['a source that there is not', () => ['lift', 'nothing', good], 2, /no source "nothing"/],
  ['a plane that there is not', () => ['lift', 'dcat', good, '--plane', 'x'], 2, /no plane x/],
  ['a syntax that there is not', () => ['lift', 'dcat', good, '--format', 'x/y'], 2, /not an RDF format/],
  [
    'a comparison with nothing',
    () => ['lift', 'dcat', good, '--since', at('nowhere.nq')],
    2,
    /earlier result cannot be read/,
  ],
  [
    'a key that is no secret',
    () => ['lift', 'dcat', good, '--key-file', at('two-lines.token')],
    2,
    /shorter than 32 bytes/,
  ],
  ['lineage at no address', () => ['lineage', 'urn:a', '--at', 'here'], 2, /"here" is no address/],
  ['lineage of no one', () => ['lineage', 'urn:a', '--at', nowhere], 3, /cannot be reached/],
  ['lineage of something else', () => ['lineage', 'urn:a', '--at', otherAddress], 3, /without JSON/],
  ['publishing without a token', () => ['publish', good, '--to', nowhere], 2, /no token/],
  ['publishing to no address', () => ['publish', good, '--to', 'here'], 2, /"here" is no address/, token],
  [
    'publishing what is not there',
    () => ['publish', at('nowhere'), '--to', nowhere],
    2,
    /no such file/,
    token,
  ],
  [
    'publishing what is no RDF',
    () => ['publish', at('unknown.xyz'), '--to', nowhere],
    2,
    /not an RDF file/,
    token,
  ],
  ['publishing to no one', () => ['publish', good, '--to', nowhere], 3, /cannot be reached/, token],
  [
    'publishing over a connection that breaks',
    () => ['publish', good, '--to', `${otherAddress}/break`],
    3,
    /broke before it had answered[^]*may have been accepted; GET http:[^]*\/break to see/,
    token,
  ],
  [
    'publishing to something else',
    () => ['publish', good, '--to', `${otherAddress}/200`],
    3,
    /without JSON/,
    token,
  ],
  [
    'publishing what does not conform',
    () => ['publish', good, '--to', `${otherAddress}/conform/422`],
    1,
    /not-conformant/,
    token,
  ],
  [
    'publishing what cannot be read',
    () => ['publish', good, '--to', `${otherAddress}/422`],
    2,
    /syntax-error/,
    token,
  ],
  ['publishing without the right', () => ['publish', good, '--to', `${otherAddress}/403`], 2, /403/, token],
  [
    'publishing to a node that fails',
    () => ['publish', good, '--to', `${otherAddress}/500`],
    3,
    /500/,
    token,
  ],
  [
    'a token of two lines',
    () => ['publish', good, '--to', nowhere, '--token-file', at('two-lines.token')],
    2,
    /two-lines\.token: The token is not one line/,
  ],
  [
    'a token file that is not there',
    () => ['publish', good, '--to', nowhere, '--token-file', at('nowhere')],
    2,
    /token file cannot be read/,
  ],
  ['a query to no one', () => ['query', 'datasets', '--at', nowhere], 3, /cannot be reached/],
  ['a query at no address', () => ['query', 'datasets', '--at', 'here'], 2, /no address/],
  ['a query file that is not there', () => ['query', at('nowhere.rq')], 2, /query cannot be read/],
  ['a parameter without a value', () => ['query', 'x', '--parameter', 'y', '--at', nowhere], 2, /NAME=VALUE/],
  ['a query that a node refuses', () => ['query', '404', '--at', otherAddress], 2, /404/],
  ['a query at which a node fails', () => ['query', '503', '--at', otherAddress], 3, /503/],
  ['a definition that is not there', () => ['cohort', 'count', at('nowhere')], 2, /cannot be read/],
  [
    'a count by no one',
    () => ['cohort', 'count', at('definition.json'), '--at', nowhere],
    3,
    /cannot be reached/,
  ],
  [
    'a count by something else',
    () => ['cohort', 'count', at('definition.json'), '--at', otherAddress],
    3,
    /without JSON/,
  ],
  ['the ontology', () => ['ontology', 'check'], 0, /0 violations/],
  ['samples of an odd size', () => ['samples', at('samples'), '--scale', 'large'], 2, /--scale is large/],
  ['a demonstration at an odd port', () => ['demo', '--port', '99999'], 2, /--port is 99999/],
];

/** The same, run as processes of their own: what holds the process open, or writes past the terminal, shows only there. */
const processes: typeof runs = [
  ['help', () => ['--help'], 0, /Commands:/],
  ['nothing', () => [], 2, /Usage: meridian/],
  ['a command that there is not', () => ['frobnicate'], 2, /unknown command/],
  ['a file that does not conform', () => ['validate', bad], 1, /line \d+: violation/],
  ['publishing to no one', () => ['publish', good, '--to', nowhere], 3, /cannot be reached/, token],
  ['a node without a configuration', () => ['serve'], 2, /--config/],
  ['a configuration that is not there', () => ['serve', '-c', at('nowhere')], 2, /cannot be read/],
  [
    'a configuration with many mistakes',
    () => ['serve', '-c', at('broken.yaml')],
    2,
    /title[^]*base[^]*data[^]*keyFile[^]*"colour"[^]*id must[^]*listen\.port[^]*listen\.host/,
  ],
  ['a node without its key', () => ['serve', '-c', at('no-key.yaml')], 2, /openssl rand/],
  ['a node with a bad key', () => ['serve', '-c', at('bad-key.yaml')], 2, /not 64 hexadecimal digits/],
  [
    'a node without a place for its data',
    () => ['serve', '-c', at('bad-data.yaml')],
    2,
    /data folder cannot be made/,
  ],
  [
    'a node at a port that is taken',
    () => ['serve', '-c', at('taken.yaml')],
    2,
    /cannot be opened[^]*another port/,
  ],
];

const toolbox = new Toolbox(projectFolders());

/** Runs a command in this process, which spares loading everything for each. */
async function runHere(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; error: string }> {
  let [code, out, error] = [0, '', ''];
  const terminal: Terminal = {
    write: (text) => (out += text),
    exit: (ended) => {
      code = ended;
    },
    environment,
  };
  const program = createProgram({
    version: '0.0.0',
    workshop: toolbox,
    terminal,
    mainFile: '',
    serve: () => Promise.reject(new Error('not here')),
  });
  const capture = (command: Command): void => {
    command.configureOutput({ writeOut: (text) => (out += text), writeErr: (text) => (error += text) });
    command.commands.forEach(capture);
  };
  capture(program);
  const said = mock.method(console, 'error', (line: string) => (error += `${line}\n`));
  try {
    await runProgram(program, args, terminal);
  } finally {
    said.mock.restore();
  }
  return { code, out, error };
}

/** What is never said: stacks, colour, progress and tokens. */
function isPlain(text: string): void {
  assert.doesNotMatch(text, /\n {4}at |\r(?!\n)|secret-token/);
  assert.ok(!text.includes('\u001b['), 'there is no colour in a pipe');
}

describe('a command', () => {
  for (const [what, args, code, said, environment] of runs) {
    it(`ends with ${code} for ${what}`, async () => {
      const result = await runHere(args(), environment);
      const text = result.out + result.error;
      assert.match(text, said);
      assert.equal(result.code, code, text);
      isPlain(text);
    });
  }

  for (const [format, read] of [
    ['json', JSON.parse],
    [
      'sarif',
      (text: string) => {
        assert.equal((JSON.parse(text) as { version: string }).version, '2.1.0');
      },
    ],
    [
      'junit',
      (text: string) => {
        const document = new DOMParser().parseFromString(text, 'text/xml');
        assert.equal(document.documentElement?.tagName, 'testsuites');
      },
    ],
    [
      'turtle',
      (text: string) => parseRdf(text, { mediaType: 'text/turtle', baseIri: 'http://example.org/' }),
    ],
    [
      'jsonld',
      (text: string) => parseRdf(text, { mediaType: 'application/ld+json', baseIri: 'http://example.org/' }),
    ],
  ] as const) {
    it(`writes a report as ${format} that can be read as it`, async () => {
      const { code, out, error } = await runHere(['validate', '-f', format, bad]);
      assert.equal(code, 1, error);
      assert.equal(error, '');
      await read(out);
    });
  }

  it('tells what came and went since an earlier run, and nothing where nothing did', async () => {
    const [earlier, lineage] = [join(folder, 'earlier.nq'), join(folder, 'lineage.jsonl')];
    const lift = ['lift', 'dcat', good];
    const first = await runHere([...lift, '-f', 'application/n-quads', '--lineage', lineage]);
    const lines = first.out.split('\n');
    writeFileSync(earlier, first.out);
    const same = await runHere([...lift, '--since', earlier]);
    assert.deepEqual([same.code, same.out], [0, '']);
    assert.match(same.error, /unchanged/);
    writeFileSync(earlier, ['<urn:a> <urn:b> "c" .', ...lines.slice(1)].join('\n'));
    const other = await runHere([...lift, '--since', earlier]);
    assert.deepEqual(
      other.out.split('\n').sort(),
      ['', `A ${lines[0] ?? ''}`, 'D <urn:a> <urn:b> "c" .', 'TC .', 'TX .'].sort(),
    );
    assert.match(other.error, /1 added, 1 removed/);
    const [, , origins] = /"subject":"([^"]*)","origins":(.*)\}/.exec(readFileSync(lineage, 'utf8')) ?? [];
    assert.match(origins ?? '', /dataset-that-conforms-to-eucaim\.ttl","line":\d+/);
  });

  it('lifts to RDF that can be read, on standard output alone', async () => {
    const { code, out, error } = await runHere(['lift', 'dcat', good]);
    assert.equal(code, 0, error);
    const { quads } = await parseRdf(out, { mediaType: 'text/turtle', baseIri: 'http://example.org/' });
    assert.ok(quads.length > 20);
  });
});

describe('the process of a command', { concurrency: 2 }, () => {
  for (const [what, args, code, said, environment] of processes) {
    it(`ends with ${code} for ${what}`, async () => {
      const result = await runCommand(args(), environment === undefined ? {} : { environment });
      const text = result.out + result.error;
      assert.match(text, said);
      assert.equal(result.code, code, text);
      isPlain(text);
    });
  }

  it('ends quietly when nobody reads on', async () => {
    const { out, error } = await runCommand(
      ['lift', 'dcat', at('many.ttl'), '--format', 'application/n-triples'],
      {
        stopReading: true,
      },
    );
    assert.ok(out.length > 0);
    assert.equal(error, '');
  });
});
