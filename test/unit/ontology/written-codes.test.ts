import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CodeReader } from '../../../server/ontology/code-reader.ts';
import { ConceptIndex } from '../../../server/ontology/concept-index.ts';
import { repositoryOntology } from '../../support/ontology.ts';

const ontology = await repositoryOntology();
const { codeSystems, prefixes, replaced } = ontology;
const index = new ConceptIndex(new Map([...ontology.concepts].map((each) => [each.iri.value, each])), {
  replaced,
});
const reader = new CodeReader({ codeSystems, prefixes, replaced, index });
const iris = [...index.codes()].map(([iri]) => iri);
const namespaces = [...codeSystems.map(({ namespace }) => namespace), ...prefixes.values()];

/** What may stand before a code: prefixes in several cases, other styles, namespaces, nonsense. */
const heads = [
  ...codeSystems.flatMap(({ prefix, alsoWritten, namespace }) => [
    `${prefix}:`,
    `${prefix.toLowerCase()}:`,
    `${prefix.slice(0, 1)}${prefix.slice(1).toLowerCase()}:`,
    prefix,
    prefix.toLowerCase(),
    namespace,
    ...alsoWritten,
    ...alsoWritten.map((written) => written.toUpperCase()),
    ...alsoWritten.map((written) => written.toLowerCase()),
  ]),
  ...[...prefixes.keys()].map((prefix) => `${prefix}:`),
  '',
  ' ',
  'x',
  ':',
];

/** The part of a known IRI after some namespace. */
const local = fc.constantFrom(...iris).map((iri) => {
  const namespace = namespaces.find((each) => iri.startsWith(each)) ?? '';
  return iri.slice(namespace.length);
});

describe('a code found by its form', () => {
  it('is the one that trying every style finds', () => {
    const decorated = fc.tuple(
      fc.constantFrom(...heads),
      fc.constantFrom('', '', '', ' ', '\u00a0'),
      local,
      fc.constantFrom('', '', '', ' ', '.', '0', ':1'),
    );
    fc.assert(
      fc.property(decorated, ([head, before, code, after]) => {
        const text = `${head}${before}${code}${after}`;
        assert.equal(reader.find(text), reader.findByTrying(text), text);
      }),
      { numRuns: 20_000 },
    );
  });

  it('is the one that trying every style finds, for every known code in every style', () => {
    let found = 0;
    for (const iri of iris) {
      for (const { namespace, prefix, alsoWritten } of codeSystems) {
        if (!iri.startsWith(namespace)) continue;
        const code = iri.slice(namespace.length);
        for (const text of [
          iri,
          `${prefix}:${code}`,
          prefix + code,
          code,
          ...alsoWritten.map((each) => each + code),
        ]) {
          const answer = reader.find(text);
          assert.equal(answer, reader.findByTrying(text), text);
          if (answer !== undefined) found++;
        }
        assert.ok(reader.find(`${prefix.toLowerCase()}:${code}`) !== undefined, iri);
      }
    }
    assert.ok(found > 10_000, `${found} found`);
  });
});
