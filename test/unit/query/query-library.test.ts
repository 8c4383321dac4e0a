import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MeridianError } from '../../../server/errors.ts';
import { guardQuery } from '../../../server/query/guard.ts';
import { loadQueryLibrary } from '../../../server/query/query-library.ts';
import type { QueryLibrary } from '../../../server/query/query-library.ts';

const prefixes = new Map([['EUCAIM', 'https://cancerimage.eu/ontology/EUCAIM#']]);

/** A library of the given files. */
function library(files: Record<string, string>): QueryLibrary {
  const folder = mkdtempSync(join(tmpdir(), 'meridian-queries-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return loadQueryLibrary(folder, prefixes);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const header = (parameters: string): string =>
  `#+ summary: Things\n#+ returns: s\n#+ parameters: [${parameters}]\n`;
const select = 'SELECT ?s WHERE { ?s ?p ?x }\n';

function refuses(work: () => unknown, code: string, message: RegExp): void {
  assert.throws(work, (error) => {
    assert.ok(error instanceof MeridianError, String(error));
    assert.equal(error.code, code);
    assert.match(`${error.message} ${error.advice ?? ''}`, message);
    return true;
  });
}

describe('loadQueryLibrary', () => {
  it('reads headers and texts by folder', () => {
    const text = `${header('{ name: x, type: iri, required: true }')}#+ tags: [a, b]\n${select}`;
    const [query] = library({ 'examples/things.rq': text }).queries;
    assert.equal(query?.name, 'things');
    assert.equal(query.folder, 'examples');
    assert.equal(query.form, 'SELECT');
    assert.deepEqual(query.columns, ['s']);
    assert.deepEqual(query.tags, ['a', 'b']);
    assert.equal(query.plane, 'catalogue');
    assert.equal(query.text, text);
  });

  it('has the values of an example as a caller would give them', () => {
    const text = header('{ name: x, type: iri, many: true }, { name: p, type: integer }');
    const example = '#+ example: { x: [EUCAIM:A, "urn:b"], p: 4 }\n';
    const read = library({ 'examples/things.rq': text + example + select });
    const [query] = read.queries;
    assert.deepEqual(query?.example, { x: ['EUCAIM:A', 'urn:b'], p: '4' });
    assert.match(read.bind('things', query.example), /VALUES \?x \{ <\S+#A> <urn:b> \}/);
    assert.deepEqual(library({ 'a.rq': `#+ summary: x\n#+ returns: s\n${select}` }).queries[0]?.example, {});
  });

  it('refuses an example that does not fit the parameters', () => {
    const cases: [string, RegExp][] = [
      ['{ y: EUCAIM:A }', /no parameter "y"/],
      ['{ x: no iri }', /no IRI/],
      ['{ x: [EUCAIM:A, EUCAIM:B] }', /only once/],
      ['[EUCAIM:A]', /header/],
      ['{ x: true }', /header/],
    ];
    for (const [example, message] of cases) {
      const text = `${header('{ name: x, type: iri }')}#+ example: ${example}\n${select}`;
      refuses(() => library({ 'a.rq': text }), 'bad-query', message);
    }
  });

  it('refuses files that are not what their header says', () => {
    const cases: [Record<string, string>, RegExp][] = [
      [{ 'a.rq': select }, /header/],
      [{ 'a.rq': `#+ summary: x\n#+ returns: p\n${select}` }, /returns s, and its header says p/],
      [{ 'a.rq': '#+ summary: x\n#+ returns: graph\nASK {}' }, /returns boolean/],
      [{ 'a.rq': `#+ summary: x\n#+ returns: s\n#+ more: y\n${select}` }, /additional/],
      [{ 'a.rq': `#+ summary: [\n${select}` }, /header/],
      [{ 'a.rq': '#+ summary: x\n#+ returns: s\nSELECT * WHERE { ?s ?p ?o }' }, /Name the variables/],
      [{ 'a.rq': `${header('')}SELECT ?s WHERE { ?s ?p }` }, /cannot be read on/],
      [{ 'a.rq': `${header('')}SELECT ?s WHERE { SERVICE <http://a/> { ?s ?p ?x } }` }, /SERVICE/],
      [{ 'a.rq': '#+ summary: x\n#+ returns: s\nCLEAR ALL' }, /update/],
      [{ 'a.rq': header('{ name: y, type: iri }') + select }, /no variable/],
      [{ 'a.rq': header('{ name: x, type: iri, required: true, default: "urn:a" }') + select }, /default/],
      [
        { 'a.rq': header('{ name: s, type: iri }') + 'SELECT ?s WHERE { SELECT ?s WHERE { ?s ?p ?x } }' },
        /read on/,
      ],
      [{ 'one/a.rq': header('') + select, 'two/a.rq': header('') + select }, /this name/],
    ];
    for (const [files, message] of cases) {
      try {
        library(files);
        assert.fail(JSON.stringify(files));
      } catch (error) {
        assert.ok(error instanceof MeridianError, String(error));
        assert.match(error.message, message);
        assert.ok(error.place?.file, JSON.stringify(files));
      }
    }
  });
});

describe('QueryLibrary.bind', () => {
  const queries = library({
    'a.rq':
      header(
        '{ name: x, type: iri, many: true }, { name: p, type: literal }, { name: s, type: integer, default: 7 }',
      ) + select,
    'b.rq': header('{ name: x, type: iri, required: true, description: An IRI. }') + select,
  });
  const where = (text: string): string => text.slice(text.indexOf('WHERE'));

  it('leaves a parameter free that is not given, and uses its default where it has one', () => {
    assert.equal(
      where(queries.bind('a', {})),
      `WHERE { VALUES ?s { "7"^^<http://www.w3.org/2001/XMLSchema#integer> } ?s ?p ?x }\n`,
    );
  });

  it('writes IRIs, CURIEs, literals and numbers as terms', () => {
    const text = queries.bind('a', { x: ['http://example.org/a', 'EUCAIM:IMG1'], p: 'say "no"\n', s: '-3' });
    assert.equal(
      where(text),
      `WHERE { VALUES ?x { <http://example.org/a> <https://cancerimage.eu/ontology/EUCAIM#IMG1> } VALUES ?p { "say \\"no\\"\\n" } VALUES ?s { "-3"^^<http://www.w3.org/2001/XMLSchema#integer> } ?s ?p ?x }\n`,
    );
  });

  it('refuses values that do not fit, are missing, are too many, or are not asked for', () => {
    const iris = ['no iri', 'http://a/> } ; DROP ALL #', 'http://a/{b}', '', 'http://a/ b', 'unknown'];
    for (const x of iris) refuses(() => queries.bind('b', { x }), 'bad-request', /no IRI/);
    refuses(() => queries.bind('a', { s: '1.5' }), 'bad-request', /whole number/);
    refuses(() => queries.bind('b', {}), 'bad-request', /missing.* An IRI/);
    refuses(() => queries.bind('b', { x: ['urn:a', 'urn:b'] }), 'bad-request', /only once/);
    refuses(() => queries.bind('b', { y: 'urn:a' }), 'bad-request', /no parameter "y".*It takes: x/);
    refuses(() => queries.bind('c', {}), 'not-found', /no query "c"/);
  });

  it('gives a text that parses and has no other pattern, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const { syntax } = guardQuery(queries.bind('a', { p: value }));
        assert.equal(syntax.where?.patterns.length, 3);
      }),
      { numRuns: 300 },
    );
  });
});
