import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MeridianError } from '../../../server/errors.ts';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';

const baseIri = 'http://example.org/id/north/';
const dct = 'http://purl.org/dc/terms/';

function failure(code: string, check: (error: MeridianError) => void) {
  return (error: unknown) => {
    const failed = error as MeridianError;
    assert.equal(failed.code, code, failed.message);
    check(failed);
    return true;
  };
}

describe('parseRdf of Turtle', () => {
  const text = `@prefix dct: <${dct}> .
PREFIX dcat: <http://www.w3.org/ns/dcat#>

<dataset/7>
  a dcat:Dataset ;
  dct:title "Seven"@en ,
    "Sieben"@de ;
  dcat:contactPoint [
    dct:title "inner"
  ] ;
  dct:subject ( "one"
    "two" ) ;
  dct:description """a
b""" .
_:named dct:title "x" .
`;

  it('tells the line of every property, also behind nested and long values', async () => {
    const parsed = await parseRdf(text, { mediaType: 'text/turtle', baseIri, file: 'a.ttl' });
    const subject = `${baseIri}dataset/7`;
    const line = (predicate?: string) => parsed.place(subject, predicate)?.line;
    assert.equal(line('http://www.w3.org/1999/02/22-rdf-syntax-ns#type'), 5);
    assert.equal(line(`${dct}title`), 6);
    assert.equal(line('http://www.w3.org/ns/dcat#contactPoint'), 8);
    assert.equal(line(`${dct}subject`), 11);
    assert.equal(line(`${dct}description`), 13);
    assert.deepEqual(parsed.place(subject), { file: 'a.ttl', line: 5 });
    assert.equal(parsed.place('http://example.org/absent'), undefined);
  });

  it('tells the line of blank nodes, with and without a label', async () => {
    const parsed = await parseRdf(text, { mediaType: 'text/turtle', baseIri });
    const inner = parsed.quads.find((quad) => quad.object.value === 'inner')?.subject.value ?? '';
    const named = parsed.quads.find((quad) => quad.object.value === 'x')?.subject.value ?? '';
    assert.equal(parsed.place(`_:${inner}`, `${dct}title`)?.line, 9);
    assert.equal(parsed.place(`_:${named}`, `${dct}title`)?.line, 15);
  });

  it('keeps the declared prefixes', async () => {
    const parsed = await parseRdf(text, { mediaType: 'text/turtle; charset=utf-8', baseIri });
    assert.equal(parsed.prefixes.get('dct'), dct);
  });

  it('tells the line in TriG, where graphs are in braces', async () => {
    const parsed = await parseRdf(
      `@prefix dct: <${dct}> .\n<g> {\n  <a> dct:title "x"\n}\nGRAPH <h> {\n<b>\n dct:title "y" . }`,
      { mediaType: 'application/trig', baseIri },
    );
    assert.equal(parsed.place(`${baseIri}a`, `${dct}title`)?.line, 3);
    assert.equal(parsed.place(`${baseIri}b`, `${dct}title`)?.line, 7);
  });

  const broken = [
    ['an undeclared prefix', '<a> <b> <c> .\n<a> dct:title "x" .', 2],
    ['a missing dot', '<a> <b> <c>\n<d> <e> <f> .', 2],
    ['a space in an IRI', '<a> <b>\n\n<http://example.org/a b> .', 3],
    ['a bad escape', '<a> <b> "x\\q" .', 1],
    ['a bad unicode escape', '<a> <b> <http://example.org/\\u00zz> .', 1],
    ['an open string', '<a> <b> "x\n .', 1],
    ['a triple term', '<a> <b> <c> .\n<a> <b> <<( <a> <b> <c> )>> .', 2],
    ['no end', '<a> <b>', 1],
  ] as const;
  for (const [what, input, line] of broken) {
    it(`names file and line of ${what}`, async () => {
      await assert.rejects(
        parseRdf(input, { mediaType: 'text/turtle', baseIri, file: 'bad.ttl' }),
        failure('syntax-error', (error) => {
          assert.equal(error.place?.file, 'bad.ttl');
          assert.equal(error.place.line, line, error.message);
        }),
      );
    });
  }

  it('refuses a text that is not UTF-8 and names the line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<a> <b> <c> .\n<a> <b> "'),
      Buffer.from([0xe9]),
      Buffer.from('" .'),
    ]);
    await assert.rejects(
      parseRdf(bytes, { mediaType: 'text/turtle', baseIri }),
      failure('syntax-error', (error) => {
        assert.equal(error.place?.line, 2);
      }),
    );
  });

  it('reads a literal of a million characters in a text of five megabytes', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, row) => `<s${row}> <http://example.org/p> "value ${row}" .`,
    );
    const long = `<long> <http://example.org/p> """${'x'.repeat(1_000_000)}""" .`;
    const input = `@base <http://example.org/> .\n${rows.join('\n')}\n${long}\n# ${'y'.repeat(1_200_000)}\n`;
    assert.ok(input.length > 5_000_000);
    const parsed = await parseRdf(input, { mediaType: 'text/turtle', baseIri });
    assert.equal(parsed.quads.length, 60_001);
    assert.equal(parsed.place('http://example.org/long')?.line, 60_002);
  });
});

describe('parseRdf of hostile texts', () => {
  it('reads brackets nested a hundred thousand deep without running out of stack', async () => {
    const deep = `<a> <b> ${'[ <b> '.repeat(100_000)}1${' ]'.repeat(100_000)} .`;
    const parsed = await parseRdf(deep, { mediaType: 'text/turtle', baseIri });
    assert.equal(parsed.quads.length, 100_001);
  });

  it('refuses broken XML of megabytes at once', async () => {
    const start = performance.now();
    for (const text of [
      '<!DOCTYPE '.repeat(200_000),
      '<!--'.repeat(500_000),
      `<a ${'b="c" '.repeat(200_000)}/>`,
    ]) {
      await assert.rejects(parseRdf(text, { mediaType: 'application/rdf+xml', baseIri }), {
        code: 'syntax-error',
      });
    }
    assert.ok(performance.now() - start < 5000);
  });
});

describe('parseRdf of JSON-LD', () => {
  const document = {
    '@context': {
      dct,
      id: '@id',
      title: { '@id': 'dct:title', '@language': 'en' },
      dcat: 'http://www.w3.org/ns/dcat#',
    },
    '@graph': [
      {
        '@id': 'dataset/7',
        '@type': 'dcat:Dataset',
        title: 'Seven',
        'dct:publisher': { id: 'agent/a', title: 'A' },
      },
    ],
  };

  it('tells the JSON pointer of nodes and properties', async () => {
    const parsed = await parseRdf(JSON.stringify(document), {
      mediaType: 'application/ld+json',
      baseIri,
      file: 'a.jsonld',
    });
    assert.equal(parsed.quads.length, 4);
    assert.deepEqual(parsed.place(`${baseIri}dataset/7`), { file: 'a.jsonld', pointer: '/@graph/0' });
    assert.equal(parsed.place(`${baseIri}dataset/7`, `${dct}title`)?.pointer, '/@graph/0/title');
    assert.equal(parsed.place(`${baseIri}agent/a`, `${dct}title`)?.pointer, '/@graph/0/dct:publisher/title');
    assert.equal(parsed.prefixes.get('dct'), dct);
  });

  it('names line and column where the JSON breaks off', async () => {
    for (const [text, line, column] of [
      ['{\n  "a": x\n}', 2, 8],
      ['{"a": 1,}', 1, 9],
      ['[1\n', 2, 1],
      ['{"a": "x\ny"}', 1, 7],
    ] as const) {
      await assert.rejects(
        parseRdf(text, { mediaType: 'application/ld+json', baseIri, file: 'b.json' }),
        failure('syntax-error', (error) => {
          assert.deepEqual(error.place, { file: 'b.json', line, column });
        }),
      );
    }
  });

  it('never fetches a context, and says what to do instead', async () => {
    await assert.rejects(
      parseRdf('{"@context": "https://example.org/context.jsonld", "@id": "x"}', {
        mediaType: 'application/ld+json',
        baseIri,
      }),
      failure('syntax-error', (error) => {
        assert.match(error.message, /context/);
        assert.doesNotMatch(error.message, /context\.jsonld/);
        assert.match(error.advice ?? '', /never fetched/);
      }),
    );
  });

  it('refuses a key without a meaning instead of losing it', async () => {
    await assert.rejects(
      parseRdf('{"@id": "http://example.org/x", "titel": "A"}', {
        mediaType: 'application/ld+json',
        baseIri,
      }),
      failure('syntax-error', (error) => {
        assert.match(error.message, /did not expand into an absolute IRI/);
        assert.doesNotMatch(error.message, /titel/);
      }),
    );
  });

  it('refuses deep nesting without running out of stack', async () => {
    const deep = `${'{"@context":{"p":"http://example.org/p"},"p":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    await assert.rejects(
      parseRdf(deep, { mediaType: 'application/ld+json', baseIri }),
      failure('syntax-error', (error) => {
        assert.match(error.message, /nested deeper/);
      }),
    );
    const arrays = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    await assert.rejects(parseRdf(arrays, { mediaType: 'application/ld+json', baseIri }), {
      code: 'syntax-error',
    });
  });
});

describe('parseRdf of RDF/XML', () => {
  const head =
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/">';
  const options = { mediaType: 'application/rdf+xml', baseIri, file: 'a.rdf' };

  it('tells the line of nodes and properties', async () => {
    const parsed = await parseRdf(
      `${head}\n<rdf:Description rdf:about="dataset/7">\n<dct:title>A</dct:title>\n<dct:publisher>\n<rdf:Description rdf:about="agent/a"><dct:title>B</dct:title></rdf:Description></dct:publisher>\n</rdf:Description>\n<rdf:Description rdf:about="empty">\n</rdf:Description></rdf:RDF>`,
      options,
    );
    assert.equal(parsed.quads.length, 3);
    assert.equal(parsed.place(`${baseIri}dataset/7`, `${dct}title`)?.line, 3);
    assert.equal(parsed.place(`${baseIri}dataset/7`, `${dct}publisher`)?.line, 4);
    assert.equal(parsed.place(`${baseIri}agent/a`)?.line, 5);
  });

  it('reads text in several pieces as one literal', async () => {
    const parsed = await parseRdf(
      `${head}<rdf:Description rdf:about="a"><dct:title>x &amp; <!-- note -->y<![CDATA[<z>]]></dct:title></rdf:Description></rdf:RDF>`,
      options,
    );
    assert.equal(parsed.quads[0]?.object.value, 'x & y<z>');
  });

  it('reads lists, XML literals and empty properties', async () => {
    const parsed = await parseRdf(
      `${head}<rdf:Description rdf:about="a"><dct:subject rdf:parseType="Collection"><rdf:Description rdf:about="b"/><rdf:Description rdf:about="c"/></dct:subject><dct:title/><dct:abstract rdf:parseType="Literal"><b>x</b></dct:abstract><dct:creator rdf:parseType="Resource"><dct:title>n</dct:title></dct:creator></rdf:Description></rdf:RDF>`,
      options,
    );
    const objects = parsed.quads.map((quad) => quad.object.value);
    assert.equal(parsed.quads.length, 9);
    assert.equal(parsed.quads.filter((quad) => quad.predicate.value.endsWith('#first')).length, 2);
    assert.ok(objects.includes(''));
    assert.ok(objects.some((value) => value.includes('<b') && value.includes('x</b>')));
  });

  const refused = [
    ['an external entity', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<r>&x;</r>', 1],
    ['entities that grow', `\n<!DOCTYPE r [${'<!ENTITY a "bbbbbbbb">'.repeat(3)}]><r/>`, 2],
    ['an external document type', '<!DOCTYPE r SYSTEM "http://example.org/x.dtd"><r/>', 1],
    ['an unknown entity', `${head}\n<rdf:Description>&nope;</rdf:Description></rdf:RDF>`, 2],
    ['elements that do not match', `${head}\n\n<dct:title></dct:name></rdf:RDF>`, 3],
    [
      'stray text',
      `${head}\n<rdf:Description rdf:about="a">loose<dct:title>x</dct:title></rdf:Description></rdf:RDF>`,
      2,
    ],
  ] as const;
  for (const [what, text, line] of refused) {
    it(`refuses ${what} with file and line`, async () => {
      await assert.rejects(
        parseRdf(text, options),
        failure('syntax-error', (error) => {
          assert.equal(error.place?.file, 'a.rdf');
          assert.equal(error.place.line, line, error.message);
        }),
      );
    });
  }

  it('refuses an empty text and deep nesting', async () => {
    await assert.rejects(parseRdf('', options), { code: 'syntax-error' });
    const deep = `${head}${'<rdf:Description><dct:relation>'.repeat(30_000)}${'</dct:relation></rdf:Description>'.repeat(30_000)}</rdf:RDF>`;
    await assert.rejects(parseRdf(deep, options), { code: 'syntax-error' });
  });
});

describe('parseRdf', () => {
  it('refuses other media types and names those it reads', async () => {
    await assert.rejects(
      parseRdf('', { mediaType: 'text/csv', baseIri }),
      failure('unknown-format', (error) => {
        assert.match(error.advice ?? '', /text\/turtle/);
      }),
    );
  });

  it('gives blank nodes of different texts different labels', async () => {
    const inputs = [
      ['_:a <http://example.org/p> "1" .', 'text/turtle'],
      ['_:a <http://example.org/p> "1" .', 'application/n-triples'],
      ['{"http://example.org/p": "1"}', 'application/ld+json'],
      ['{"http://example.org/p": "1"}', 'application/ld+json'],
    ] as const;
    const parsed = await Promise.all(
      inputs.map(([text, mediaType]) => parseRdf(text, { mediaType, baseIri })),
    );
    const labels = parsed.map(({ quads }) => quads[0]?.subject.value);
    assert.equal(new Set(labels).size, inputs.length);
  });
});
