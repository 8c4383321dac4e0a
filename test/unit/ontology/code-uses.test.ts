import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectFolders } from '../../../server/folders.ts';
import { codeUses } from '../../../server/ontology/drift/code-uses.ts';
import { loadPrefixes, toCurie } from '../../../server/rdf/prefixes.ts';

const prefixes = loadPrefixes(join(projectFolders().ontology, 'prefixes.ttl'));
const codeSystems = /^(ICDO3|UCUM|SNOMEDCT|eucaim):/;
let folder = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'uses-'));
});
after(() => {
  rmSync(folder, { recursive: true });
});

/** The codes that a text names, each with its line. */
function usesOf(name: string, text: string, subjectsOnly = false): string[] {
  const file = join(folder, name);
  writeFileSync(file, text);
  const found = codeUses(file, prefixes, subjectsOnly).map(
    ({ iri, place }) => `${toCurie(prefixes, iri)} ${String(place.line)}`,
  );
  return found.filter((use) => codeSystems.test(use.replace('EUCAIM:', 'eucaim:')));
}

const turtle = `@prefix ICDO3: <https://w3id.org/meridian/code/icdo3/> . @prefix ex: <urn:x:> .
@prefix UCUM: <http://unitsofmeasure.org/> . @prefix e: <https://cancerimage.eu/ontology/EUCAIM#> .
ex:a ex:code ICDO3:8140\\/3 ; # ICDO3:8000/0 is no longer meant
  # ICDO3:8001/0
  ex:unit UCUM:m%5BiU%5D\\/L ,
    <http://unitsofmeasure.org/10*-3.%5BiU%5D/L> ;
  ex:note "ICDO3:8002/0, and <http://snomed.info/id/1>" , """
    ICDO3:8003/0
  """ .
e:BP1000021 ex:p [ ex:in ( e:BP1000022 ) ] .
`;

describe('the codes that a file names', () => {
  it('are those of the statements of Turtle, by their property', () => {
    assert.deepEqual(usesOf('a.ttl', turtle).sort(), [
      'ICDO3:8140/3 3',
      'UCUM:10*-3.%5BiU%5D/L 5',
      'UCUM:m%5BiU%5D/L 5',
      'eucaim:BP1000021 10',
      'eucaim:BP1000022 10',
    ]);
  });

  it('are what a vocabulary describes, not what it refers to', () => {
    assert.deepEqual(usesOf('b.ttl', turtle, true), ['eucaim:BP1000021 10']);
  });

  it('are the subjects and objects of mapping rows, whole', () => {
    const text = [
      '#mapping_set_id: https://example.org/set',
      '#license: https://creativecommons.org/licenses/by/4.0/',
      '#curie_map:',
      '#  UCUM: http://unitsofmeasure.org/',
      '#  ICDO3: https://w3id.org/meridian/code/icdo3/',
      '#  EUCAIM: https://cancerimage.eu/ontology/EUCAIM#',
      'subject_id\tpredicate_id\tobject_id\tmapping_justification\tcomment',
      'EUCAIM:COM1\tskos:exactMatch\tUCUM:m%5BiU%5D/L\tsemapv:ManualMappingCuration\tnot ICDO3:8000/0',
      'EUCAIM:COM2\tskos:exactMatch\tUCUM:10*-3.%5BiU%5D/L\tsemapv:ManualMappingCuration\t',
      'ICDO3:8010/3-C50\tskos:exactMatch\tsssom:NoTermFound\tsemapv:ManualMappingCuration\t',
    ].join('\n');
    assert.deepEqual(usesOf('c.sssom.tsv', text), [
      'eucaim:COM1 8',
      'UCUM:m%5BiU%5D/L 8',
      'eucaim:COM2 9',
      'UCUM:10*-3.%5BiU%5D/L 9',
      'ICDO3:8010/3-C50 10',
    ]);
  });

  it('are the names of a query by its grammar, and the codes of its header', () => {
    const text = `#+ summary: Adenocarcinoma (ICDO3:8140/3), or like it.
#+ example: { unit: UCUM:m[iU]/L, among: [ICDO3:C34, ICDO3:C50] }
# Not eucaim:BP1000001
SELECT * WHERE { ?x eucaim:hasCondition/eucaim:hasFindingSite* ?y ; # eucaim:BP1000002
  ?unit UCUM:mg\\/L, UCUM:%25.
  FILTER (?y IN (eucaim:BP1000021, <http://snomed.info/id/41216001>)) # <http://snomed.info/id/2>
  FILTER (?z != "eucaim:BP1000003" && STR(?z) != '''
    eucaim:BP1000004''' && ?a<3)
}`;
    assert.deepEqual(usesOf('d.rq', text), [
      'ICDO3:8140/3 1',
      'UCUM:m%5BiU%5D/L 2',
      'ICDO3:C34 2',
      'ICDO3:C50 2',
      'eucaim:hasCondition 4',
      'eucaim:hasFindingSite 4',
      'UCUM:mg/L 5',
      'UCUM:%25 5',
      'eucaim:BP1000021 6',
      'SNOMEDCT:41216001 6',
    ]);
  });

  it('are the strings of JSON that are codes as a whole', () => {
    const text = `{ "title": "Instead of ICDO3:8000/0",
  "in": ["ICDO3:8140\\/3", "UCUM:m[iU]/L",
    "http://snomed.info/id/41216001"], "note": "eucaim:BP1000001 or so" }`;
    assert.deepEqual(usesOf('e.json', text), ['ICDO3:8140/3 2', 'UCUM:m%5BiU%5D/L 2', 'SNOMEDCT:41216001 3']);
  });

  it('are none in files of other kinds', () => {
    assert.deepEqual(usesOf('f.md', 'ICDO3:8140/3 <http://snomed.info/id/1>'), []);
  });
});
