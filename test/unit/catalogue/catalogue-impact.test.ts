import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CatalogueIndex } from '../../../server/catalogue/catalogue-index.ts';
import { comparePlans, planFacet, type FacetPlan } from '../../../server/catalogue/facet-plan.ts';
import { ValueFolding } from '../../../server/catalogue/value-folding.ts';
import { eucaim, mer } from '../../../server/rdf/vocabulary.ts';
import { smallOntology } from '../../support/small-ontology.ts';
import { datasetQuads, type SyntheticDataset } from './synthetic-catalogue.ts';

const ontology = smallOntology();
const parts = ['B0', 'TRUNK', 'ABD', 'LIVER', 'KIDNEY', 'CHEST', 'BRAIN'] as const;
const iri = (code: string): string => eucaim.namespace + code;

const some = fc.subarray([...parts], { maxLength: 3 });
const catalogues = fc.array(fc.tuple(some, some), { maxLength: 70 });

function dataset(name: number, bodyPart: readonly string[]): SyntheticDataset {
  return { name: String(name), provider: 'north', title: `Study ${name}`, modality: [], bodyPart, sex: [] };
}

function indexOf(values: readonly (readonly string[])[]): CatalogueIndex {
  const index = new CatalogueIndex({ ontology, providers: [] });
  index.replace('north', 'main', datasetQuads(values.map((own, at) => dataset(at, own))));
  return index;
}

const all = { text: '', filters: [], language: 'en', limit: 200, offset: 0 };

/** How many datasets a filter for each body part finds, and how many have none. */
function counts(index: CatalogueIndex): ReadonlyMap<string, number> {
  const count = (code: string): number =>
    index.search({ ...all, filters: [{ attribute: 'bodyPart', values: [code], excluded: [] }] }).total;
  return new Map([
    ...parts.map((code) => [`EUCAIM:${code}`, count(`EUCAIM:${code}`)] as const),
    ['', count('unknown')],
  ]);
}

describe('what an edit changes in the catalogue', () => {
  it('is what a catalogue with the other values counts', () => {
    fc.assert(
      fc.property(catalogues, (given) => {
        const [before, after] = [indexOf(given.map(([old]) => old)), indexOf(given.map(([, now]) => now))];
        const moves = new Map(
          given.map(([old, now], at) => [
            `http://example.org/id/north/dataset/${at}`,
            {
              lost: new Set(old.filter((code) => !now.includes(code)).map(iri)),
              gained: new Set(now.filter((code) => !old.includes(code)).map(iri)),
            },
          ]),
        );
        const plan = planOf(
          given.flatMap(([old]) => old),
          given.flatMap(([, now]) => now),
          parts,
        );
        const { facets, datasets } = before.impact({
          renamed: new Map(),
          moves: new Map([['bodyPart', moves]]),
          plans: new Map([['bodyPart', plan]]),
        });
        const [old, now] = [counts(before), counts(after)];
        const told = new Map(
          facets.flatMap(({ values }) => values.map((value) => [value.code, value] as const)),
        );
        for (const code of parts.map((part) => `EUCAIM:${part}`)) {
          const value = told.get(code);
          assert.equal(value?.before ?? old.get(code), old.get(code));
          assert.equal(value?.after ?? old.get(code), now.get(code), code);
        }
        assert.equal(facets[0]?.unknown.before ?? old.get(''), old.get(''));
        assert.equal(facets[0]?.unknown.after ?? old.get(''), now.get(''));
        const rolledUp = (codes: readonly string[]): string =>
          [...new Set(codes.flatMap((code) => [code, ...above(code)]))].sort().join();
        const changed = given.filter(([one, other]) => rolledUp(one) !== rolledUp(other)).length;
        assert.equal(datasets.total, changed);
        // The catalogue itself stays as it is.
        assert.deepEqual(counts(before), old);
      }),
    );
  });

  it('takes renamed values along, and counts what is none any more as no value', () => {
    const index = indexOf([['LIVER'], ['LIVER', 'BRAIN'], ['KIDNEY']]);
    const { facets, datasets } = index.impact({
      renamed: new Map([
        [iri('LIVER'), undefined],
        [iri('KIDNEY'), iri('CHEST')],
      ]),
      moves: new Map(),
      plans: new Map([['bodyPart', planOf(['LIVER', 'BRAIN', 'KIDNEY'], ['BRAIN', 'CHEST'], ['CHEST'])]]),
    });
    assert.deepEqual(facets[0]?.unknown, { before: 0, after: 1 });
    const value = (code: string): unknown =>
      facets[0]?.values.flatMap((each) =>
        each.code === `EUCAIM:${code}` ? [[each.before, each.after]] : [],
      )[0];
    assert.deepEqual(
      [value('LIVER'), value('KIDNEY'), value('CHEST'), value('BRAIN')],
      [[2, 0], [1, 0], [0, 1], undefined],
    );
    assert.equal(datasets.total, 3);
    assert.deepEqual(
      datasets.listed.find(({ id }) => id === 'north-2')?.to.map(({ label }) => label),
      ['Chest'],
    );
  });

  it('does not count a value outside the scheme as unknown', () => {
    const index = indexOf([[], ['LIVER']]);
    const gained = (at: number): readonly [string, { lost: Set<string>; gained: Set<string> }] => [
      `http://example.org/id/north/dataset/${at}`,
      { lost: new Set([iri('LIVER')]), gained: new Set([mer.NotInScheme.value]) },
    ];
    const { facets } = index.impact({
      renamed: new Map(),
      moves: new Map([['bodyPart', new Map([gained(0), gained(1)])]]),
      plans: new Map([['bodyPart', planOf(['LIVER'], [], ['LIVER'])]]),
    });
    assert.deepEqual(facets[0]?.unknown, { before: 1, after: 0 });
  });
});

/** The plan for an edit after which other values occur, some of them on other datasets. */
function planOf(before: readonly string[], after: readonly string[], moving: readonly string[]): FacetPlan {
  const attribute = ontology.attribute('bodyPart') ?? assert.fail();
  const folding = new ValueFolding(ontology);
  const plan = (values: readonly string[]): ReturnType<typeof planFacet> =>
    planFacet(attribute, new Set(values.map(iri)), ontology, folding);
  return comparePlans(plan(before), plan(after), new Set(moving.map(iri)));
}

function above(code: string): string[] {
  const concept = ontology.concept(iri(code));
  return concept === undefined
    ? []
    : [...ontology.ancestors(concept)].map((each) => each.slice(eucaim.namespace.length));
}
