import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isomorphic } from 'rdf-isomorphic';
import { plain, prefixesOf, term, text, typed } from '../../../../server/cli/demo/metadata-tree.ts';
import type { TreeNode } from '../../../../server/cli/demo/metadata-tree.ts';
import { writeJsonLd } from '../../../../server/cli/demo/write-json-ld.ts';
import { writeRdfXml } from '../../../../server/cli/demo/write-rdf-xml.ts';
import { writeTurtle } from '../../../../server/cli/demo/write-turtle.ts';
import { parseRdf } from '../../../../server/rdf/parse-rdf.ts';
import { loadPrefixes } from '../../../../server/rdf/prefixes.ts';

const prefixes = loadPrefixes(join(import.meta.dirname, '..', '..', '..', '..', 'ontology', 'prefixes.ttl'));
const nodes: readonly TreeNode[] = [
  {
    iri: 'dataset/1',
    type: 'dcat:Dataset',
    properties: [
      ['dct:title', text('Lung & "thorax" <1>')],
      ['dct:title', text('Lunge', 'de')],
      ['dct:identifier', plain('a\\b')],
      ['healthdcatap:numberOfRecords', typed(3, 'xsd:nonNegativeInteger')],
      ['eucaim:hasCondition', term('eucaim:CLIN1000065')],
      ['dct:publisher', { type: 'foaf:Agent', properties: [['foaf:name', text('North')]] }],
      ['dcat:distribution', { iri: 'dataset/1/distribution' }],
    ],
  },
];

describe('the writers of metadata trees', () => {
  it('write the same graph as Turtle, JSON-LD and RDF/XML', async () => {
    const graphs = await Promise.all(
      (
        [
          ['text/turtle', writeTurtle],
          ['application/ld+json', writeJsonLd],
          ['application/rdf+xml', writeRdfXml],
        ] as const
      ).map(async ([mediaType, write]) => {
        const baseIri = 'http://node.example.org/id/north/';
        return (await parseRdf(write(nodes, prefixes), { mediaType, baseIri })).quads;
      }),
    );
    const [turtle = [], ...others] = graphs;
    assert.equal(turtle.length, 10);
    for (const other of others) assert.ok(isomorphic(turtle, other));
  });

  it('declare just the prefixes in use', () => {
    assert.deepEqual(prefixesOf(nodes), ['dcat', 'dct', 'eucaim', 'foaf', 'healthdcatap', 'xsd']);
  });
});
