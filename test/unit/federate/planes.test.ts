import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { DataFactory, Parser } from 'n3';
import { createPlanes, type Planes } from '../../../server/federate/planes.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import type { Ontology } from '../../../server/ontology/ontology.ts';
import { dcat, dct, eucaim, mer, owl, rdf, rdfs, sh, skos } from '../../../server/rdf/vocabulary.ts';

const root = join(import.meta.dirname, '..', '..', '..');

describe('createPlanes', () => {
  let ontology: Ontology;
  let planes: Planes;
  before(async () => {
    const sssomFolder = join(root, 'mappings', 'sssom');
    ontology = await loadOntology({ ontologyFolder: join(root, 'ontology'), sssomFolder });
    planes = createPlanes(ontology.quads);
  });

  const replicated = [mer.searchEquivalent, mer.shownAs, mer.valueScheme, mer.Attribute, mer.Level];
  const shared = [
    ...[rdf.type, rdfs.label, rdfs.comment, dct.title, dct.source, dct.license, mer.unit],
    ...[owl.versionInfo, owl.sameAs, owl.Ontology, skos.prefLabel, skos.notation, skos.broader, skos.Concept],
  ];
  const owned = [dcat.keyword, dcat.Dataset, dct.isPartOf, eucaim.hasCondition, eucaim.COM1001047];
  for (const [plane, terms] of Object.entries({ replicated, shared, owned })) {
    for (const term of terms) {
      it(`takes ${term.value} for ${plane}`, () => {
        assert.equal(planes.planeOf(term.value), plane);
      });
    }
  }

  it('takes no namespace for anything: a term that the ontology does not use is owned', () => {
    assert.equal(planes.planeOf(sh.severity.value), 'owned');
    assert.equal(planes.planeOf(`${skos.namespace}anything`), 'owned');
    assert.equal(planes.planeOf(`${mer.namespace}anything`), 'owned');
  });

  it('counts a term that the ontology uses as shared, unless it is declared to be only there', () => {
    const turtle = `@prefix x: <http://example.org/> . x:a x:p x:b ; a x:C .
      <${mer.OntologyPlane.value}> <${mer.onlyHere.value}> x:q ; <${mer.alsoHere.value}> x:r . x:a x:q x:b .
      <${mer.CataloguePlane.value}> <${mer.onlyHere.value}> x:s . x:l a <${mer.LocalLink.value}> .`;
    const found = createPlanes(new Parser({ factory: DataFactory }).parse(turtle));
    const of = (name: string): string => found.planeOf(`http://example.org/${name}`);
    assert.deepEqual(['p', 'C', 'q', 'r', 's', 'l'].map(of), [
      ...['shared', 'shared', 'replicated', 'shared', 'owned', 'owned'],
    ]);
    assert.deepEqual(
      ['l', 'p'].map((name) => found.isLocalLink(`http://example.org/${name}`)),
      [true, false],
    );
  });

  it('takes for replicated no term that a lifted sample or the path of an attribute uses', () => {
    const sources = join(root, 'mappings', 'sources');
    const samples = readdirSync(sources).flatMap((name) =>
      new Parser({ format: 'N-Quads' }).parse(
        readFileSync(join(sources, name, 'sample', 'expected.nq'), 'utf8'),
      ),
    );
    const used = new Set(
      samples.flatMap(({ predicate, object }) =>
        predicate.equals(rdf.type) ? [object.value] : [predicate.value],
      ),
    );
    for (const { catalogue, record } of ontology.attributes)
      for (const { property } of [...(catalogue?.path ?? []), ...(record?.path ?? [])])
        used.add(property.value);
    assert.ok(used.size > 30);
    assert.deepEqual(
      [...used].filter((iri) => planes.planeOf(iri) === 'replicated'),
      [],
    );
  });
});
