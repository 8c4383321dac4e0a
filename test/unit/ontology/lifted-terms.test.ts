import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { parseTurtleSync } from '../../../server/rdf/parse-turtle.ts';
import { rdf, rdfs, rml } from '../../../server/rdf/vocabulary.ts';

const root = join(import.meta.dirname, '../../..');
const ontology = await loadOntology({
  ontologyFolder: join(root, 'ontology'),
  sssomFolder: join(root, 'mappings/sssom'),
});
const declared = new Set(
  ontology.quads.filter(({ predicate }) => predicate.equals(rdf.type)).map(({ subject }) => subject.value),
);
/** RDF and RDFS declare their own terms: rdf:type, rdfs:label. */
const isDeclared = (iri: string): boolean =>
  declared.has(iri) || [rdf.namespace, rdfs.namespace].some((namespace) => iri.startsWith(namespace));
const sources = join(root, 'mappings/sources');

describe('the properties and classes that the mappings of sources make', () => {
  // A source that extends another one may have no mapping of its own.
  for (const source of readdirSync(sources).filter((name) =>
    existsSync(join(sources, name, 'mapping.rml.ttl')),
  )) {
    it(`are declared in the ontology: ${source}`, () => {
      const file = join(sources, source, 'mapping.rml.ttl');
      const { quads } = parseTurtleSync(readFileSync(file, 'utf8'), {
        mediaType: 'text/turtle',
        baseIri: 'http://example.org/',
        file,
      });
      const terms = quads
        .filter(({ predicate }) => predicate.equals(rml.predicate) || predicate.equals(rml.class))
        .map(({ object }) => object.value);
      assert.deepEqual(
        [...new Set(terms)].filter((term) => !isDeclared(term)),
        [],
      );
    });
  }
});
