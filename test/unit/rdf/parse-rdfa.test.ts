import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isomorphic } from 'rdf-isomorphic';
import type { MeridianError } from '../../../server/errors.ts';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';
import type { ParsedRdf } from '../../../server/rdf/parse-rdf.ts';
import { serializeRdf } from '../../../server/rdf/serialize-rdf.ts';
import { blankNode, literal, namedNode, quad } from '../../../server/rdf/terms.ts';
import type { Quad } from '../../../server/rdf/terms.ts';
import { writeRdfa } from '../../support/write-rdfa.ts';

const baseIri = 'http://example.org/id/north/';
const fixtures = join(import.meta.dirname, '../../fixtures/rdfa');
const ex = (name: string) => `http://example.org/ns#${name}`;
const prefix = `prefix="ex: ${ex('')}"`;

function parse(text: string, mediaType = 'text/html', file = 'page.html'): Promise<ParsedRdf> {
  return parseRdf(text, { mediaType, baseIri, file });
}

async function lines(text: string, mediaType = 'text/html'): Promise<string[]> {
  const { quads } = await parse(text, mediaType);
  const written = await serializeRdf(quads, 'application/n-triples');
  return written
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      line
        .replaceAll(ex(''), '#')
        .replaceAll(baseIri, '/')
        .replaceAll('http://www.w3.org/2001/XMLSchema#', 'xsd:'),
    );
}

async function assertFails(
  text: string,
  message: RegExp,
  line: number,
  mediaType = 'text/html',
): Promise<void> {
  await assert.rejects(parse(text, mediaType), (error: MeridianError) => {
    assert.equal(error.code, 'syntax-error', error.stack);
    assert.match(error.message, message);
    assert.deepEqual(error.place, { file: 'page.html', line });
    assert.notEqual(error.advice, undefined);
    return true;
  });
}

async function assertSame(one: readonly Quad[], other: readonly Quad[]): Promise<void> {
  const [a, b] = [await serializeRdf(one, 'text/turtle'), await serializeRdf(other, 'text/turtle')];
  assert.ok(isomorphic([...one], [...other]), `${a}\n---- is not ----\n${b}`);
}

describe('parseRdf of RDFa', () => {
  const page = readFileSync(join(fixtures, 'catalogue.html'), 'utf8');

  it('says of a catalogue page what its Turtle twin says', async () => {
    const twin = await parseRdf(readFileSync(join(fixtures, 'catalogue.ttl')), {
      mediaType: 'text/turtle',
      baseIri,
    });
    await assertSame((await parse(page, 'text/html', 'pages/catalogue.html')).quads, twin.quads);
  });

  it('tells the line of the element of each property, and the declared prefixes', async () => {
    const parsed = await parse(page, 'text/html; charset=utf-8', 'catalogue.html');
    const lineOf = (text: string): number => page.slice(0, page.indexOf(text)).split('\n').length;
    const dataset = `${baseIri}dataset/1`;
    assert.deepEqual(parsed.place(dataset), {
      file: 'catalogue.html',
      line: lineOf('<li resource="dataset/1"'),
    });
    assert.equal(parsed.place(dataset, 'http://purl.org/dc/terms/issued')?.line, lineOf('<time'));
    assert.equal(parsed.place(dataset, 'http://purl.org/dc/terms/identifier')?.line, lineOf('content="D-1"'));
    assert.equal(parsed.place('http://example.org/none'), undefined);
    assert.equal(parsed.prefixes.get('dct'), 'http://purl.org/dc/terms/');
  });

  it('keeps apart the blank nodes of pages, and those of a page from generated ones', async () => {
    const text = `<div ${prefix}><p about="_:1" property="ex:a">x</p><p property="ex:b" typeof="ex:T">y</p></div>`;
    const [one, two] = [await parse(text), await parse(text)];
    const labels = (parsed: ParsedRdf): string[] => [
      ...new Set(
        parsed.quads
          .flatMap(({ subject, object }) => [subject, object])
          .filter(({ termType }) => termType === 'BlankNode')
          .map(({ value }) => value),
      ),
    ];
    assert.equal(labels(one).length, 2);
    assert.equal(new Set([...labels(one), ...labels(two)]).size, 4);
  });

  it('names the page by its file, unless the page has a base', async () => {
    const body = `<body ${prefix}><p property="ex:a">x</p><a property="ex:b" href="y?q#f">y</a></body>`;
    assert.deepEqual(await lines(`<html>${body}</html>`), [
      '</page.html> <#a> "x" .',
      '</page.html> <#b> </y?q#f> .',
    ]);
    assert.deepEqual(
      await lines(`<html><head><base href="https://h.example.org/c/d#e"></head>${body}</html>`),
      [
        '<https://h.example.org/c/d> <#a> "x" .',
        '<https://h.example.org/c/d> <#b> <https://h.example.org/c/y?q#f> .',
      ],
    );
    const head = '<head><base href="http://h.example.org/a b"></head>';
    assert.deepEqual(await lines(`<html>${head}<body ${prefix}><p property="ex:a">x</p></body></html>`), [
      '<http://h.example.org/a%20b> <#a> "x" .',
    ]);
  });

  const cases: readonly (readonly [name: string, text: string, ...expected: string[]])[] = [
    [
      'takes a datatype that means nothing as none, and keeps content',
      '<p property="ex:a" datatype="none" content="c">t</p>',
      '</page.html> <#a> "c" .',
    ],
    [
      'drops the language with a datatype',
      '<p lang="de" property="ex:a" datatype="xsd:date">t</p>',
      '</page.html> <#a> "t"^^<xsd:date> .',
    ],
    [
      'keeps the language with an empty datatype',
      '<p lang="de" property="ex:a" datatype="">t</p>',
      '</page.html> <#a> "t"@de .',
    ],
    [
      'lets xml:lang come before lang',
      '<p lang="de" xml:lang="fr"><b property="ex:a">t</b></p>',
      '</page.html> <#a> "t"@fr .',
    ],
    [
      'reads en_US as the language en-US',
      '<p lang="en_US" property="ex:a">t</p>',
      '</page.html> <#a> "t"@en-us .',
    ],
    [
      'types a time by what it says, also in its text',
      '<time property="ex:a">2021-02</time><time property="ex:b" datetime="PT5M">5</time><time property="ex:c">soon</time>',
      '</page.html> <#a> "2021-02"^^<xsd:gYearMonth> .',
      '</page.html> <#b> "PT5M"^^<xsd:duration> .',
      '</page.html> <#c> "soon" .',
    ],
    [
      'does not encode addresses twice, and encodes what no IRI may hold',
      '<a property="ex:a" href="a%20b c{}&quot;ö">x</a>',
      '</page.html> <#a> </a%20b%20c%7B%7D%22ö> .',
    ],
    [
      'keeps IRIs of any scheme as data',
      '<a property="ex:a" href="javascript:alert(1)">x</a><img property="ex:b" src="data:,x">',
      '</page.html> <#a> <javascript:alert(1)> .',
      '</page.html> <#b> <data:,x> .',
    ],
    [
      'puts terms under the vocabulary, knows no term without one, and an empty one ends it',
      '<p property="name">1</p><div vocab="http://v.example.org/"><p property="name http://w.example.org/x">2</p><p vocab="" property="name">3</p></div>',
      '</page.html> <http://www.w3.org/ns/rdfa#usesVocabulary> <http://v.example.org/> .',
      '</page.html> <http://v.example.org/name> "2" .',
      '</page.html> <http://w.example.org/x> "2" .',
    ],
    [
      'knows the initial context, and prefixes in any case',
      '<p property="DCT2:a dcat:keyword" prefix="dct2: http://d.example.org/">x</p><a rel="LICENSE" href="l">y</a>',
      '</page.html> <http://d.example.org/a> "x" .',
      '</page.html> <http://www.w3.org/ns/dcat#keyword> "x" .',
      '</page.html> <http://www.w3.org/1999/xhtml/vocab#license> </l> .',
    ],
    [
      'does not take names of JavaScript objects for prefixes or terms',
      '<p property="constructor:x toString __proto__ ex:a">x</p>',
      '</page.html> <constructor:x> "x" .',
      '</page.html> <#a> "x" .',
    ],
    [
      'ignores words of rel beside property, and keeps its other names',
      '<a property="ex:a" rel="license ex:b" href="y">x</a>',
      '</page.html> <#b> </y> .',
      '</page.html> <#a> "x" .',
    ],
    [
      'sees no blank node where rel has no name',
      '<ul rel="sidebar" about="a"><li property="ex:p">x<li rel="up"><b property="ex:q">y</b></ul>',
      '</a> <#p> "x" .',
      '</a> <#q> "y" .',
    ],
    [
      'chains typed resources',
      '<div about="a" rel="ex:knows"><p typeof="ex:P" resource="b"><i property="ex:n">B</i></p><p resource="c" property="ex:o" content="C"></p></div>',
      '</b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <#P> .',
      '</b> <#n> "B" .',
      '</a> <#knows> </b> .',
      '</a> <#knows> </c> .',
      '</c> <#o> "C" .',
    ],
    [
      'reads a safe CURIE that means nothing as no attribute',
      '<p about="[none:x]" property="ex:a">x</p><p property="ex:b" resource="[]" href="h">y</p>',
      '</page.html> <#a> "x" .',
      '</page.html> <#b> </h> .',
    ],
    [
      'keeps markup of rdf:HTML as it is written',
      '<p property="ex:a" datatype="rdf:HTML">a <b class=x>&amp;</b><br></p>',
      '</page.html> <#a> "a <b class=x>&amp;</b><br>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML> .',
    ],
    [
      'leaves out scripts, styles and templates',
      '<p property="ex:a">x<script property="ex:b">s</script><style>t</style><template><i property="ex:c">u</i></template></p>',
      '</page.html> <#a> "x" .',
    ],
    [
      'closes paragraphs and cells as browsers do',
      '<p property="ex:a">x<p property="ex:b">y<div>z</div>',
      '</page.html> <#a> "x" .',
      '</page.html> <#b> "y" .',
    ],
  ];
  for (const [name, text, ...expected] of cases) {
    it(name, async () => {
      assert.deepEqual((await lines(`<html ${prefix}><body>${text}</body></html>`)).sort(), expected.sort());
    });
  }

  it('takes the list of an element that names its subject itself, and lists of lists of nothing', async () => {
    const text = `<body ${prefix}>
      <p about="a" typeof="ex:T" rel="ex:list" inlist resource="b"></p>
      <p about="a" property="ex:words" inlist content="w" href="no">x</p>
      <div about="c"><p rel="ex:list" inlist></p><ul rel="ex:more" inlist><li typeof="ex:U"></ul></div></body>`;
    const twin = await parseRdf(
      `@prefix ex: <${ex('')}> . <a> a ex:T ; ex:list ( <b> ) ; ex:words ( "w" ) . <c> ex:list () ; ex:more ( [ a ex:U ] ) .`,
      { mediaType: 'text/turtle', baseIri },
    );
    await assertSame((await parse(text)).quads, twin.quads);
  });

  it('reads XHTML with its document type, entities of HTML and self-closed elements', async () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML+RDFa 1.0//EN" "http://www.w3.org/MarkUp/DTD/xhtml-rdfa-1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:Ex="${ex('')}" xml:lang="en"><head><title/></head>
<body><p property="ex:a">a&nbsp;&eacute;&lt;<br/><![CDATA[<&]]></p><span property="ex:b"/></body></html>`;
    assert.deepEqual(await lines(text, 'application/xhtml+xml'), [
      '</page.html> <#a> "a\u00a0é<<&"@en .',
      '</page.html> <#b> ""@en .',
    ]);
    await assertFails('<html>\n<p>\n<b></p></html>', /not closed/, 3, 'application/xhtml+xml');
    await assertFails('<html>\n<p>', /not closed/, 2, 'application/xhtml+xml');
  });

  it('refuses with the line what it would read wrongly', async () => {
    const at = (text: string): string => `<html ${prefix}>\n${text}`;
    await assertFails(at('<p property="rdfa:copy" href="x">'), /rdfa:copy/, 2);
    await assertFails(at('<p property="ex:a" datatype="rdf:object">x'), /rdf:object/, 2);
    await assertFails(at('<p rel="ex:a ex:b" inlist>x'), /inlist/, 2);
    await assertFails(at('<p lang="not a language" property="ex:a">x'), /language/, 2);
    await assertFails('<!DOCTYPE html [\n<!ENTITY a "b">]><p>', /entities/, 1);
    await assert.rejects(
      parseRdf(Buffer.from([60, 112, 62, 10, 255]), { mediaType: 'text/html', baseIri }),
      /UTF-8/,
    );
  });

  it('changes nothing global and opens no connection', async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    const { fetch } = globalThis;
    globalThis.fetch = () => assert.fail('fetched');
    try {
      await parse(
        '<html><head><base href="http://127.0.0.1:1/"><link rel="dct:x" href="y"><script src="z"></script></head>',
      );
    } finally {
      globalThis.fetch = fetch;
    }
    assert.deepEqual(Object.getOwnPropertyNames(globalThis), before);
  });

  const megabyte = 1_000_000;
  const hostile: readonly (readonly [name: string, text: string, refused?: RegExp])[] = [
    ['elements nested 100,000 deep', '<div property="ex:a">'.repeat(100_000), /nested deeper/],
    ['tags that never close', '<b>'.repeat(100_000), /nested deeper/],
    ['100,000 siblings', '<p property="ex:a">x</p>'.repeat(100_000)],
    [
      '100,000 attributes',
      `<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')} property="ex:a">x</p>`,
    ],
    [
      '100,000 prefixes',
      `<p prefix="${'ab: http://x/ '.repeat(100_000)}">${'<i property="ab:c">x</i>'.repeat(1000)}</p>`,
    ],
    ['an attribute of 1 MB', `<p property="ex:a" content="${'x'.repeat(megabyte)}"></p>`],
    ['an address of 1 MB', `<a property="ex:a" href="data:${'../'.repeat(megabyte / 3)}">x</a>`],
    ['a relative address of 1 MB', `<a property="ex:a" href="${'a/../'.repeat(megabyte / 5)}">x</a>`],
    [
      'white space of 1 MB',
      `<p property="ex:a${' '.repeat(megabyte)}ex:b" typeof="ex:c${'\u00a0'.repeat(megabyte)}">x</p>`,
    ],
    ['entities of 1 MB', `<p property="ex:a">${'&amp;&nope;&#38'.repeat(megabyte / 15)}</p>`],
    ['digits in a time', `<time property="ex:a">P${'1'.repeat(megabyte)}</time>`],
    ['closing tags without opening ones', `<p property="ex:a">x</p>${'</i>'.repeat(250_000)}`],
    [
      'values nested in one another',
      `${'<p property="ex:a"><span property="ex:a">'.repeat(95)}${'x'.repeat(megabyte)}`,
      /longer than the page/,
    ],
    [
      'properties times elements',
      `<div rel="${Array.from({ length: 2000 }, (_, i) => `ex:${i}`).join(' ')}">${'<i about="x"></i>'.repeat(2000)}</div>`,
      /more statements/,
    ],
    ['comments that do not end', '<!--'.repeat(250_000)],
    ['angle brackets', '<'.repeat(megabyte)],
  ];
  for (const [name, text, refused] of hostile) {
    it(`reads or refuses ${name} at once`, { timeout: 20_000 }, async () => {
      const start = performance.now();
      const reading = parse(`<body ${prefix}>${text}`);
      if (refused === undefined) await reading;
      else await assert.rejects(reading, refused);
      assert.ok(performance.now() - start < 6000, `took ${performance.now() - start} ms`);
    });
  }

  it('reads back every graph that is written as RDFa', async () => {
    const iri = fc
      .constantFrom('a', 'dataset/1', '#f', 'ö?x=1&y', "it's")
      .map((name) => namedNode(baseIri + name));
    const blank = fc.constantFrom('x', 'y', 'z').map((label) => blankNode(label));
    const text = fc.string({
      unit: fc.constantFrom('a', 'ß', ' ', '\n', '\t', '<', '>', '&', '"', "'", '&amp;', '😀', '-->', ']]>'),
    });
    const value = fc.oneof(
      text.map((each) => literal(each)),
      text.map((each) => literal(each, 'de-at')),
      text.map((each) => literal(each, namedNode(ex('type')))),
    );
    const statement = fc
      .tuple(fc.oneof(iri, blank), fc.constantFrom('p', 'q', 'type'), fc.oneof(iri, blank, value))
      .map(([subject, name, object]) => quad(subject, namedNode(ex(name)), object));
    const graph = fc.array(statement, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(graph, fc.boolean(), fc.integer(), async (quads, xhtml, seed) => {
        const written = writeRdfa(quads, { base: baseIri, xhtml, seed });
        const read = await parse(written, xhtml ? 'application/xhtml+xml' : 'text/html');
        const distinct = [...new Map(quads.map((each) => [JSON.stringify(each), each])).values()];
        const again = [...new Map(read.quads.map((each) => [JSON.stringify(each), each])).values()];
        assert.ok(isomorphic(again, distinct), written);
      }),
      { numRuns: 200 },
    );
  });
});
