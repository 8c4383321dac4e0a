import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { join } from 'node:path';
import { projectFolders } from '../../../../server/folders.ts';
import { TermUses } from '../../../../server/ontology/terms/term-uses.ts';
import { loadPrefixes } from '../../../../server/rdf/prefixes.ts';
import { loadMappingSets } from '../../../../server/rdf/sssom.ts';
import { eucaim } from '../../../../server/rdf/vocabulary.ts';

const folders = projectFolders();
const mappingSets = loadMappingSets(folders.sssom);
const uses = new TermUses({
  folders,
  prefixes: loadPrefixes(join(folders.ontology, 'prefixes.ttl')),
  mappingSets,
});

describe('where a term is used', () => {
  it('is told by kind, with paths from the project, lines and titles', () => {
    const found = uses.files(`${eucaim.namespace}CLIN1000075`);
    const cohort = found.find(({ file }) => file === 'queries/cohort/prostate-mr.json');
    assert.equal(cohort?.kind, 'cohort');
    assert.equal(cohort.title, 'Prostate cancer with magnetic resonance images');
    assert.equal(cohort.lines.length, 1);
    assert.ok(found.some(({ kind, title }) => kind === 'query' && title !== undefined));
    const property = uses.files(eucaim.hasBirthSex.value);
    assert.ok(property.some(({ kind, file }) => kind === 'shape' && file === 'shapes/patient.ttl'));
    assert.ok(
      property.some(
        ({ kind, file }) => kind === 'mapping' && file === 'mappings/sources/omop/mapping.rml.ttl',
      ),
    );
    for (const { file, lines } of [...found, ...property]) {
      assert.match(file, /^(shapes|queries|mappings)\/[\w./-]+$/);
      assert.doesNotMatch(file, /sample|fixture|sssom/);
      assert.ok(lines.length > 0);
    }
  });

  it('has the mapping rows that lead to it, and none that say that nothing fits', () => {
    const sets = uses.mappedBy(eucaim.hasBirthSex.value);
    assert.ok(sets.some(({ set }) => set === 'omop-field-eucaim'));
    for (const { set, rows } of sets) {
      for (const row of rows) {
        assert.equal(row.objectIri, eucaim.hasBirthSex.value);
        assert.ok(mappingSets.get(set)?.rows.includes(row));
      }
    }
    assert.deepEqual(uses.mappedBy('https://w3id.org/sssom/NoTermFound'), []);
    assert.deepEqual(uses.files('http://example.org/unknown'), []);
  });
});
