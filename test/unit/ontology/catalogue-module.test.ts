import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { Parser } from 'n3';
import { readFolder } from '../../../server/ontology/read-folder.ts';
import { recordTerms } from '../../../server/ontology/record-terms.ts';
import { expandCurie, loadPrefixes } from '../../../server/rdf/prefixes.ts';
import { loadMappingSet } from '../../../server/rdf/sssom.ts';
import type { Quad } from '../../../server/rdf/terms.ts';
import { isLiteral, isNamedNode } from '../../../server/rdf/terms.ts';
import { dcam, mer, owl, rdf, rdfs, sh } from '../../../server/rdf/vocabulary.ts';
import { ontologyFolder, sssomFolder } from '../../support/ontology.ts';
import { shared, skipUnless } from '../../support/shared.ts';

const table = 'profiles/eucaim-dcat-ap/properties-v2.0.csv';
const prefixes = loadPrefixes(join(ontologyFolder, 'prefixes.ttl'));
const files = readFolder(ontologyFolder);
const quads = files.flatMap((file) => file.quads);

/** Objects of the predicate by subject. */
function index(predicate: Quad['predicate'], from: readonly Quad[] = quads): Map<string, Quad[]> {
  return Map.groupBy(
    from.filter((quad) => quad.predicate.equals(predicate)),
    ({ subject }) => subject.value,
  );
}

const labels = index(rdfs.label);
const comments = index(rdfs.comment);
/** What a thing is declared as; mer:LocalLink and the like say more about what is declared elsewhere. */
const declarations = index(
  rdf.type,
  quads.filter(({ object }) => object.value.startsWith(owl.namespace) || object.value.endsWith('#Property')),
);
const english = (term: Map<string, Quad[]>, iri: string): number =>
  (term.get(iri) ?? []).filter(({ object }) => isLiteral(object) && object.language === 'en').length;

/** The properties of the EUCAIM DCAT-AP tables, the steps of longer paths among them, each with its ranges. */
function tableRanges(): ReadonlyMap<string, ReadonlySet<string>> {
  const text = readFileSync(shared(table) ?? '', 'utf8');
  const ranges = new Map<string, Set<string>>();
  for (const { path, range } of parse<{ path: string; range: string }>(text, { columns: true })) {
    const steps = path.split(' / ');
    const last = steps.at(-1) ?? '';
    for (const step of steps) if (!ranges.has(step)) ranges.set(step, new Set());
    for (const each of range.split(' or ')) ranges.get(last)?.add(each);
  }
  return ranges;
}

describe('the properties of EUCAIM DCAT-AP 2.0', { skip: skipUnless(table) }, () => {
  const iriOf = (curie: string): string =>
    expandCurie(prefixes, curie) ?? assert.fail(`${curie} has a prefix`);

  it('are declared with label, comment and the range of the profile', () => {
    const ranges = index(rdfs.range);
    const further = index(dcam.rangeIncludes);
    for (const [property, expected] of tableRanges()) {
      const iri = iriOf(property);
      assert.equal((declarations.get(iri) ?? []).length, 1, `${property} is declared once`);
      assert.equal(english(labels, iri), 1, `${property} has a label`);
      assert.ok(english(comments, iri) > 0, `${property} has a comment`);
      const stated = [...(ranges.get(iri) ?? []), ...(further.get(iri) ?? [])].map(
        ({ object }) => object.value,
      );
      assert.ok(ranges.has(iri), `${property} has a range`);
      for (const range of expected) {
        assert.ok(stated.includes(iriOf(range)), `${property} has the range ${range}`);
      }
    }
    assert.equal(tableRanges().size, 106);
  });

  it('may be asked for by whoever may not read records', () => {
    const terms = recordTerms(quads);
    for (const property of tableRanges().keys()) assert.ok(!terms.has(iriOf(property)), property);
  });

  it('are linked with DCAT where EUCAIM or HealthDCAT-AP added them', () => {
    const { rows } = loadMappingSet(join(sssomFolder, 'eucaimdcatap-dcat.sssom.tsv'));
    const linked = new Set(rows.map(({ subjectIri }) => subjectIri));
    for (const property of tableRanges().keys()) {
      if (/^(eucaim|healthdcatap|dcatap|geodcatap|dpv):/.test(property)) {
        assert.ok(linked.has(iriOf(property)), property);
      }
    }
  });
});

describe('the words of the ontology', () => {
  it('say what they mean where shapes, queries and the program use them', () => {
    const shapes = globSync(join(ontologyFolder, '../shapes/**/*.ttl')).flatMap((file) =>
      new Parser().parse(readFileSync(file, 'utf8')),
    );
    const paths = shapes
      .filter(({ predicate, object }) => predicate.equals(sh.path) && isNamedNode(object))
      .map(({ object }) => object.value);
    const used = shapes
      .flatMap(({ predicate, object }) => [predicate.value, object.value])
      .filter((iri) => iri.startsWith(mer.namespace));
    const ofProgram = Object.values<unknown>(mer).flatMap((term) =>
      typeof term === 'string' ? [] : [(term as { value: string }).value],
    );
    // Shapes that check shapes or vocabularies speak of SHACL, RDFS and SKOS, which explain themselves.
    const known = ['sh', 'rdfs', 'skos'].map((name) => prefixes.get(name) ?? '');
    for (const iri of new Set([...paths, ...used, ...ofProgram])) {
      if (known.some((namespace) => iri.startsWith(namespace))) continue;
      assert.equal(english(labels, iri), 1, iri);
    }
  });

  for (const name of ['catalogue', 'governance', 'computing']) {
    const module = files.find(({ file }) => file.endsWith(`modules/${name}.ttl`))?.quads ?? [];

    it(`say in ${name}.ttl what they mean, and whose they are or why they are ours`, () => {
      const owners = index(rdfs.isDefinedBy, module);
      const declared = new Set([...index(rdf.type, module).keys()].filter((iri) => labels.has(iri)));
      assert.ok(declared.size > 80);
      for (const iri of declared) {
        assert.equal(english(labels, iri), 1, iri);
        assert.equal(english(comments, iri), 1, iri);
        assert.notEqual(owners.has(iri), iri.startsWith(mer.namespace), iri);
      }
    });

    it(`are declared in ${name}.ttl and in no other file`, () => {
      for (const iri of index(rdf.type, module).keys()) {
        if (labels.has(iri)) assert.equal((declarations.get(iri) ?? []).length, 1, iri);
      }
    });

    it(`name in ${name}.ttl no class or property that nobody declares`, () => {
      const types = index(rdf.type);
      const base = ['rdfs', 'owl', 'xsd', 'skos'].map((prefix) => prefixes.get(prefix) ?? '');
      for (const { predicate, object } of module) {
        const links = [
          rdfs.domain,
          rdfs.range,
          rdfs.subClassOf,
          rdfs.subPropertyOf,
          dcam.domainIncludes,
          dcam.rangeIncludes,
        ];
        if (!links.some((link) => link.equals(predicate)) || !isNamedNode(object)) continue;
        if (base.some((namespace) => object.value.startsWith(namespace))) continue;
        assert.ok(types.has(object.value), object.value);
      }
    });
  }
});
