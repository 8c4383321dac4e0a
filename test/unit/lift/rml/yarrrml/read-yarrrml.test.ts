import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MeridianError } from '../../../../../server/errors.ts';
import { parseYarrrmlCall } from '../../../../../server/lift/rml/yarrrml/yarrrml-call.ts';
import {
  parseYarrrmlTemplate,
  rmlTemplate,
} from '../../../../../server/lift/rml/yarrrml/yarrrml-template.ts';
import { readYarrrml } from '../../../../../server/lift/rml/yarrrml/read-yarrrml.ts';
import { parseTemplate } from '../../../../../server/lift/rml/template.ts';
import { sourceFile } from '../../../../support/lift-fixtures.ts';
import { runMappingOver } from '../../../../support/run-rml.ts';

const people = sourceFile(
  'people.json',
  JSON.stringify({
    people: [
      {
        id: 1,
        name: 'Ann',
        city: 'Gent',
        lang: 'nl',
        friend: 'http://example.org/x y',
        project: 'p1',
        type: 'date',
      },
      { id: 2, name: 'Bob', city: 'Gent', lang: 'en', project: 'p2' },
    ],
  }),
);
const projects = sourceFile('projects.csv', 'ID,title\np1,One\np2,Two\n');
const head = `
prefixes: { ex: 'http://example.org/' }
sources:
  people: [people.json~jsonpath, '$.people[*]']
  projects: { access: projects.csv, referenceFormulation: csv }
`;

async function run(text: string): Promise<readonly string[]> {
  const { lines, failures } = await runMappingOver(readYarrrml(head + text, 'm.yaml'), [people, projects]);
  assert.deepEqual(failures, []);
  return lines;
}

/** The triples of a mapping of people, without the subjects. */
async function objects(po: string): Promise<string[]> {
  const lines = await run(`mappings: { person: { sources: people, s: 'ex:$(id)', po: [ ${po} ] } }`);
  return lines.filter((line) => line.startsWith('<1> ')).map((line) => line.slice(4));
}

function failure(text: string): MeridianError {
  try {
    readYarrrml(text, 'm.yaml');
  } catch (error) {
    if (error instanceof MeridianError) return error;
    throw error;
  }
  throw new Error('nothing is wrong');
}

describe('YARRRML', () => {
  it('an entry is a list or a map, its keys long or short', async () => {
    const expected = ['<name> "Ann"'];
    for (const entry of [
      '[ex:name, $(name)]',
      '{ predicates: ex:name, objects: $(name) }',
      '{ p: [ex:name], o: [{ v: $(name) }] }',
      '{ predicate: ex:name, object: { value: $(name) } }',
    ])
      assert.deepEqual(await objects(entry), expected, entry);
  });

  it('several predicates and objects are combined', async () => {
    assert.deepEqual(await objects('[[ex:a, ex:b], [$(name), $(city)]]'), [
      '<a> "Ann"',
      '<a> "Gent"',
      '<b> "Ann"',
      '<b> "Gent"',
    ]);
  });

  it('types, datatypes and languages are said in each of their forms', async () => {
    const cases: [entry: string, object: string][] = [
      ['[a, ex:Person]', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <Person>'],
      ['[ex:p, ex:x]', '<p> "ex:x"'],
      ['[ex:p, ex:x~iri]', '<p> <x>'],
      ['[ex:p, "ex:of/$(name)~iri"]', '<p> <of/Ann>'],
      ['{ p: ex:p, o: { value: "ex:of/$(name)", type: iri } }', '<p> <of/Ann>'],
      ['[ex:p, $(name), xsd:token]', '<p> "Ann"^^<http://www.w3.org/2001/XMLSchema#token>'],
      ['{ p: ex:p, o: [[$(name), xsd:token]] }', '<p> "Ann"^^<http://www.w3.org/2001/XMLSchema#token>'],
      ['{ p: ex:p, o: { value: $(name), datatype: "ex:$(type)" } }', '<p> "Ann"^^<date>'],
      ['[ex:p, $(name), en~lang]', '<p> "Ann"@en'],
      ['{ p: ex:p, o: { value: $(name), language: $(lang) } }', '<p> "Ann"@nl'],
      ['[ex:p, hello, en~lang]', '<p> "hello"@en'],
      ['[ex:p, "2", xsd:integer]', '<p> "2"^^<http://www.w3.org/2001/XMLSchema#integer>'],
      ['[ex:p, "$(name) {of} $(city)"]', '<p> "Ann {of} Gent"'],
      ['[ex:p, $(id)]', '<p> "1"^^<http://www.w3.org/2001/XMLSchema#integer>'],
    ];
    for (const [entry, object] of cases) assert.deepEqual(await objects(entry), [object], entry);
  });

  it('a subject that is not said is a blank node; several make a triples map each', async () => {
    const blank = await run('mappings: { person: { sources: people, po: [[ex:name, $(name)]] } }');
    assert.deepEqual(blank, ['_:m0 <name> "Ann"', '_:m1 <name> "Bob"']);
    const two = await run(
      'mapping: { person: { source: people, subject: [ex:a$(id), ex:b$(id)], po: [[ex:p, x]] } }',
    );
    assert.deepEqual(two, ['<a1> <p> "x"', '<a2> <p> "x"', '<b1> <p> "x"', '<b2> <p> "x"']);
  });

  it('mappings are joined, with or without saying which side a value is of', async () => {
    for (const parameters of [
      '[str1, $(project)], [str2, $(ID)]',
      '[str1, $(project), s], [str2, $(ID), o]',
      '[str1, $(ID), o], [str2, $(project), s]',
    ]) {
      const lines = await run(`
mappings:
  person:
    sources: people
    s: ex:$(id)
    po: [{ p: ex:in, o: { mapping: project, condition: { function: equal, parameters: [${parameters}] } } }]
  project: { sources: projects, s: 'ex:$(ID)' }`);
      assert.deepEqual(lines, ['<1> <in> <p1>', '<2> <in> <p2>']);
    }
  });

  it('functions are called with parameters in a list, in a map, in one line and within each other', async () => {
    for (const call of [
      '{ function: grel:toUpperCase, parameters: [[grel:valueParameter, $(name)]] }',
      '{ fn: grel:toUpperCase, pms: [{ pm: grel:valueParameter, v: $(name) }] }',
      '{ f: "grel:toUpperCase(valueParameter = $(name))" }',
      '{ f: "mfn:upper(value = mfn:lower(value = $(name)))" }',
      '{ f: mfn:upper, parameters: [[value, { f: mfn:lower, parameters: [[p-value, $(name)]] }]] }',
    ])
      assert.deepEqual(await objects(`{ p: ex:p, o: ${call} }`), ['<p> "ANN"'], call);
    assert.deepEqual(
      await objects('{ p: ex:p, o: { f: "mfn:upper(value = $(name))", datatype: xsd:token } }'),
      ['<p> "ANN"^^<http://www.w3.org/2001/XMLSchema#token>'],
    );
  });

  it('conditions hold back a mapping, an entry or an object', async () => {
    const condition = 'condition: { function: equal, parameters: [[str1, $(name)], [str2, Bob]] }';
    for (const mapping of [
      `{ sources: people, s: 'ex:$(id)', ${condition}, po: [[ex:p, x]] }`,
      `{ sources: people, s: 'ex:$(id)', po: [{ p: ex:p, o: x, ${condition} }] }`,
      `{ sources: people, s: 'ex:$(id)', po: [{ p: ex:p, o: { value: x, ${condition} } }] }`,
    ])
      assert.deepEqual(await run(`mappings: { person: ${mapping} }`), ['<2> <p> "x"'], mapping);
    const encoded = `{ sources: people, s: 'ex:$(friend)', condition: { f: "mfn:isPresent(value = $(friend))" }, po: [[ex:p, x]] }`;
    assert.deepEqual(await run(`mappings: { person: ${encoded} }`), [
      '<http%3A%2F%2Fexample.org%2Fx%20y> <p> "x"',
    ]);
  });

  it('graphs stand at a mapping or an entry', () => {
    const { triplesMaps } = readYarrrml(
      `${head}mappings: { person: { sources: people, graphs: ex:g, po: [{ p: ex:p, o: x, graphs: [ex:a, ex:b] }] } }`,
      'm.yaml',
    );
    const [map] = triplesMaps.values();
    assert.deepEqual(
      [map?.graphs, map?.predicateObjects[0]?.graphs].map((each) => each?.length),
      [1, 2],
    );
  });

  it('a database is asked by query, and its connection is not read', () => {
    const { triplesMaps } = readYarrrml(
      `mappings: { m: { sources: { access: 'http://localhost/x', type: postgresql, queryFormulation: sql2008, query: SELECT 1 }, s: 'http://example.org/$(a)' } }`,
      'm.yaml',
    );
    const source = [...triplesMaps.values()][0]?.source;
    assert.equal(source?.kind === 'source' ? source.iterator : '', 'SELECT 1');
  });

  it('says file and line of what is wrong', () => {
    const cases: [text: string, line: number, message: RegExp][] = [
      ['mappings:\n  a: [', 2, /no YAML/],
      ['mappings:\n  a:\n    subjets: x\n    sources: [[a~csv]]', 3, /unknown key "subjets"/],
      ['mappings:\n  a:\n    s: ex:x\n    sources:\n      - people', 5, /no source "people"/],
      ['mappings:\n  a:\n    sources: [[a.csv~excel]]', 3, /"excel" is not read here/],
      ['mappings:\n  a:\n    sources: [[a~csv]]\n    s: nope:$(x)', 4, /prefix "nope"/],
      ['mappings:\n  a:\n    sources: [[a~csv]]\n    s: http://x/$(y', 4, /no end/],
      ['mappings:\n  a:\n    sources: [[a~csv]]\n    po:\n      - p: rdfs:label', 5, /no object/],
      [
        'mappings:\n  a:\n    sources: [[a~csv]]\n    po:\n      - [rdfs:label, {mapping: b}]',
        5,
        /no mapping "b"/,
      ],
      [
        'mappings:\n  a:\n    sources:\n      access: x\n      credentials:\n        password: secret',
        6,
        /credentials/,
      ],
      ['targets:\n  t: [x~void]\nmappings: {}', 2, /Targets/],
      ['external:\n  name: x\nmappings: {}', 2, /External/],
      [
        'mappings:\n  a:\n    sources: [[a~csv]]\n    po:\n      - {p: rdfs:label, i: rdfs:x, o: x}',
        5,
        /Inverse/,
      ],
      ['mappings:\n  a:\n    sources: [[a~csv]]\n    po:\n      - [rdfs:label, {quoted: a}]', 5, /Quoted/],
      [
        'mappings:\n  a:\n    sources: [[a~csv]]\n    po:\n      - [rdfs:label, {f: "x(y"}]',
        5,
        /not well formed/,
      ],
    ];
    for (const [text, line, message] of cases) {
      const error = failure(text);
      assert.match(error.message, message);
      assert.deepEqual(
        [error.code, error.place?.file, error.place?.line],
        ['bad-mapping', 'm.yaml', line],
        text,
      );
      assert.doesNotMatch(error.message, /secret/);
    }
    assert.match(failure('').message, /must be a map/);
    assert.match(failure('mappings: {}').message, /no triples map/);
  });

  it('reads hostile text without anything but its own failures', () => {
    const word = fc.constantFrom(
      'mappings',
      'a',
      'sources',
      's',
      'po',
      ':',
      ' ',
      '\n',
      '[',
      ']',
      '{',
      '}',
      '- ',
      '$(',
      ')',
      '~csv',
      '*x',
      '&x',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        assert.equal(failure(words.join('')).code, 'bad-mapping');
      }),
    );
  });
});

describe('templates of YARRRML', () => {
  it('have references with brackets in pairs, and escapes', () => {
    assert.deepEqual(parseYarrrmlTemplate('a-$(b)'), [{ text: 'a-' }, { reference: 'b' }]);
    assert.deepEqual(parseYarrrmlTemplate('$(f(x))'), [{ reference: 'f(x)' }]);
    assert.deepEqual(parseYarrrmlTemplate('$(a\\)b)$(\\_c)'), [{ reference: 'a)b' }, { reference: '_c' }]);
    assert.deepEqual(parseYarrrmlTemplate('\\$(a) $5'), [{ text: '$(a) $5' }]);
    for (const text of ['$(', '$()', '$(a', '$( )']) assert.equal(parseYarrrmlTemplate(text), undefined);
  });

  it('become templates of RML with the same parts', () => {
    const text = fc.string({ minLength: 1 }).filter((each) => !each.includes('\\') && !each.includes('$('));
    const reference = fc.string({ minLength: 1 }).filter((each) => each.trim() !== '');
    fc.assert(
      fc.property(fc.array(fc.tuple(text, reference), { minLength: 1, maxLength: 4 }), (pairs) => {
        const parts = pairs.flatMap(([before, name]) => [{ text: before }, { reference: name }]);
        const written = pairs
          .map(([before, name]) => `${before}$(${name.replace(/[\\()]/g, '\\$&')})`)
          .join('');
        // A dollar sign before a reference is text.
        assert.deepEqual(parseYarrrmlTemplate(written), parts);
        assert.deepEqual(parseTemplate(rmlTemplate(parts)), parts);
      }),
    );
  });

  it('calls in one line have their parameters between commas', () => {
    assert.deepEqual(parseYarrrmlCall('ex:f(a = $(x), ex:b = "c, d")'), {
      name: 'ex:f',
      parameters: [
        { name: 'a', value: '$(x)' },
        { name: 'ex:b', value: 'c, d' },
      ],
    });
    assert.deepEqual(parseYarrrmlCall('f()'), { name: 'f', parameters: [] });
    for (const text of ['f', 'f(', 'f(a)', 'f(a = g(b)', '(a = b)'])
      assert.equal(parseYarrrmlCall(text), undefined, text);
  });
});
