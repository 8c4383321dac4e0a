import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MeridianError } from '../../server/errors.ts';
import { namedNode } from '../../server/rdf/terms.ts';
import type { NamedNode } from '../../server/rdf/terms.ts';
import type { Store, StoreQuery } from '../../server/store/store.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const ex = (name: string): NamedNode => namedNode(`http://example.org/${name}`);
const triples = (...lines: string[]): Uint8Array =>
  encoder.encode(lines.map((line) => `${line} .\n`).join(''));
const line = (subject: string, object: string): string =>
  `<http://example.org/${subject}> <http://example.org/p> ${object}`;

/** A cross product that no engine finishes in the time a test has. */
const runaway =
  'SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?f && ?i != ?l && STR(?a) < STR(?l)) }';

async function ask(store: Store, text: string, options: Partial<StoreQuery> = {}): Promise<string> {
  return decoder
    .decode(
      await store.query({ text, defaultGraphs: [], namedGraphs: [], mediaType: 'text/csv', ...options }),
    )
    .replaceAll('\r\n', '\n');
}

async function countOf(store: Store, graph: NamedNode): Promise<number> {
  const csv = await ask(store, 'SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }', { defaultGraphs: [graph] });
  return Number(csv.split('\n')[1]);
}

function rejectsWith(promise: Promise<unknown>, code: string): Promise<void> {
  return assert.rejects(promise, (error) => error instanceof MeridianError && error.code === code);
}

/** What every adapter of the `Store` port does. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    before(async () => {
      store = await open();
    });
    after(() => store.close());

    it('answers from a graph that was put, and not after it was removed', async () => {
      await store.replaceGraphs([{ graph: ex('put'), triples: triples(line('a', '"1"')) }]);
      assert.equal(await countOf(store, ex('put')), 1);
      await store.replaceGraphs([{ graph: ex('put'), triples: new Uint8Array() }]);
      assert.equal(await countOf(store, ex('put')), 0);
      assert.equal((await store.readGraph(ex('put'))).length, 0);
    });

    it('replaces the whole content of a graph', async () => {
      await store.replaceGraphs([
        { graph: ex('whole'), triples: triples(line('a', '"1"'), line('a', '"2"')) },
      ]);
      await store.replaceGraphs([{ graph: ex('whole'), triples: triples(line('a', '"3"')) }]);
      const csv = await ask(store, 'SELECT ?o WHERE { ?s ?p ?o }', { defaultGraphs: [ex('whole')] });
      assert.equal(csv, 'o\n3\n');
    });

    it('ends with the content that it is given, whatever change is said to lead there', async () => {
      const graph = ex('changed');
      const [a, b, c, one, one0] = ['"a"', '"b"', '"c"', '"1"', '"1.0"'].map((object, index) =>
        index < 3 ? line('s', object) : line('s', `${object}^^<http://www.w3.org/2001/XMLSchema#decimal>`),
      ) as [string, string, string, string, string];
      const objects = async (): Promise<string> =>
        ask(store, 'SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o', { defaultGraphs: [graph] });
      const to = async (content: readonly string[], removed: readonly string[], added: readonly string[]) =>
        store.replaceGraphs([
          {
            graph,
            triples: triples(...content),
            change: { removed: triples(...removed), added: triples(...added) },
          },
        ]);
      // Nothing stands there yet, so that nothing can go.
      await to([a, b], [c], [a]);
      assert.equal(await objects(), 'o\na\nb\n');
      await to([b, c], [a], [c]);
      assert.equal(await objects(), 'o\nb\nc\n');
      assert.equal(decoder.decode(await store.readGraph(graph)), decoder.decode(triples(b, c)));
      // What should come is there already.
      await to([a, c], [b], [c]);
      assert.equal(await objects(), 'o\na\nc\n');
      await to([one], [a, c], [one]);
      await to([one0], [one], [one0]);
      assert.equal(await countOf(store, graph), 1);
      await rejectsWith(to([a], [one0], ['<http://example.org/a> <broken']), 'syntax-error');
      assert.equal(await countOf(store, graph), 1);
      await to([], [one0], []);
      assert.equal(await countOf(store, graph), 0);
    });

    it('gives the content of a graph back as N-Triples', async () => {
      const content = [line('a', '"1"'), line('b', '"zwei"@de'), line('c', '<http://example.org/d>')];
      await store.replaceGraphs([{ graph: ex('read'), triples: triples(...content) }]);
      const read = decoder.decode(await store.readGraph(ex('read')));
      assert.deepEqual(read.trim().split('\n').sort(), content.map((each) => `${each} .`).sort());
    });

    it('keeps every character of Unicode', async () => {
      const text = 'Größe 前列腺 \u{1F9E0} ة\\u0301 \\"quoted\\" \\n \\\\';
      await store.replaceGraphs([{ graph: ex('unicode'), triples: triples(line('a', `"${text}"`)) }]);
      const json = await ask(store, 'SELECT ?o WHERE { ?s ?p ?o }', {
        defaultGraphs: [ex('unicode')],
        mediaType: 'application/sparql-results+json',
      });
      const { results } = JSON.parse(json) as { results: { bindings: { o: { value: string } }[] } };
      assert.equal(results.bindings[0]?.o.value, JSON.parse(`"${text}"`));
    });

    it('shows all graphs of a replacement at once to readers that ask all the time', async () => {
      const graphs = [ex('atomic/1'), ex('atomic/2')];
      const put = (value: number): Promise<void> =>
        store.replaceGraphs(graphs.map((graph) => ({ graph, triples: triples(line('a', `"${value}"`)) })));
      await put(0);
      const seen: string[] = [];
      let writing = true;
      const reader = async (): Promise<void> => {
        while (writing) {
          seen.push(
            await ask(store, 'SELECT DISTINCT ?o WHERE { GRAPH ?g { ?s ?p ?o } }', { namedGraphs: graphs }),
          );
        }
      };
      const readers = [reader(), reader(), reader()];
      for (let value = 1; value <= 40; value++) await put(value);
      writing = false;
      await Promise.all(readers);
      assert.ok(seen.length > 40, `${seen.length} reads`);
      assert.deepEqual(
        seen.filter((csv) => csv.trim().split('\n').length !== 2),
        [],
      );
    });

    it('changes nothing when one of the graphs of a replacement cannot be read', async () => {
      const good = { graph: ex('refused/1'), triples: triples(line('a', '"before"')) };
      await store.replaceGraphs([good, { ...good, graph: ex('refused/2') }]);
      await rejectsWith(
        store.replaceGraphs([
          { graph: ex('refused/1'), triples: triples(line('a', '"after"')) },
          { graph: ex('refused/3'), triples: triples(line('a', '"after"')) },
          {
            graph: ex('refused/2'),
            triples: triples(line('a', '"after"'), '<http://example.org/a> <broken'),
          },
        ]),
        'syntax-error',
      );
      const csv = await ask(store, 'SELECT ?g ?o WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g', {
        namedGraphs: [ex('refused/1'), ex('refused/2'), ex('refused/3')],
      });
      assert.equal(csv, 'g,o\nhttp://example.org/refused/1,before\nhttp://example.org/refused/2,before\n');
      assert.equal((await store.readGraph(ex('refused/3'))).length, 0);
    });

    it('refuses a graph name that is no IRI', async () => {
      await rejectsWith(
        store.replaceGraphs([
          { graph: namedNode('urn:x> ; DROP ALL ; #'), triples: triples(line('a', '"1"')) },
        ]),
        'bad-request',
      );
    });

    it('lets no FROM widen the graphs that a query may see', async () => {
      await store.replaceGraphs([
        { graph: ex('open'), triples: triples(line('a', '"open"')) },
        { graph: ex('closed'), triples: triples(line('a', '"closed"')) },
      ]);
      const seen = { defaultGraphs: [ex('open')], namedGraphs: [ex('open')] };
      const texts = [
        'SELECT ?o FROM <http://example.org/closed> WHERE { ?s ?p ?o }',
        'SELECT ?o FROM NAMED <http://example.org/closed> WHERE { GRAPH ?g { ?s ?p ?o } }',
        'SELECT ?o WHERE { { ?s ?p ?o } UNION { GRAPH <http://example.org/closed> { ?s ?p ?o } } }',
      ];
      for (const text of texts) assert.equal(await ask(store, text, seen), 'o\nopen\n', text);
      const nothing = 'SELECT ?o WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }';
      assert.equal(await ask(store, nothing), 'o\n');
    });

    it('counts a triple once where its graph is named twice', async () => {
      await store.replaceGraphs([{ graph: ex('twice'), triples: triples(line('a', '"1"')) }]);
      const csv = await ask(store, 'SELECT ?o WHERE { ?s ?p ?o }', {
        defaultGraphs: [ex('twice'), ex('twice')],
      });
      assert.equal(csv, 'o\n1\n');
    });

    it('follows a property path over the graphs of the default graph', async () => {
      const step = (from: string, to: string): Uint8Array =>
        triples(line(from, `<http://example.org/${to}>`));
      await store.replaceGraphs([
        { graph: ex('path/1'), triples: step('a', 'b') },
        { graph: ex('path/2'), triples: step('b', 'c') },
      ]);
      const csv = await ask(
        store,
        'ASK { <http://example.org/a> <http://example.org/p>+ <http://example.org/c> }',
        {
          defaultGraphs: [ex('path/1'), ex('path/2')],
        },
      );
      assert.equal(csv.trim(), 'true');
    });

    it('resolves relative IRIs against the base it is given', async () => {
      const csv = await ask(store, 'SELECT (<thing> AS ?x) WHERE {}', {
        baseIri: 'http://example.org/base/',
      });
      assert.equal(csv, 'x\nhttp://example.org/base/thing\n');
    });

    it('writes each results format and each RDF format', async () => {
      await store.replaceGraphs([{ graph: ex('formats'), triples: triples(line('a', '"1"')) }]);
      const cases: [string, string, RegExp][] = [
        ['SELECT * WHERE { ?s ?p ?o }', 'application/sparql-results+json', /"bindings"/],
        ['SELECT * WHERE { ?s ?p ?o }', 'application/sparql-results+xml', /<sparql /],
        ['SELECT ?o WHERE { ?s ?p ?o }', 'text/csv', /^o\r?\n1\r?\n$/],
        ['SELECT ?o WHERE { ?s ?p ?o }', 'text/tab-separated-values', /^\?o\n"1"\n$/],
        ['ASK { ?s ?p ?o }', 'application/sparql-results+json', /"boolean":\s*true/],
        ['ASK { ?s ?p ?o }', 'application/sparql-results+xml', /<boolean>true/],
        ['CONSTRUCT WHERE { ?s ?p ?o }', 'text/turtle', /<http:\/\/example\.org\/a>/],
        ['CONSTRUCT WHERE { ?s ?p ?o }', 'application/n-triples', /"1" \.\n$/],
        ['CONSTRUCT WHERE { ?s ?p ?o }', 'application/ld+json', /"@value":\s*"1"/],
        ['DESCRIBE <http://example.org/a>', 'application/rdf+xml', /rdf:RDF/],
      ];
      for (const [text, mediaType, expected] of cases) {
        assert.match(await ask(store, text, { mediaType, defaultGraphs: [ex('formats')] }), expected);
      }
    });

    it('refuses a format that the form of the query does not have', async () => {
      await rejectsWith(
        ask(store, 'SELECT * WHERE { ?s ?p ?o }', { mediaType: 'text/turtle' }),
        'not-acceptable',
      );
      await rejectsWith(
        ask(store, 'CONSTRUCT WHERE { ?s ?p ?o }', { mediaType: 'text/csv' }),
        'not-acceptable',
      );
    });

    it('says the line and column where a query stops making sense', async () => {
      await assert.rejects(ask(store, 'SELECT * WHERE {\n  ?s ?p }'), (error) => {
        assert.ok(error instanceof MeridianError);
        assert.equal(error.code, 'bad-query');
        assert.equal(error.place?.line, 2);
        assert.equal(typeof error.place.column, 'number');
        return true;
      });
    });

    it('calls no other service', async () => {
      await rejectsWith(
        ask(store, 'SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }'),
        'unsupported-query',
      );
    });

    it('takes 100,000 triples, counts them, and reads them back', { timeout: 60_000 }, async () => {
      const before = await store.count();
      const lines: string[] = [];
      for (let i = 0; i < 100_000; i++) lines.push(`${line(`s${i % 20_000}`, `"value ${i}"`)} .\n`);
      await store.replaceGraphs([{ graph: ex('large'), triples: encoder.encode(lines.join('')) }]);
      assert.equal(await countOf(store, ex('large')), 100_000);
      assert.equal(await store.count(), before + 100_000);
      assert.equal(
        decoder
          .decode(await store.readGraph(ex('large')))
          .trim()
          .split('\n').length,
        100_000,
      );
    });

    it(
      'gives up a query past its deadline, answers those behind it, and has lost nothing',
      { timeout: 60_000 },
      async () => {
        await store.replaceGraphs([{ graph: ex('kept'), triples: triples(line('a', '"kept"')) }]);
        const total = await store.count();
        const late = rejectsWith(
          ask(store, runaway, { defaultGraphs: [ex('large'), ex('kept')], deadline: 200 }),
          'timeout',
        );
        const behind = Array.from({ length: 20 }, () =>
          ask(store, 'SELECT ?o WHERE { ?s ?p ?o }', { defaultGraphs: [ex('kept')] }),
        );
        const write = store.replaceGraphs([{ graph: ex('late'), triples: triples(line('a', '"late"')) }]);
        await late;
        assert.deepEqual(new Set(await Promise.all(behind)), new Set(['o\nkept\n']));
        await write;
        assert.equal(await countOf(store, ex('late')), 1);
        assert.equal(await store.count(), total + 1);
      },
    );
  });
}
