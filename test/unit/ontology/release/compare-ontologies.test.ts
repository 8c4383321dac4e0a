import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { MeridianError } from '../../../../server/errors.ts';
import { buildRelease } from '../../../../server/ontology/release/build-release.ts';
import { compareOntologies } from '../../../../server/ontology/release/diff/compare-ontologies.ts';
import {
  compareSnapshots,
  type SnapshotDifference,
} from '../../../../server/ontology/release/diff/compare-snapshots.ts';
import { differenceFormats } from '../../../../server/ontology/release/diff/describe-difference.ts';
import type {
  ChangedTerm,
  OntologyDifference,
} from '../../../../server/ontology/release/diff/ontology-difference.ts';
import { isSame } from '../../../../server/ontology/release/diff/ontology-difference.ts';
import { readSnapshot } from '../../../../server/ontology/release/diff/read-snapshot.ts';
import { writeFiles } from '../../../../server/ontology/release/write-files.ts';
import { loadPrefixes } from '../../../../server/rdf/prefixes.ts';
import { blankNode, literal, namedNode, quad } from '../../../../server/rdf/terms.ts';
import { dct, eucaim, mer, owl, rdf, rdfs, skos } from '../../../../server/rdf/vocabulary.ts';
import { tinyFiles, writeTinyOntology, type TinyOntology } from '../../../support/tiny-ontology.ts';

const iri = fc.integer({ min: 0, max: 5 }).map((n) => namedNode(`urn:ex:${n}`));
const restriction = fc.integer({ min: 0, max: 2 }).map((n) => blankNode(`r${n}`));
const statement = fc.oneof(
  fc.tuple(iri, fc.constant(rdf.type), fc.constantFrom(owl.Class, skos.Concept)),
  fc.tuple(
    iri,
    fc.constantFrom(rdfs.label, skos.altLabel),
    fc.constantFrom('a', 'b').map((text) => literal(text, 'en')),
  ),
  fc.tuple(iri, fc.constantFrom(rdfs.subClassOf, skos.exactMatch, dct.isReplacedBy), iri),
  fc.tuple(iri, fc.constant(owl.deprecated), fc.constant(literal('true'))),
  fc.tuple(iri, fc.constant(rdfs.subClassOf), restriction),
  fc.tuple(restriction, fc.constant(owl.someValuesFrom), iri),
);
const graph = fc
  .array(statement, { maxLength: 15 })
  .map((statements) => statements.map(([s, p, o]) => quad(s, p, o)));

describe('the difference of two ontologies', () => {
  it('is nothing between an ontology and itself', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async (quads) => {
        assert.ok(isSame(await compareOntologies(quads, [...quads].reverse(), new Map())));
      }),
    );
  });

  it('turned round is the difference the other way', async () => {
    await fc.assert(
      fc.asyncProperty(graph, graph, async (a, b) => {
        const there = await compareOntologies(a, b, new Map());
        const back = await compareOntologies(b, a, new Map());
        assert.deepEqual(bare(there), turned(bare(back)));
      }),
    );
  });
});

/** A difference without the labels by which it names terms: each side has its own. */
function bare({ added, removed, changed, axioms }: OntologyDifference) {
  return {
    added: added.map((term) => term.iri),
    removed: removed.map((term) => term.iri),
    changed: changed.map(({ iri: term, changes }) => ({ term, changes })),
    axioms,
  };
}

function turned({ added, removed, changed, axioms }: ReturnType<typeof bare>): ReturnType<typeof bare> {
  const turn = (changes: ChangedTerm['changes']): ChangedTerm['changes'] =>
    changes.map((change) => ({ ...change, added: change.removed, removed: change.added }));
  return {
    added: removed,
    removed: added,
    changed: changed.map(({ term, changes }) => ({ term, changes: turn(changes) })),
    axioms: { added: axioms.removed, removed: axioms.added },
  };
}

describe('a comparison of releases', () => {
  const before = writeTinyOntology();
  const roots = [before.root];
  const prefixes = loadPrefixes(join(before.ontologyFolder, 'prefixes.ttl'));
  after(() => {
    for (const root of roots) rmSync(root, { recursive: true });
  });

  async function compare(path: string, other: string): Promise<SnapshotDifference> {
    return compareSnapshots(await readSnapshot(path), await readSnapshot(other), prefixes);
  }

  function changed(changes: Readonly<Record<string, (text: string) => string>>): TinyOntology {
    const texts = Object.entries(changes).map(
      ([name, change]) => [name, change(tinyFiles[name] ?? '')] as const,
    );
    const tiny = writeTinyOntology(Object.fromEntries(texts));
    roots.push(tiny.root);
    return tiny;
  }

  const classes = 'ontology/modules/classes.ttl';
  const cases: readonly (readonly [string, string, (text: string) => string, RegExp])[] = [
    [
      'a new term',
      classes,
      (text) => `${text}eucaim:BP1000009 a owl:Class ; rdfs:label "Spleen"@en .`,
      /Added\n\n? {2}eucaim:BP1000009 "Spleen"/,
    ],
    [
      'a lost term',
      classes,
      (text) => text.replace(/eucaim:CLIN1000002 a[^.]*\] \./, ''),
      /Removed\n\n? {2}eucaim:CLIN1000002 "Tumour of kidney", never deprecated/,
    ],
    [
      'a new label',
      classes,
      (text) => text.replace('"Body structure"', '"Structure"'),
      /label \(rdfs:label\): - "Body structure"@en {2}\+ "Structure"@en/,
    ],
    [
      'a lost name',
      classes,
      (text) => text.replace('skos:altLabel "Hepar"@en ;', ''),
      /other names \(skos:altLabel\): - "Hepar"@en/,
    ],
    [
      'another parent',
      classes,
      (text) =>
        text.replace(
          '"Hepar"@en ; rdfs:subClassOf eucaim:BP1000001',
          '"Hepar"@en ; rdfs:subClassOf eucaim:BP1000002',
        ),
      /moved \(rdfs:subClassOf\): - eucaim:BP1000001 {2}\+ eucaim:BP1000002/,
    ],
    [
      'another restriction',
      classes,
      (text) => text.replace('someValuesFrom eucaim:BP1000002', 'someValuesFrom eucaim:BP1000003'),
      /restrictions \(rdfs:subClassOf\): - eucaim:hasFindingSite some eucaim:BP1000002 {2}\+ eucaim:hasFindingSite some eucaim:BP1000003/,
    ],
    [
      'a deprecation',
      classes,
      (text) => `${text}eucaim:BP1000003 owl:deprecated true ; dct:isReplacedBy eucaim:BP1000002 .`,
      /Deprecated\n\n? {2}eucaim:BP1000003 "Liver", now eucaim:BP1000002 "Kidney"/,
    ],
    [
      'an axiom without a name',
      classes,
      (text) => text.replace(/\[\] a owl:AllDisjointClasses.*\n/, ''),
      /Axioms without a name\n\n? {2}- /,
    ],
    [
      'a new release',
      'ontology/core.ttl',
      (text) => text.replaceAll('2026.1', '2026.2'),
      /About the ontology/,
    ],
    [
      'another code',
      'mappings/sssom/eucaim-exactmatch-snomedct.sssom.tsv',
      (text) => text.replace('10200004', '181268008'),
      /codes \(skos:exactMatch\): - SNOMEDCT:10200004 {2}\+ SNOMEDCT:181268008/,
    ],
    [
      'another justification of a row',
      'mappings/sssom/eucaim-exactmatch-snomedct.sssom.tsv',
      (text) => text.replace('ManualMappingCuration', 'LexicalMatching'),
      /Mapping rows\n\n? {2}eucaim-exactmatch-snomedct\n {6}EUCAIM:BP1000002 skos:exactMatch SNOMEDCT:64033007: semapv:ManualMappingCuration -> semapv:LexicalMatching/,
    ],
  ];
  for (const [what, file, change, said] of cases) {
    it(`tells ${what}`, async () => {
      const difference = await compare(before.root, changed({ [file]: change }).root);
      assert.equal(difference.same, false);
      assert.match(differenceFormats.text(difference), said);
      assert.match(differenceFormats.markdown(difference), /^# Changes\n/);
      assert.deepEqual(JSON.parse(differenceFormats.json(difference)), difference);
    });
  }

  it('asks for a deprecation of classes, properties and concepts of our own only', async () => {
    const { removed } = await compareOntologies(
      [
        quad(eucaim.CLIN1000005, rdf.type, owl.Class),
        quad(mer.name, rdf.type, owl.DatatypeProperty),
        quad(eucaim.hasCondition, rdf.type, skos.Concept),
        quad(mer.level, rdfs.label, literal('said without a type')),
        quad(namedNode('http://snomed.info/id/64033007'), rdf.type, owl.Class),
        quad(
          namedNode('https://github.com/EUCAIM/etl-toolset'),
          dct.title,
          literal('a source that is cited'),
        ),
        quad(namedNode('urn:ex:old'), owl.deprecated, literal('true')),
      ],
      [],
      prefixes,
    );
    assert.deepEqual(
      removed.filter(({ isOwnTerm }) => isOwnTerm).map(({ iri: term }) => term),
      [eucaim.CLIN1000005, eucaim.hasCondition, mer.name].map(({ value }) => value),
    );
    assert.equal(removed.length, 7);
  });

  it('reads the mapping sets of the project where the project has them', async () => {
    const elsewhere = writeTinyOntology();
    roots.push(elsewhere.root);
    const own = { ontology: before.ontologyFolder, sssom: join(elsewhere.root, 'sets') };
    renameSync(elsewhere.sssomFolder, own.sssom);
    const rows = join(own.sssom, 'eucaim-exactmatch-snomedct.sssom.tsv');
    writeFileSync(rows, readFileSync(rows, 'utf8').replace('10200004', '181268008'));
    const difference = await compareSnapshots(
      await readSnapshot(before.root),
      await readSnapshot(before.root, own),
      prefixes,
    );
    assert.match(differenceFormats.text(difference), /- SNOMEDCT:10200004 {2}\+ SNOMEDCT:181268008/);
    assert.equal(difference.mappingSets.length, 1);
  });

  it('finds every file of a release the same as the folder it was made of', async () => {
    const { files } = await buildRelease(before);
    const folder = join(before.root, 'release');
    await writeFiles(folder, files);
    for (const name of [...files.keys()].filter((file) => file.startsWith('meridian-'))) {
      const difference = await compare(join(folder, name), before.ontologyFolder);
      assert.ok(difference.same, `${name}: ${differenceFormats.text(difference)}`);
    }
    assert.ok((await compare(folder, before.root)).same);
    assert.match(differenceFormats.text(await compare(folder, folder)), /no differences/);
  });

  const unusable: readonly (readonly [string, string, string | undefined])[] = [
    ['nothing', 'absent', undefined],
    ['a folder without an ontology', '.', undefined],
    [
      'half a file',
      'half.owl',
      '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Desc',
    ],
    ['a text', 'text.txt', 'Nothing to see here.'],
  ];
  for (const [what, name, text] of unusable) {
    it(`refuses ${what}`, async () => {
      const folder = join(before.root, 'mappings');
      const path = join(folder, name);
      if (text !== undefined) writeFileSync(path, text);
      await assert.rejects(
        readSnapshot(path),
        (error: unknown) => error instanceof MeridianError && error.exit === 2,
      );
    });
  }
});
