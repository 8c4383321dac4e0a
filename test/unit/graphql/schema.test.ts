import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isEnumType, isInputObjectType, isObjectType, printSchema } from 'graphql';
import { buildGraphqlSchema } from '../../../server/graphql/schema.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { sampleCatalogue } from '../../support/sample-catalogue.ts';
import { sampleOntology } from '../../support/sample-ontology.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const file = join(root, 'server', 'graphql', 'schema.graphql');
const catalogue = sampleCatalogue(sampleOntology());
const node = { id: 'n', title: 'N', release: '0' };

describe('GraphQL schema', () => {
  it('stands in schema.graphql as it is served', async () => {
    const ontology = await loadOntology({
      ontologyFolder: join(root, 'ontology'),
      sssomFolder: join(root, 'mappings', 'sssom'),
    });
    const printed = `${printSchema(buildGraphqlSchema({ catalogue, ontology, node }))}\n`;
    if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(file, printed);
    assert.equal(
      readFileSync(file, 'utf8'),
      printed,
      'stale: run this test with UPDATE_SCHEMA=1 and commit the file',
    );
  });

  it('describes every type, field, argument and value', () => {
    const schema = buildGraphqlSchema({ catalogue, ontology: sampleOntology(), node });
    const silent: string[] = [];
    const check = (name: string, description: string | null | undefined): void => {
      if (description === undefined || description === null || description === '') silent.push(name);
    };
    for (const type of Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))) {
      check(type.name, type.description);
      if (isEnumType(type))
        for (const value of type.getValues()) check(`${type.name}.${value.name}`, value.description);
      if (isInputObjectType(type)) {
        for (const field of Object.values(type.getFields()))
          check(`${type.name}.${field.name}`, field.description);
      }
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field.description);
        for (const argument of field.args)
          check(`${type.name}.${field.name}(${argument.name})`, argument.description);
      }
    }
    assert.deepEqual(silent, []);
  });

  it('has a filter, a field and an enum value for each attribute of the catalogue', () => {
    const ontology = sampleOntology();
    const schema = buildGraphqlSchema({ catalogue, ontology, node });
    const attribute = schema.getType('Attribute');
    const filters = schema.getType('DatasetFilters');
    const dataset = schema.getType('Dataset');
    assert.ok(isEnumType(attribute) && isInputObjectType(filters) && isObjectType(dataset));
    for (const { name } of ontology.attributes) {
      assert.ok(
        attribute.getValue(name) !== undefined && name in filters.getFields() && name in dataset.getFields(),
      );
    }
  });
});
