import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { Store } from 'oxigraph';
import { toNTriples } from '../../../server/rdf/n-triples.ts';
import { toCurie } from '../../../server/rdf/prefixes.ts';
import { repositoryOntology } from '../../support/ontology.ts';

const folder = join(import.meta.dirname, '../../../queries/quality');
const files = globSync(join(folder, '*.violation.rq'))
  .map((file) => ({ name: basename(file, '.violation.rq'), text: readFileSync(file, 'utf8') }))
  .filter(({ text }) => /^#\+ tags: .*\bontology\b/m.test(text));

/** For every query statements that break its rule, and what it finds then: no more and no less. */
const breaks: Readonly<Record<string, readonly [statements: string, ...rows: string[]]>> = {
  'added-broader-unstated': [
    'eucaim:COM1001366 mer:addedBroader eucaim:COM1001370 .',
    'eucaim:COM1001366 eucaim:COM1001370',
  ],
  'attribute-without-concepts': [
    'attr:x a mer:Attribute ; mer:valueScheme scheme:nothing ; mer:record [] .',
    'attr:x scheme:nothing',
  ],
  'broader-circle': [
    'eucaim:A skos:broader eucaim:B . eucaim:B skos:broader eucaim:A .',
    'eucaim:A',
    'eucaim:B',
  ],
  'broader-without-superclass': [
    'eucaim:COM1001366 skos:broader eucaim:COM1001370 .',
    'eucaim:COM1001366 eucaim:COM1001370',
  ],
  'class-below-nothing': ['eucaim:A a owl:Class .', 'eucaim:A'],
  'class-without-english-label': [
    'eucaim:A a owl:Class ; rdfs:label "etwas"@de . mer:x a owl:ObjectProperty .',
    'eucaim:A',
    'mer:x',
  ],
  'concept-without-class': ['eucaim:A skos:inScheme scheme:sex .', 'eucaim:A scheme:sex'],
  'concept-without-english-label': [
    'eucaim:A skos:inScheme scheme:sex ; skos:prefLabel "etwas"@de .',
    'eucaim:A scheme:sex',
  ],
  'dangling-broader': ['eucaim:COM1001366 skos:broader eucaim:NONE .', 'eucaim:COM1001366 eucaim:NONE'],
  'dangling-superclass': [
    `eucaim:A rdfs:subClassOf eucaim:NONE ,
      [ a owl:Restriction ; owl:onProperty eucaim:hasFindingSite ; owl:someValuesFrom eucaim:NOWHERE ] .`,
    'eucaim:A eucaim:NONE',
    'eucaim:A eucaim:NOWHERE',
  ],
  'deprecated-in-use': [
    'eucaim:A owl:deprecated true ; dct:isReplacedBy eucaim:COM1001366 . eucaim:B skos:broader eucaim:A .',
    'eucaim:B skos:broader eucaim:A',
  ],
  'deprecated-without-replacement': [
    `eucaim:A owl:deprecated true ; dct:isReplacedBy eucaim:B . eucaim:B a owl:Class ; owl:deprecated true ;
      dct:isReplacedBy eucaim:COM1001366 . eucaim:C owl:deprecated true .`,
    'eucaim:A eucaim:B',
    'eucaim:C ',
  ],
  'exact-and-other-match': [
    'eucaim:COM1001366 skos:exactMatch mer:c ; skos:broadMatch mer:c .',
    'eucaim:COM1001366 mer:c skos:broadMatch',
  ],
  'exact-match-between-concepts': [
    'eucaim:COM1001366 skos:exactMatch eucaim:COM1001370 .',
    'eucaim:COM1001366 eucaim:COM1001370',
  ],
  'label-reviewed-and-unreviewed': [
    'eucaim:A skos:prefLabel "Mann"@de ; mer:unreviewedLabel "Kerl"@de , "hombre"@es .',
    'eucaim:A "Mann"@de "Kerl"@de',
  ],
  'label-with-stray-spaces': [
    'eucaim:A skos:altLabel "a  b"@en . eucaim:B rdfs:label " b"@en . eucaim:C rdfs:label "a b"@en .',
    'eucaim:A "a  b"@en',
    'eucaim:B " b"@en',
  ],
  'mapping-to-undeclared-class': [
    'eucaim:COM1001366 skos:closeMatch eucaim:NONE ; skos:exactMatch mer:c .',
    'eucaim:COM1001366 skos:closeMatch eucaim:NONE',
  ],
  'module-without-source': [
    '<https://w3id.org/meridian/module/x> a owl:Ontology ; dct:title "X"@en ; dct:license mer:l .',
    '<https://w3id.org/meridian/module/x>',
  ],
  'notation-of-another-code': [
    'eucaim:COM1001366 skos:notation "COM1001367" .',
    'eucaim:COM1001366 "COM1001367"',
  ],
  'record-only-undeclared': ['eucaim:hasNothing mer:recordOnly true .', 'eucaim:hasNothing'],
  'restriction-on-undeclared-property': [
    `eucaim:A rdfs:subClassOf [ owl:onProperty eucaim:hasNothing ] .
      eucaim:B owl:equivalentClass [ owl:intersectionOf ( eucaim:A [ owl:onProperty eucaim:hasNothing ] ) ] .`,
    'eucaim:A eucaim:hasNothing',
    'eucaim:B eucaim:hasNothing',
  ],
  'scheme-without-source': ['scheme:x a skos:ConceptScheme .', 'scheme:x'],
  'search-equivalent-of-itself': ['eucaim:A mer:searchEquivalent eucaim:A , eucaim:B .', 'eucaim:A'],
  'shown-as-hidden': [
    'eucaim:COM1001366 mer:shownAs eucaim:COM1001370 .',
    'eucaim:COM1001366 eucaim:COM1001370',
  ],
  'superclass-circle': [
    'eucaim:A rdfs:subClassOf eucaim:B . eucaim:B rdfs:subClassOf eucaim:C . eucaim:C rdfs:subClassOf eucaim:B .',
    'eucaim:B',
    'eucaim:C',
  ],
  'superproperty-undeclared': ['mer:x rdfs:subPropertyOf mer:y .', 'mer:x mer:y'],
  'two-concepts-one-code': [
    'eucaim:COM1001366 skos:exactMatch mer:c . eucaim:COM1001370 skos:exactMatch mer:c .',
    'mer:c eucaim:COM1001366 eucaim:COM1001370',
  ],
  'two-concepts-one-label': [
    'eucaim:A skos:inScheme scheme:sex ; skos:prefLabel "male"@en .',
    'scheme:sex "male" eucaim:A eucaim:COM1001366',
  ],
  'two-concepts-one-notation': [
    'eucaim:A skos:inScheme scheme:sex ; skos:notation "COM1001366" .',
    'scheme:sex "COM1001366" eucaim:A eucaim:COM1001366',
  ],
  'two-preferred-labels': [
    'eucaim:COM1001366 skos:prefLabel "Maleness"@en , "Masculin"@fr .',
    'eucaim:COM1001366 "Male"@en "Maleness"@en',
  ],
  'undeclared-domain-or-range': ['mer:x rdfs:domain mer:Y ; rdfs:range xsd:string .', 'mer:x mer:Y'],
  'used-term-undeclared': ['eucaim:COM1001366 mer:unheardOf "x" .', 'mer:unheardOf'],
};

describe('a quality query of the ontology', async () => {
  const ontology = await repositoryOntology();
  const store = new Store();
  store.load(new TextDecoder().decode(toNTriples(ontology.quads)), { format: 'application/n-triples' });
  const prefixes = [...ontology.prefixes].map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join('\n');
  /** The rows, with what is told by IRI as CURIEs. */
  const rows = (query: string): readonly string[] => {
    const table = store.query(query, {
      results_format: 'text/tab-separated-values',
      use_default_graph_as_union: true,
    });
    assert.ok(typeof table === 'string');
    const curie = (cell: string): string => {
      const iri = /^<(.*)>$/.exec(cell)?.[1];
      if (iri === undefined) return cell;
      const short = toCurie(ontology.prefixes, iri);
      return short === iri ? cell : short.replace(/^EUCAIM:/, 'eucaim:');
    };
    const lines = table.replace(/\n$/, '').split('\n').slice(1);
    return lines.map((line) => line.split('\t').map(curie).join(' '));
  };

  it('is there for every rule, and every rule has a query', () => {
    assert.deepEqual(files.map(({ name }) => name).sort(), Object.keys(breaks).sort());
  });

  for (const { name, text } of files) {
    it(`finds nothing: ${name}`, () => {
      assert.deepEqual(rows(text), []);
    });
    it(`finds what breaks its rule, and nothing else: ${name}`, () => {
      const [statements = '', ...expected] = breaks[name] ?? [];
      store.update(`${prefixes} INSERT DATA { GRAPH <urn:break> { ${statements} } }`);
      const found = rows(text);
      store.update('DROP GRAPH <urn:break>');
      assert.deepEqual(found, expected);
    });
  }
});
