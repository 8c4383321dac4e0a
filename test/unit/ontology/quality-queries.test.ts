import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { Store } from 'oxigraph';
import { toNTriples } from '../../../server/rdf/n-triples.ts';
import { repositoryOntology } from '../../support/ontology.ts';

const folder = join(import.meta.dirname, '../../../queries/quality');
const files = globSync(join(folder, '*.violation.rq'))
  .map((file) => ({ name: basename(file, '.violation.rq'), text: readFileSync(file, 'utf8') }))
  .filter(({ text }) => /^#\+ tags: .*\bontology\b/m.test(text));

/** For every query a statement or two that break the rule, so that a query that never finds anything is found out. */
const breaks: Readonly<Record<string, string>> = {
  'added-broader-unstated': 'eucaim:COM1001366 mer:addedBroader eucaim:COM1001370 .',
  'attribute-without-concepts': 'attr:x a mer:Attribute ; mer:valueScheme scheme:nothing .',
  'broader-circle': 'eucaim:A skos:broader eucaim:B . eucaim:B skos:broader eucaim:A .',
  'concept-without-english-label': 'eucaim:A skos:inScheme scheme:sex ; skos:prefLabel "etwas"@de .',
  'dangling-broader': 'eucaim:COM1001366 skos:broader eucaim:NONE .',
  'exact-match-between-concepts': 'eucaim:COM1001366 skos:exactMatch eucaim:COM1001370 .',
  'scheme-without-source': 'scheme:x a skos:ConceptScheme .',
  'shown-as-hidden': 'eucaim:COM1001366 mer:shownAs eucaim:COM1001370 .',
  'two-concepts-one-code':
    'eucaim:COM1001366 skos:exactMatch mer:c . eucaim:COM1001370 skos:exactMatch mer:c .',
  'two-concepts-one-label': 'eucaim:A skos:inScheme scheme:sex ; skos:prefLabel "male"@en .',
  'used-term-undeclared': 'eucaim:COM1001366 mer:unheardOf "x" .',
};

describe('a quality query of the ontology', async () => {
  const ontology = await repositoryOntology();
  const store = new Store();
  store.load(new TextDecoder().decode(toNTriples(ontology.quads)), { format: 'application/n-triples' });
  const prefixes = [...ontology.prefixes].map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join('\n');
  const rows = (query: string): number => {
    const result = store.query(query);
    assert.ok(Array.isArray(result));
    return result.length;
  };

  for (const { name, text } of files) {
    it(`finds nothing: ${name}`, () => {
      assert.equal(rows(text), 0);
    });
    it(`finds what breaks its rule: ${name}`, () => {
      const statements = breaks[name];
      assert.ok(statements !== undefined, 'the test has a counterexample');
      store.update(`${prefixes} INSERT DATA { ${statements} }`);
      const found = rows(text);
      store.update(`${prefixes} DELETE DATA { ${statements} }`);
      assert.ok(found > 0);
    });
  }
});
