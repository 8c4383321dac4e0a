import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { stringify } from 'yaml';
import { loadConfig } from '../../server/config.ts';
import { MeridianError } from '../../server/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'meridian-config-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const good = {
  id: 'north',
  title: 'North hospital',
  base: 'https://north.example.org/meridian/',
  listen: { port: 8081 },
  data: './data',
  keyFile: './node.key',
  providers: [{ id: 'north', title: 'North hospital' }],
};
const hash = (letter: string): string => letter.repeat(64);

function write(value: unknown): string {
  const file = join(folder, 'node.yaml');
  writeFileSync(file, typeof value === 'string' ? value : stringify(value));
  return file;
}

function failure(value: unknown): MeridianError {
  try {
    loadConfig(write(value));
  } catch (error) {
    assert.ok(error instanceof MeridianError);
    assert.equal(error.code, 'bad-config');
    assert.equal(error.exit, 2);
    return error;
  }
  throw new Error('the configuration was taken');
}

describe('the configuration', () => {
  it('fills in what is left out, and makes paths absolute from its own folder', () => {
    const config = loadConfig(write(good));
    assert.equal(config.base, 'https://north.example.org/meridian');
    assert.equal(config.listen.host, '127.0.0.1');
    assert.equal(config.data, join(folder, 'data'));
    assert.equal(config.keyFile, join(folder, 'node.key'));
    assert.deepEqual(config.tokens, []);
    assert.deepEqual(config.disclosure, { threshold: 10, step: 10 });
    assert.equal(config.limits.submissionBytes, 268_435_456);
    assert.equal(config.nodes, undefined);
    assert.ok(Object.isFrozen(config));
  });

  it('resolves the addresses and token files of nodes', () => {
    const nodes = [
      { id: 'south', title: 'South', url: 'https://south.example.org/', tokenFile: 'south.token' },
    ];
    assert.deepEqual(loadConfig(write({ ...good, providers: [], nodes })).nodes, [
      {
        id: 'south',
        title: 'South',
        url: 'https://south.example.org',
        tokenFile: join(folder, 'south.token'),
      },
    ]);
  });

  for (const [mistake, change, said] of [
    [
      'a hub with providers of its own',
      { nodes: [{ id: 'south', title: 'South', url: 'https://south.example.org' }] },
      /a hub \(nodes\) cannot host providers/,
    ],
    ['a setting that there is not', { colour: 'red' }, /no setting "colour"/],
    ['an identifier with capitals', { id: 'North' }, /id must match/],
    ['a base with a query', { base: 'https://example.org/?a' }, /base must match/],
    ['a base with a space', { base: 'https://example.org/a b' }, /base is .* cannot begin an IRI/],
    ['a base without a host', { base: 'https://' }, /base/],
    ['a port that there is not', { listen: { port: 65_536 } }, /listen.port must be <= 65535/],
    ['a host that others reach', { listen: { port: 1, host: '0.0.0.0' } }, /listen.host is 0.0.0.0/],
    ['a threshold of zero', { disclosure: { threshold: 0 } }, /disclosure.threshold must be >= 1/],
    ['two providers of one name', { providers: [...good.providers, ...good.providers] }, /more than one/],
    [
      'a node with the name of a provider',
      { nodes: [{ id: 'north', title: 'N', url: 'http://n.example.org' }] },
      /"north" is the id of more than one/,
    ],
    ['a provider called replica', { providers: [{ id: 'replica', title: 'R' }] }, /"replica" cannot be/],
    [
      'a provider called providers',
      { providers: [{ id: 'providers', title: 'P' }] },
      /"providers" cannot be/,
    ],
    [
      'a node whose name cannot stand in an IRI',
      { nodes: [{ id: 'a/b', title: 'N', url: 'http://n.example.org' }] },
      /nodes.0.id must match/,
    ],
    [
      'a token of a role that there is not',
      { tokens: [{ sha256: hash('a'), id: 'x', role: 'root' }] },
      /tokens.0.role must be one of provider,editor/,
    ],
    [
      'a token itself in place of its hash',
      { tokens: [{ sha256: 'secret', id: 'x', role: 'editor' }] },
      /tokens.0.sha256 must match/,
    ],
    [
      'a token of a provider that there is not',
      { tokens: [{ sha256: hash('a'), id: 'x', role: 'provider', provider: 'west' }] },
      /tokens.0.provider is "west"/,
    ],
    [
      'a provider token without a provider',
      { tokens: [{ sha256: hash('a'), id: 'x', role: 'provider' }] },
      /tokens.0 lacks "provider"/,
    ],
    [
      'a provider for another role',
      { tokens: [{ sha256: hash('a'), id: 'x', role: 'editor', provider: 'north' }] },
      /only for the role provider/,
    ],
    [
      'one token for two',
      {
        tokens: [
          { sha256: hash('a'), id: 'x', role: 'editor' },
          { sha256: hash('a'), id: 'y', role: 'operator' },
        ],
      },
      /two tokens have the hash aaaaaaaa…/,
    ],
  ] as const) {
    it(`refuses ${mistake}`, () => {
      assert.match(failure({ ...good, ...change }).message, said);
    });
  }

  it('says all that is wrong at once', () => {
    const { message, place } = failure({ id: 'X', listen: { host: '0.0.0.0', port: -1 }, base: 'ftp://x' });
    for (const setting of [
      'title',
      'data',
      'keyFile',
      'id must',
      'listen.port',
      'listen.host',
      'base must',
    ]) {
      assert.ok(message.includes(setting), `${setting} is missing from ${message}`);
    }
    assert.equal(place?.file, join(folder, 'node.yaml'));
  });

  for (const [what, text] of [
    ['YAML that does not parse', 'id: ['],
    ['a key that stands twice', 'id: a\nid: b\n'],
    ['an empty file', ''],
    ['a list', '- a\n'],
  ] as const) {
    it(`refuses ${what}`, () => {
      failure(text);
    });
  }

  it('says that a file is not there', () => {
    assert.throws(() => loadConfig(join(folder, 'nowhere.yaml')), { code: 'bad-config' });
  });

  it('is not changed by a key called __proto__', () => {
    failure(`${stringify(good)}\n"__proto__": { "polluted": true }\n`);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });
});
