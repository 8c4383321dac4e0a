import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectFolders } from '../../../server/folders.ts';
import { coverageTable, openEntities } from '../../../server/ontology/coverage/coverage-table.ts';
import { entityCoverage } from '../../../server/ontology/coverage/entity-coverage.ts';
import { countClasses, vocabularyCoverage } from '../../../server/ontology/coverage/vocabulary-coverage.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { parseMappingSet } from '../../../server/rdf/parse-mapping-set.ts';
import { loadMappingSets } from '../../../server/rdf/sssom.ts';
import { owl, rdf, rdfs } from '../../../server/rdf/vocabulary.ts';
import { shared, skipUnless } from '../../support/shared.ts';
import { writtenOntology } from '../../support/written-ontology.ts';

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

describe('what is counted', () => {
  const written = writtenOntology({
    'ontology/modules/a.ttl': `eucaim:CLIN1 a owl:Class ; rdfs:label "One"@en .
eucaim:CLIN2 a owl:Class ; rdfs:label "Two"@en ; owl:deprecated true .
eucaim:CLIN3 a owl:Class ; rdfs:label "Three"@en ; owl:deprecated "1"^^<http://www.w3.org/2001/XMLSchema#boolean> .
`,
    'ontology/vocabularies/b.ttl': `scheme:b a skos:ConceptScheme ; skos:prefLabel "B"@en .
eucaim:CLIN4 a skos:Concept ; skos:inScheme scheme:b ; skos:prefLabel "Four"@en , "Vier"@de .
eucaim:CLIN5 a skos:Concept ; skos:inScheme scheme:b ; skos:prefLabel "Fünf"@de .
`,
  });

  it('is no retired class', async () => {
    const without = await writtenOntology({});
    assert.equal(countClasses(await written) - countClasses(without), 1);
  });

  it('is no code in place of an English label', async () => {
    const { concepts, labels } =
      vocabularyCoverage(await written).find(({ title }) => title === 'B') ?? assert.fail();
    assert.equal(concepts, 2);
    assert.equal(labels.get('en')?.all, 1);
    assert.equal(labels.get('de')?.all, 2);
  });

  it('is no row that denies a mapping', () => {
    const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
    writeFileSync(join(folder, 'list.csv'), 'name\none\ntwo\nthree\n');
    const header = '# curie_map:\n#   A: https://example.org/a/\n';
    const columns = 'subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\n';
    const rows = [
      ['A:one', 'skos:exactMatch', '', 'A:x'],
      ['A:one', 'skos:exactMatch', 'Not', 'A:y'],
      ['A:two', 'skos:exactMatch', 'Not', 'A:x'],
      ['A:three', 'skos:exactMatch', '', 'sssom:NoTermFound'],
    ];
    const text =
      header + columns + rows.map((cells) => `${cells.join('\t')}\tsemapv:MappingReview\n`).join('');
    const set = parseMappingSet(text, { name: 'list', file: 'list.sssom.tsv' });
    const source = {
      iri: 'urn:list',
      title: 'List',
      license: '',
      copy: 'list.csv',
      knows: new Set<string>(),
      lists: { mappedBy: 'list', nameColumns: ['name'], where: [] },
    };
    const { mapped, onPurpose, open } =
      entityCoverage(source, new Map([['list', set]]), folder) ?? assert.fail();
    rmSync(folder, { recursive: true });
    assert.deepEqual({ mapped, onPurpose, open }, { mapped: 1, onPurpose: 1, open: ['two'] });
  });
});
