import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MeridianError } from '../../../server/errors.ts';
import type { Place } from '../../../server/errors.ts';
import { guard, guardQuery } from '../../../server/query/guard.ts';

function refusal(text: string, check: (text: string) => unknown = guard): MeridianError {
  try {
    check(text);
  } catch (error) {
    assert.ok(error instanceof MeridianError, String(error));
    return error;
  }
  assert.fail(`${text} is taken`);
}

describe('guard', () => {
  it('tells queries by their form, and updates', () => {
    const cases: [string, string][] = [
      ['SELECT * WHERE { ?s ?p ?o }', 'SELECT'],
      ['PREFIX a: <http://a/> ASK { ?s a:b ?o }', 'ASK'],
      ['CONSTRUCT WHERE { ?s ?p ?o }', 'CONSTRUCT'],
      ['DESCRIBE <http://example.org/a>', 'DESCRIBE'],
      ['INSERT DATA { <http://a/> <http://b/> 1 }', 'update'],
      ['DELETE WHERE { ?s ?p ?o } ; CLEAR ALL', 'update'],
    ];
    for (const [text, expected] of cases) {
      const guarded = guard(text);
      assert.equal(guarded.kind === 'query' ? guarded.form : guarded.kind, expected, text);
    }
  });

  it('says where a text stops making sense', () => {
    const cases: [string, Place | undefined][] = [
      ['SELECT * WHERE {\n ?s ?p }', { line: 2, column: 8 }],
      ['SELECT * WHERE {\n ?s foo:p ?o }', { line: 2, column: 5 }],
      ['SELECT * WHERE {\n ?s § ?o }', { line: 2, column: 5 }],
      ['SELECT * WHERE { ?s ?p 1', { line: 1, column: 24 }],
    ];
    for (const [text, place] of cases) {
      const error = refusal(text);
      assert.equal(error.code, 'bad-query');
      assert.deepEqual(error.place, place, text);
    }
  });

  it('refuses SERVICE and LOAD wherever they stand', () => {
    const texts = [
      'SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }',
      'SELECT * WHERE { ?s ?p ?o FILTER EXISTS { SERVICE SILENT ?x { ?s ?p ?o } } }',
      'SELECT * WHERE { { SELECT ?s WHERE { OPTIONAL { SERVICE <http://example.org/> {} } } } }',
      'INSERT { ?s ?p ?o } WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }',
      'CLEAR ALL ; LOAD <http://example.org/>',
      'SELECT * WHERE { MINUS { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } } }',
    ];
    for (const text of texts) {
      const error = refusal(text);
      assert.ok(['unsupported-query', 'bad-query'].includes(error.code), text);
      if (error.code === 'unsupported-query') assert.ok(error.place?.line, text);
    }
    assert.deepEqual(refusal('SELECT * WHERE {\n  SERVICE <http://example.org/> {} }').place, {
      line: 2,
      column: 3,
    });
  });

  it('lets the words stand in texts and names', () => {
    guard('PREFIX service: <http://a/> SELECT * WHERE { ?service service:load "SERVICE LOAD" } # SERVICE');
  });

  it('refuses nesting that would exhaust the stack', () => {
    const deep = `SELECT * WHERE ${'{'.repeat(20_000)}${'}'.repeat(20_000)}`;
    assert.match(refusal(deep).message, /nested too deeply/);
  });

  it('refuses an update, and a text without a query, where a query is meant', () => {
    assert.match(refusal('CLEAR ALL', guardQuery).message, /only queries/);
    assert.match(refusal(' # nothing', guardQuery).message, /no query/);
  });

  it('never throws anything but a MeridianError', () => {
    const words = [
      'SELECT',
      '*',
      'WHERE',
      '{',
      '}',
      '?s',
      '?p',
      '<http://a>',
      'a:b',
      'FILTER',
      '(',
      ')',
      '"x',
      '.',
      ';',
      'GRAPH',
      'SERVICE',
      '\n',
      '§',
      '<<',
      '\\u00',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 15 }), (parts) => {
        try {
          guard(parts.join(' '));
        } catch (error) {
          assert.ok(error instanceof MeridianError, String(error));
        }
      }),
      { numRuns: 500 },
    );
  });
});
