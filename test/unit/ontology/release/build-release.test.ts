import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { isomorphic } from 'rdf-isomorphic';
import { MeridianError } from '../../../../server/errors.ts';
import { loadOntology } from '../../../../server/ontology/load-ontology.ts';
import { buildRelease } from '../../../../server/ontology/release/build-release.ts';
import { compareSnapshots } from '../../../../server/ontology/release/diff/compare-snapshots.ts';
import { readSnapshot } from '../../../../server/ontology/release/diff/read-snapshot.ts';
import { releaseHash } from '../../../../server/ontology/release-hash.ts';
import { parseRdf } from '../../../../server/rdf/parse-rdf.ts';
import { loadPrefixes } from '../../../../server/rdf/prefixes.ts';
import type { Quad } from '../../../../server/rdf/terms.ts';
import { ontologyFolder, sssomFolder } from '../../../support/ontology.ts';
import { tinyFiles, writeTinyOntology } from '../../../support/tiny-ontology.ts';

const run = promisify(execFile);
const releaseScript = `
  import { buildRelease } from ${JSON.stringify(new URL('../../../../server/ontology/release/build-release.ts', import.meta.url).href)};
  const [ontologyFolder, sssomFolder] = process.argv.slice(1);
  const { files } = await buildRelease({ ontologyFolder, sssomFolder });
  process.stdout.write(JSON.stringify([...files]));
`;

describe('a release', () => {
  const tiny = writeTinyOntology();
  const roots = [tiny.root];
  after(() => {
    for (const root of roots) rmSync(root, { recursive: true });
  });

  it('has the same bytes in another time zone, language and order of folders', async () => {
    const other = writeTinyOntology({}, (names) => names.reverse());
    roots.push(other.root);
    const release = async (
      { ontologyFolder, sssomFolder }: typeof tiny,
      environment: Readonly<Record<string, string>>,
    ): Promise<string> => {
      const args = ['--no-warnings', '--input-type=module', '-e', releaseScript, ontologyFolder, sssomFolder];
      const { stdout } = await run(process.execPath, args, { env: { ...process.env, ...environment } });
      return stdout;
    };
    const first = await release(tiny, { TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8' });
    const second = await release(other, { TZ: 'America/Los_Angeles', LC_ALL: 'sv_SE.UTF-8' });
    assert.equal(first, second);
    assert.match(first, /meridian-ontology-2026\.1\.owl/);
  });

  it('says in Turtle, JSON-LD and RDF/XML what was loaded', async () => {
    const loaded = await loadOntology(tiny);
    const { files } = await buildRelease(tiny);
    for (const [name, mediaType] of [
      ['meridian-ontology-2026.1.ttl', 'text/turtle'],
      ['meridian-ontology-2026.1.jsonld', 'application/ld+json'],
      ['meridian-ontology-2026.1.rdf', 'application/rdf+xml'],
    ] as const) {
      const { quads } = await parseRdf(files.get(name) ?? '', { mediaType, baseIri: 'urn:none', file: name });
      assert.ok(isomorphic(unique(quads), unique(loaded.quads)), `${name} says the same`);
    }
  });

  it('gives the checksum of every file', async () => {
    const { files, hash } = await buildRelease(tiny);
    const manifest = JSON.parse(files.get('manifest.json') ?? '') as {
      release: string;
      hash: string;
      files: { file: string; sha256: string }[];
    };
    assert.equal(manifest.release, '2026.1');
    assert.equal(manifest.hash, hash);
    assert.equal(manifest.files.length, 5);
    for (const { file, sha256 } of manifest.files) {
      assert.equal(
        sha256,
        createHash('sha256')
          .update(files.get(file) ?? '')
          .digest('hex'),
        file,
      );
    }
  });

  it('names what it is compared with by number and hash, and has the same bytes wherever that lies', async () => {
    const core = (tinyFiles['ontology/core.ttl'] ?? '').replaceAll('2026.1', '2026.2');
    const next = writeTinyOntology({ 'ontology/core.ttl': core });
    const copy = writeTinyOntology();
    roots.push(next.root, copy.root);
    const prefixes = loadPrefixes(join(next.ontologyFolder, 'prefixes.ttl'));
    const release = async (since: string): Promise<ReadonlyMap<string, string>> => {
      const own = await readSnapshot(next.ontologyFolder);
      const changes = await compareSnapshots(await readSnapshot(since), own, prefixes);
      return (await buildRelease({ ...next, changes })).files;
    };
    const files = await release(tiny.root);
    assert.deepEqual([...(await release(copy.ontologyFolder))], [...files]);
    const { hash } = await buildRelease(tiny);
    assert.match(
      files.get('CHANGES.md') ?? '',
      new RegExp(`^# Changes\n\n2026\\.1 \\(${hash}\\) to 2026\\.2 `),
    );
    for (const [name, text] of files)
      for (const root of [tiny.root, copy.root, next.root]) assert.ok(!text.includes(root), name);
  });

  it('leaves out what the node imported', async () => {
    const imports = join(tiny.ontologyFolder, 'imports');
    mkdirSync(imports);
    writeFileSync(join(imports, 'other.ttl'), '<urn:x> a <http://www.w3.org/2002/07/owl#Class> .');
    const { files } = await buildRelease(tiny);
    assert.doesNotMatch(files.get('meridian-ontology-2026.1.ttl') ?? '', /urn:x/);
    rmSync(imports, { recursive: true });
  });

  const core = tinyFiles['ontology/core.ttl'] ?? '';
  for (const [what, text, message] of [
    ['no address', core.replace(/owl:versionIRI <[^>]*> ;/, ''), /owl:versionIRI/],
    [
      'the address of another release',
      core.replace('ontology/2026.1>', 'ontology/2025.9>'),
      /owl:versionIRI/,
    ],
    ['no day', core.replace(/dct:issued "[^;]*;/, ''), /dct:issued/],
    ['a day that is none', core.replace('2026-01-31', 'soon'), /dct:issued/],
    ['a release that is no year and number', core.replaceAll('"2026.1"', '"next"'), /2026\.1/],
  ] as const) {
    it(`is refused with ${what}`, async () => {
      const broken = writeTinyOntology({ 'ontology/core.ttl': text });
      roots.push(broken.root);
      await assert.rejects(buildRelease(broken), (error: unknown) => {
        assert.ok(error instanceof MeridianError);
        assert.equal(error.code, 'bad-ontology');
        assert.match(error.message, message);
        return true;
      });
    });
  }
});

describe('the release of the repository', () => {
  it('has the hash of what is loaded, in every syntax that says all of it', async () => {
    const { files, hash } = await buildRelease({ ontologyFolder, sssomFolder });
    for (const [extension, mediaType] of [
      ['ttl', 'text/turtle'],
      ['jsonld', 'application/ld+json'],
      ['rdf', 'application/rdf+xml'],
    ] as const) {
      const [name = '', text = ''] = [...files].find(([file]) => file.endsWith(`.${extension}`)) ?? [];
      const { quads } = await parseRdf(text, { mediaType, baseIri: 'urn:none', file: name });
      assert.equal(await releaseHash(quads), hash, name);
    }
  });
});

/** A graph holds a statement once, however many files make it. */
function unique(quads: readonly Quad[]): Quad[] {
  return [...new Map(quads.map((quad) => [JSON.stringify(quad), quad])).values()];
}
