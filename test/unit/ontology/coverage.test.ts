import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectFolders } from '../../../server/folders.ts';
import { coverageTable, openEntities } from '../../../server/ontology/coverage/coverage-table.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { loadMappingSets } from '../../../server/rdf/sssom.ts';
import { owl, rdf, rdfs } from '../../../server/rdf/vocabulary.ts';
import { shared, skipUnless } from '../../support/shared.ts';

const folders = projectFolders();
const ontology = await loadOntology({ ontologyFolder: folders.ontology, sssomFolder: folders.sssom });
const sets = loadMappingSets(folders.sssom);

describe('the coverage of the ontology', { skip: skipUnless('standards') }, () => {
  const folder = shared('.') ?? '';

  it('leaves no field of OMOP and no attribute of DICOM undecided', () => {
    assert.deepEqual(openEntities(ontology, sets, folder), []);
  });

  it('is told in ontology/README.md as it is', () => {
    const readme = readFileSync(join(folders.ontology, 'README.md'), 'utf8');
    assert.ok(
      readme.includes(coverageTable(ontology, sets, folder)),
      'run: meridian ontology coverage --sources … --write ontology/README.md',
    );
  });
});

describe('the classes of EUCAIM', { skip: skipUnless('standards/ontologies/eucaim-hyperontology') }, () => {
  const table = shared('standards/ontologies/eucaim-hyperontology/classes.tsv') ?? '';
  const rows = readFileSync(table, 'utf8').trimEnd().split('\n').slice(1);
  const namespace = ontology.prefixes.get('EUCAIM') ?? '';
  const classes = new Set<string>();
  const parents = new Map<string, Set<string>>();
  for (const { subject, predicate, object } of ontology.quads) {
    if (predicate.equals(rdf.type) && object.equals(owl.Class)) classes.add(subject.value);
    if (!predicate.equals(rdfs.subClassOf) || object.termType !== 'NamedNode') continue;
    parents.set(subject.value, (parents.get(subject.value) ?? new Set()).add(object.value));
  }

  it('are all there, each with its label and below its parents', () => {
    assert.equal(rows.length, 3991);
    for (const row of rows) {
      const [code = '', above = '', , label = ''] = row.split('\t');
      const iri = namespace + code;
      assert.ok(classes.has(iri), code);
      const expected = above.split('|').filter((parent) => parent !== '' && parent !== 'Thing');
      assert.deepEqual(
        [...(parents.get(iri) ?? [])].filter((parent) => parent !== owl.Thing.value).sort(),
        expected.map((parent) => namespace + parent).sort(),
        code,
      );
      const concept = ontology.concept(iri);
      const names = [...(concept?.labels.values() ?? []), ...(concept?.synonyms ?? [])];
      if (label !== '') assert.ok(names.includes(label.trim()), `${code} ${label}`);
    }
  });
});
