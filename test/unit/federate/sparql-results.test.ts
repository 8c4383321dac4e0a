import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FederatedAnswer } from '../../../server/federate/federation.ts';
import { readResults } from '../../../server/federate/read-results.ts';
import { writeResults } from '../../../server/federate/sparql-results.ts';
import type { Term } from '../../../server/rdf/terms.ts';
import { blankNode, literal, namedNode } from '../../../server/rdf/terms.ts';
import { xsd } from '../../../server/rdf/vocabulary.ts';

const answer: FederatedAnswer = {
  result: {
    kind: 'bindings',
    variables: ['a', 'b'],
    rows: [
      new Map<string, Term>([
        ['a', namedNode('http://example.org/?x&y')],
        ['b', literal('say "hi", <now>\t\n')],
      ]),
      new Map<string, Term>([['b', literal('5', xsd.integer)]]),
      new Map<string, Term>([
        ['a', blankNode('b1')],
        ['b', literal('hallo', 'de')],
      ]),
    ],
  },
  outcomes: [{ node: 'north', state: 'late', ms: 700, error: 'no answer within 700 ms' }],
  partial: true,
  queries: [],
};

describe('writeResults', () => {
  it('says in JSON which nodes answered, and is read back as it was', async () => {
    const document = JSON.parse(await writeResults(answer, 'application/sparql-results+json')) as {
      meridian: { partial: boolean; nodes: unknown[] };
    };
    assert.deepEqual(document.meridian, { partial: true, nodes: answer.outcomes });
    const rows = readResults(document, ['a', 'b'], 'north');
    assert.equal(rows[0]?.get('b')?.value, 'say "hi", <now>\t\n');
    assert.equal(rows[1]?.has('a'), false);
    assert.equal(rows[2]?.get('a')?.value, 'north-b1');
  });

  it('writes CSV, TSV and XML', async () => {
    assert.equal(
      await writeResults(answer, 'text/csv'),
      'a,b\r\nhttp://example.org/?x&y,"say ""hi"", <now>\t\n"\r\n,5\r\n_:b1,hallo\r\n',
    );
    assert.equal(
      await writeResults(answer, 'text/tab-separated-values'),
      '?a\t?b\n<http://example.org/?x&y>\t"say \\"hi\\", <now>\\t\\n"\n\t"5"^^<http://www.w3.org/2001/XMLSchema#integer>\n_:b1\t"hallo"@de\n',
    );
    const xml = await writeResults(answer, 'application/sparql-results+xml');
    assert.match(xml, /<uri>http:\/\/example.org\/\?x&amp;y<\/uri>/);
    assert.match(xml, /<literal xml:lang="de">hallo<\/literal>/);
  });

  it('writes the truth of an ASK', async () => {
    const text = await writeResults(
      { ...answer, result: { kind: 'boolean', value: true } },
      'application/sparql-results+json',
    );
    assert.equal((JSON.parse(text) as { boolean: boolean }).boolean, true);
  });

  it('refuses a format it cannot write', async () => {
    await assert.rejects(writeResults(answer, 'image/png'), { code: 'not-acceptable' });
  });
});

describe('readResults', () => {
  for (const document of [
    {},
    [],
    'text',
    { results: { bindings: [3] } },
    { results: { bindings: [{ a: { type: 'uri' } }] } },
  ]) {
    it(`finds ${JSON.stringify(document)} unreadable`, () => {
      assert.throws(() => readResults(document, ['a'], 'north'), { name: 'NodeFailure' });
    });
  }
});
