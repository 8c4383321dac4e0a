import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { MeridianError } from '../../../../server/errors.ts';
import type { SourceFile } from '../../../../server/lift/lifter.ts';
import { lexicalOf } from '../../../../server/lift/sources/record-source.ts';
import { openXml } from '../../../../server/lift/sources/xml-source.ts';
import type { XmlOptions } from '../../../../server/lift/sources/xml-source.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';
import { runRml } from '../../../support/run-rml.ts';

const register = `<?xml version="1.0"?>
<register date="2024-03-01">
  <patient id="7"><name><family>A</family></name><site>C61</site><site>C50</site></patient>
  <patient id="8"><site><![CDATA[C<34>]]></site></patient>
</register>`;

interface Read {
  readonly rows: string[][];
  readonly places: string[];
  readonly failures: MeridianError[];
}

async function read(
  file: SourceFile | string | Uint8Array,
  references: readonly string[],
  options: Partial<XmlOptions> = {},
): Promise<Read> {
  const failures: MeridianError[] = [];
  const source = openXml(
    [typeof file === 'string' || file instanceof Uint8Array ? sourceFile('a.xml', file) : file],
    {
      iterator: '/register/patient',
      namespaces: {},
      nulls: [],
      failure: (error) => failures.push(error),
      ...options,
    },
  );
  const slots = references.map((reference) => source.reference(reference));
  const [rows, places]: [string[][], string[]] = [[], []];
  for await (const record of source.records()) {
    rows.push(slots.map((slot) => record.read(slot).map(lexicalOf).join('|')));
    places.push(`${record.origin.line ?? ''} ${record.origin.pointer ?? ''}`);
  }
  return { rows, places, failures };
}

describe('XML as a source', () => {
  it('gives the text of elements and attributes, with the line and path of each record', async () => {
    const { rows, places, failures } = await read(register, ['@id', 'site', 'name/family', 'absent']);
    assert.deepEqual(rows, [
      ['7', 'C61|C50', 'A', ''],
      ['8', 'C<34>', '', ''],
    ]);
    assert.deepEqual(places, ['3 /register/patient[1]', '4 /register/patient[2]']);
    assert.deepEqual(failures, []);
  });

  it('takes any XPath, also one that goes up from the record, for which the document is held', async () => {
    const { rows } = await read(register, ['../@date', 'count(site)', 'site[2]', 'string-join(site, "+")']);
    assert.deepEqual(rows, [
      ['2024-03-01', '2', 'C50', 'C61+C50'],
      ['2024-03-01', '1', '', 'C<34>'],
    ]);
  });

  it('takes an iterator of any form', async () => {
    const { rows, places } = await read(register, ['.'], { iterator: '//site[. != "C61"]' });
    assert.deepEqual(rows, [['C50'], ['C<34>']]);
    assert.deepEqual(places, ['3 /register/patient[1]/site[2]', '4 /register/patient[2]/site[1]']);
  });

  it('reads the same in pieces of any size as at once', async () => {
    const bytes = new TextEncoder().encode(register.replace('A<', 'Ä€𝄞<'));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (size) => {
        const pieces: SourceFile = {
          path: 'a.xml',
          read: () => Promise.reject(new Error('not read at once')),
          // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
          async *stream() {
            for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
          },
        };
        const references = ['@id', 'site', 'name/family'];
        assert.deepEqual(await read(pieces, references), await read(bytes, references));
      }),
      { numRuns: 30 },
    );
  });

  it('reads the same record by record as from the whole document', async () => {
    const name = fc.constantFrom('patient', 'site', 'other');
    const tree = fc.letrec<{ element: string }>((tie) => ({
      element: fc
        .tuple(name, fc.array(fc.oneof(fc.constantFrom('a', ' ', '&amp;'), tie('element')), { maxLength: 4 }))
        .map(([tag, children]) => `<${tag}>${children.join('')}</${tag}>`),
    })).element;
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { maxLength: 5 }), async (elements) => {
        const text = `<register>${elements.join('')}</register>`;
        const references = ['site', '.', 'site/other'];
        const whole = await read(text, references, { iterator: '/register/patient[true()]' });
        assert.deepEqual(await read(text, references), whole);
      }),
    );
  });

  it('knows prefixes of the mapping before those of the file', async () => {
    const text =
      '<r:register xmlns:r="urn:a"><r:patient><r:x>1</r:x><x xmlns="urn:b">2</x></r:patient></r:register>';
    const iterator = '/r:register/r:patient';
    assert.deepEqual((await read(text, ['r:x'], { iterator })).rows, [['1']]);
    const other = { iterator: '/a:register/a:patient', namespaces: { a: 'urn:a', r: 'urn:b' } };
    assert.deepEqual((await read(text, ['a:x', 'r:x'], other)).rows, [['1', '2']]);
    assert.deepEqual(
      (await read(text, ['x'], { iterator: other.iterator, namespaces: { a: 'urn:a', '': 'urn:b' } })).rows,
      [['2']],
    );
    await assert.rejects(read(text, ['q:x'], { iterator }), {
      code: 'unreadable-source',
      message: 'The XPath "q:x" cannot be evaluated here (XPST0081).',
    });
  });

  it('says so where the elements are in a namespace that the iterator does not name', async () => {
    const { rows, failures } = await read('<register xmlns="urn:a"><patient/></register>', ['x']);
    assert.deepEqual(rows, []);
    assert.match(failures[0]?.message ?? '', /in a namespace that the iterator does not name/);
  });

  it('reads the encoding of the byte order mark or the declaration', async () => {
    const latin = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><register><patient id="Ä"/></register>',
      'latin1',
    );
    assert.deepEqual((await read(latin, ['@id'])).rows, [['Ä']]);
    const utf16 = Buffer.from('\ufeff<register><patient id="Ä"/></register>', 'utf16le');
    assert.deepEqual((await read(utf16, ['@id'])).rows, [['Ä']]);
    const wrong = Buffer.from('<register><patient id="Ä"/></register>', 'latin1');
    assert.match((await read(wrong, ['@id'])).failures[0]?.message ?? '', /not in utf-8/);
    const unknown = await read('<?xml version="1.0" encoding="klingon"?><register/>', ['@id']);
    assert.equal(unknown.failures[0]?.place?.line, 1);
  });

  it('refuses entities, of the file and from elsewhere, and expands none', async () => {
    const lol =
      '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><register><patient>&b;</patient></register>';
    const external =
      '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><register><patient>&x;</patient></register>';
    for (const text of [lol, external]) {
      const { rows, failures } = await read(text, ['.']);
      assert.deepEqual(rows, []);
      assert.match(failures[0]?.message ?? '', /declares entities/);
    }
    const undeclared = await read('<register><patient>&x;</patient></register>', ['.']);
    assert.match(undeclared.failures[0]?.message ?? '', /undefined entity/);
    const harmless =
      '<!DOCTYPE register SYSTEM "http://127.0.0.1:1/x.dtd"><register><patient id="1"/></register>';
    assert.deepEqual((await read(harmless, ['@id'])).rows, [['1']]);
  });

  it('reports broken XML with file and line, without a word of it, and keeps the records before', async () => {
    const broken = '<register>\n<patient id="1"/>\n<patient id="2"><Secret></patient></register>';
    const { rows, failures } = await read(broken, ['@id']);
    assert.deepEqual(rows, [['1']]);
    assert.equal(failures[0]?.place?.file, 'a.xml');
    assert.equal(failures[0].place.line, 3);
    assert.doesNotMatch(failures[0].message, /Secret/);
    for (const text of ['', 'no xml', '<register>', '\0\0'])
      assert.equal((await read(text, ['.'])).failures.length, 1);
  });

  it('holds neither a document nor a depth without bound', async () => {
    const deep = await read(`<register>${'<a>'.repeat(2000)}`, ['.']);
    assert.match(deep.failures[0]?.message ?? '', /nest deeper/);
    const large: SourceFile = {
      path: 'a.xml',
      read: () => Promise.reject(new Error('not read at once')),
      // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
      async *stream() {
        yield Buffer.from('<register><patient>');
        for (let piece = 0; piece < 70; piece++) yield Buffer.alloc(1 << 20, 'x');
        yield Buffer.from('</patient></register>');
      },
    };
    const held = await read(large, ['@id']);
    assert.match(held.failures[0]?.message ?? '', /too large to be held/);
    assert.deepEqual((await read(large, ['@id'], { iterator: '/register/other' })).failures, []);
  });

  it('refuses an XPath that cannot be used when the mapping is read', async () => {
    for (const reference of ['site[', 'nothing(1)', "doc('file:///etc/passwd')"])
      await assert.rejects(read(register, [reference]), { code: 'bad-mapping' });
  });

  it('walks usual references to what the engine finds for them', async () => {
    const references = ['site', 'name/family', '@id', 'name/@x', 'patient', 'name'];
    const slow = references.map((reference) => `(${reference})`);
    assert.deepEqual((await read(register, references)).rows, (await read(register, slow)).rows);
  });

  it('runs under a mapping, of both vocabularies, with iterable fields', async () => {
    const mapping = `
      [] rml:logicalSource [ rml:source "a.xml" ; rml:iterator "/r:register/r:patient" ;
          rml:referenceFormulation [ a rml:XPathReferenceFormulation ;
            <http://w3id.org/rml/namespace> [ rml:namespacePrefix "r" ; rml:namespaceURL "urn:a" ] ] ] ;
        rml:subjectMap [ rml:template "http://example.org/{@id}" ] ;
        rml:predicateObjectMap [ rml:predicate ex:site ; rml:objectMap [ rml:reference "r:site" ] ] .`;
    const text = '<register xmlns="urn:a"><patient id="7"><site>C61</site></patient></register>';
    const { lines, failures } = await runRml(mapping, [sourceFile('a.xml', text)]);
    assert.deepEqual(failures, []);
    assert.deepEqual(lines, ['<7> <site> "C61"']);
    const view = `
      [] rml:logicalSource [ a rml:LogicalView ;
          rml:viewOn [ rml:source "a.xml" ; rml:referenceFormulation rml:XPath ; rml:iterator "/register/patient" ] ;
          rml:field [ rml:fieldName "id" ; rml:reference "@id" ] ,
            [ rml:fieldName "sites" ; rml:iterator "site" ; rml:field [ rml:fieldName "code" ; rml:reference "." ] ] ] ;
        rml:subjectMap [ rml:template "http://example.org/{id}" ] ;
        rml:predicateObjectMap [ rml:predicate ex:site ; rml:objectMap [ rml:reference "sites.code" ] ] .`;
    const nested = await runRml(view, [sourceFile('a.xml', register)]);
    assert.deepEqual(nested.lines, ['<7> <site> "C50"', '<7> <site> "C61"', '<8> <site> "C<34>"']);
  });
});
