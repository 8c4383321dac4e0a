import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';
import { renameNamespaces } from '../../../server/rdf/rename-namespaces.ts';

const [old, older, now] = [
  'http://old.example.org/',
  'http://old.example.org/deep#',
  'http://now.example.org/',
];
const aliases = new Map([
  [old, now],
  [older, `${now}deep/`],
]);

async function rename(turtle: string) {
  const options = { mediaType: 'text/turtle', baseIri: 'http://example.org/', file: 'a.ttl' };
  return renameNamespaces(await parseRdf(turtle, options), aliases);
}

describe('renameNamespaces', () => {
  it('renames subjects, properties, objects and datatypes by the longest alias', async () => {
    const { quads } = await rename(
      `<${old}s> <${older}p> <${old}o>, "x"^^<${old}t>, "${old}"@en . <x> <y> "${old}" .`,
    );
    assert.deepEqual(
      quads.map(({ subject, predicate, object }) => [subject.value, predicate.value, object.value]),
      [
        [`${now}s`, `${now}deep/p`, `${now}o`],
        [`${now}s`, `${now}deep/p`, 'x'],
        [`${now}s`, `${now}deep/p`, old],
        ['http://example.org/x', 'http://example.org/y', old],
      ],
    );
    assert.equal(quads[1]?.object.termType === 'Literal' && quads[1].object.datatype.value, `${now}t`);
  });

  it('finds places by canonical names, whichever spelling the text has', async () => {
    const renamed = await rename(
      `<a>\n <${old}p> 1 ;\n <${now}q> 2 .\n<${old}b>\n <${now}p> 3 .\n<${now}b>\n <${old}r> 4 .`,
    );
    const line = (node: string, predicate?: string) => renamed.place(node, predicate)?.line;
    assert.equal(line('http://example.org/a', `${now}p`), 2);
    assert.equal(line('http://example.org/a', `${now}q`), 3);
    assert.equal(line('http://example.org/a', `${now}absent`), 2);
    assert.equal(line(`${now}b`, `${now}p`), 5);
    assert.equal(line(`${now}b`, `${now}r`), 7);
    assert.equal(line('http://example.org/none'), undefined);
  });

  it('tells each alias that is used, with its first place', async () => {
    const { aliases: used } = await rename(`<a>\n <x> <${older}v> ;\n <${older}p> 1 .`);
    assert.deepEqual(used, [
      {
        alias: older,
        namespace: `${now}deep/`,
        focusNode: 'http://example.org/a',
        property: 'http://example.org/x',
        place: { file: 'a.ttl', line: 2 },
      },
    ]);
    assert.deepEqual((await rename('<a> <b> <c> .')).aliases, []);
  });
});
