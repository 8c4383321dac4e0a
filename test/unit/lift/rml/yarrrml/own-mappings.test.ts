import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readSources } from '../../../../../server/lift/source-registry.ts';
import { markDatasets } from '../../../../../server/lift/rml/mark-datasets.ts';
import type { LogicalSource, LogicalView, Mapping } from '../../../../../server/lift/rml/mapping.ts';
import { readYarrrml } from '../../../../../server/lift/rml/yarrrml/read-yarrrml.ts';
import { map } from '../../../../../server/rdf/vocabulary.ts';
import { writeYarrrml } from '../../../../support/write-yarrrml.ts';

const mappings = join(import.meta.dirname, '../../../../../mappings');
const isView = (source: LogicalSource | LogicalView): boolean => source.kind === 'view';
const expressible = [...readSources(mappings).values()].filter(
  ({ mapping }) =>
    mapping !== undefined && ![...mapping.triplesMaps.values()].some(({ source }) => isView(source)),
);

/** What a mapping means, without what does not matter: the order of its parts, and how a constant type is stated. */
function meaning(mapping: Mapping): unknown {
  const maps = [...mapping.triplesMaps.values()].map((each) => ({
    ...each,
    source: { ...each.source, key: '' },
    classes: [],
    predicateObjects: [
      ...each.predicateObjects.map((entry) => JSON.stringify(entry, withoutStated)),
      ...each.classes.map(({ value }) => `a ${value}`),
    ].sort(),
  }));
  return JSON.parse(
    JSON.stringify(
      maps.sort((a, b) => (a.id < b.id ? -1 : 1)),
      withoutStated,
    ),
  );
}

function withoutStated(name: string, value: unknown): unknown {
  return name === 'stated' ? undefined : value;
}

describe('the mappings of this project in YARRRML', () => {
  it('there are some without views', () => {
    assert.ok(readdirSync(join(mappings, 'sources')).length > 0);
    assert.ok(expressible.some(({ name }) => name === 'spreadsheet'));
  });

  for (const { name, mapping } of expressible) {
    it(`${name} means the same in both forms`, () => {
      assert.ok(mapping !== undefined);
      const text = writeYarrrml(mapping, map.namespace);
      // As the registry reads it.
      const back = markDatasets(readYarrrml(text, 'mapping.yarrrml.yaml'));
      // Classes come back as rdf:type.
      const asClasses = {
        ...back,
        triplesMaps: new Map([...back.triplesMaps].map(([id, each]) => [id, withClasses(each)])),
      };
      assert.deepEqual(meaning(asClasses), meaning(mapping));
    });
  }
});

type TriplesMapOf = Mapping['triplesMaps'] extends ReadonlyMap<string, infer T> ? T : never;

/** The same triples map with constant types as classes. */
function withClasses(each: TriplesMapOf): TriplesMapOf {
  const types = each.predicateObjects.filter(
    ({ predicates: [predicate], objects: [object], references }) =>
      predicate?.expression.kind === 'constant' &&
      predicate.expression.term.value.endsWith('#type') &&
      references.length === 0 &&
      object?.expression.kind === 'constant',
  );
  return {
    ...each,
    classes: types.flatMap(({ objects }) =>
      objects.flatMap(({ expression }) =>
        expression.kind === 'constant' && expression.term.termType === 'NamedNode' ? [expression.term] : [],
      ),
    ),
    predicateObjects: each.predicateObjects.filter((entry) => !types.includes(entry)),
  };
}
