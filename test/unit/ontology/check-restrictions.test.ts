import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Parser } from 'n3';
import { CheckContext } from '../../../server/ontology/check/check-context.ts';
import { checkDeclarations } from '../../../server/ontology/check/check-declarations.ts';
import { checkRestrictions } from '../../../server/ontology/check/check-restrictions.ts';
import type { CheckedOntology } from '../../../server/ontology/ontology-finding.ts';
import { repositoryOntology } from '../../support/ontology.ts';

const names = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const name = fc.constantFrom(...names);
const pair = fc.tuple(name, name);

it('finds the restrictions whose values contradict the naive reading of domain and range', async () => {
  const real = await repositoryOntology();
  const statements = fc.record({
    below: fc.array(pair, { maxLength: 6 }),
    apart: fc.array(pair, { maxLength: 3 }),
    domain: fc.uniqueArray(name, { maxLength: 3 }),
    range: fc.uniqueArray(name, { maxLength: 3 }),
    restricted: fc.array(pair, { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(statements, ({ below, apart, domain, range, restricted }) => {
      const above = (start: string): ReadonlySet<string> => {
        const found = new Set([start]);
        for (const at of found) for (const [a, b] of below) if (a === at) found.add(b);
        return found;
      };
      const disjoint = (a: string, b: string): boolean =>
        apart.some(
          ([x, y]) =>
            x !== y && ((above(a).has(x) && above(b).has(y)) || (above(a).has(y) && above(b).has(x))),
        );
      const outside = (one: string, union: readonly string[]): boolean =>
        union.length > 0 && union.every((member) => disjoint(one, member));
      const expected = new Set(
        restricted.flatMap(([holder, value]) => [
          ...(outside(holder, domain) ? [`domain-conflict ${holder}`] : []),
          ...(outside(value, range) ? [`range-conflict ${holder}`] : []),
        ]),
      );
      const union = (members: readonly string[]): string =>
        `[ a owl:Class ; owl:unionOf ( ${members.map((each) => `<urn:${each}>`).join(' ')} ) ]`;
      const turtle = [
        '@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .',
        ...names.map((each) => `<urn:${each}> a owl:Class .`),
        ...below.map(([a, b]) => `<urn:${a}> rdfs:subClassOf <urn:${b}> .`),
        ...apart.map(([a, b]) => `<urn:${a}> owl:disjointWith <urn:${b}> .`),
        ...(domain.length === 0 ? [] : [`<urn:p> rdfs:domain ${union(domain)} .`]),
        ...(range.length === 0 ? [] : [`<urn:p> rdfs:range ${union(range)} .`]),
        ...restricted.map(
          ([a, b]) =>
            `<urn:${a}> rdfs:subClassOf [ a owl:Restriction ; owl:onProperty <urn:p> ; owl:someValuesFrom <urn:${b}> ] .`,
        ),
      ].join('\n');
      const ontology: CheckedOntology = Object.create(real, {
        quads: { value: new Parser().parse(turtle) },
        place: { value: (iri: string) => ({ file: iri.slice('urn:'.length) }) },
      }) as CheckedOntology;
      const found = [...checkRestrictions(new CheckContext(ontology, []))]
        .filter(({ kind }) => kind !== 'self-restriction')
        .map(({ kind, place }) => `${kind} ${place?.file ?? ''}`);
      assert.deepEqual(new Set(found), expected, turtle);
    }),
    { numRuns: 300 },
  );
});

it('finds the faults of EUCAIM V2.0 that are corrected here', async () => {
  const real = await repositoryOntology();
  const faults = [
    ['CLIN1000058', 'BP1000298', 'range-conflict'],
    ['CLIN1000062', 'CLIN1000062', 'self-restriction'],
    ['CLIN1000088', 'BP1000298', 'range-conflict'],
    ['CLIN1000181', 'BP1000301', 'range-conflict'],
    ['CLIN1000182', 'BP1000301', 'range-conflict'],
    ['CLIN1003330', 'BP1000298', 'range-conflict'],
  ] as const;
  const turtle = [
    '@prefix eucaim: <https://cancerimage.eu/ontology/EUCAIM#> .',
    '@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .',
    ...faults.map(
      ([holder, value]) =>
        `eucaim:${holder} rdfs:subClassOf [ a owl:Restriction ; owl:onProperty eucaim:hasAssociatedMorphology ; owl:someValuesFrom eucaim:${value} ] .`,
    ),
  ].join('\n');
  const ontology = Object.create(real, {
    quads: { value: [...real.quads, ...new Parser().parse(turtle)] },
    prefixes: { value: real.prefixes },
    place: { value: (iri: string) => ({ file: iri.slice(iri.indexOf('#') + 1) }) },
  }) as CheckedOntology;
  const found = [...checkRestrictions(new CheckContext(ontology, []))];
  assert.deepEqual(
    found.map(({ kind, place }) => `${place?.file ?? ''} ${kind}`).sort(),
    faults.map(([holder, , kind]) => `${holder} ${kind}`).sort(),
  );
});

describe('a restriction that counts', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['owl:minQualifiedCardinality 1', true],
    ['owl:qualifiedCardinality "2"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>', true],
    ['owl:minQualifiedCardinality 0', false],
    ['owl:qualifiedCardinality 0', false],
    ['owl:maxQualifiedCardinality 1', false],
  ];
  for (const [count, some] of cases) {
    it(`${some ? 'wants a value' : 'wants none'}: ${count}`, async () => {
      const context = await contextOf(`
        <urn:A> a owl:Class ; rdfs:subClassOf [ owl:onProperty <urn:p> ; owl:onClass <urn:B> ; ${count} ] .
        <urn:p> rdfs:range <urn:C> . <urn:C> owl:disjointWith <urn:B> .`);
      const kinds = [...checkRestrictions(context)].map(({ kind }) => kind);
      assert.deepEqual(kinds, some ? ['range-conflict'] : []);
    });
  }

  it('has a declared property, whatever it says of its values', async () => {
    const context = await contextOf(`
      <urn:A> a owl:Class ; rdfs:subClassOf
        [ owl:onProperty mer:nothing1 ; owl:allValuesFrom <urn:B> ] ,
        [ owl:onProperty [ owl:inverseOf mer:nothing2 ] ; owl:onClass <urn:B> ; owl:maxQualifiedCardinality 1 ] .`);
    const found = [...checkDeclarations(context)].map(({ kind, message }) => `${kind} ${message}`);
    assert.equal(found.length, 2, found.join('\n'));
    assert.match(found[0] ?? '', /^property-undeclared urn:A is restricted by mer:nothing1/);
    assert.match(found[1] ?? '', /^property-undeclared urn:A is restricted by mer:nothing2/);
  });
});

async function contextOf(turtle: string): Promise<CheckContext> {
  const prefixes =
    '@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix mer: <https://w3id.org/meridian/ns#> .';
  const ontology = Object.create(await repositoryOntology(), {
    quads: { value: new Parser().parse(prefixes + turtle) },
    place: { value: () => undefined },
  }) as CheckedOntology;
  return new CheckContext(ontology, []);
}
