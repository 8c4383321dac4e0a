import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { MeridianError } from '../../../../server/errors.ts';
import type { ImportFinding } from '../../../../server/ontology/import/import-finding.ts';
import { importOntology, type ImportReport } from '../../../../server/ontology/import/import-ontology.ts';
import { loadOntology } from '../../../../server/ontology/load-ontology.ts';
import { writeTinyOntology } from '../../../support/tiny-ontology.ts';

const head = `@prefix ex: <https://example.org/o#> .
@prefix eucaim: <https://cancerimage.eu/ontology/EUCAIM#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
`;

describe('an import', () => {
  const tiny = writeTinyOntology();
  const sources = join(tiny.root, 'sources');
  mkdirSync(sources);
  after(() => {
    rmSync(tiny.root, { recursive: true });
  });

  async function take(
    text: string,
    { name = 'other', file = 'other.ttl', dryRun = false } = {},
  ): Promise<ImportReport> {
    const path = join(sources, file);
    writeFileSync(path, text);
    return importOntology({ ...tiny, file: path, name, dryRun });
  }

  const importsFolder = join(tiny.ontologyFolder, 'imports');
  const imported = (): string => readFileSync(join(importsFolder, 'other.ttl'), 'utf8');

  it('makes new classes concepts that are found by name, code and hierarchy', async () => {
    const report = await take(`${head}
      ex:Organ a owl:Class ; rdfs:label "Organ" .
      ex:Spleen a owl:Class ; rdfs:label "Spleen"@en , "Milz"@de ; rdfs:subClassOf ex:Organ ; ex:SNOMED_CT "78961009" .`);
    assert.deepEqual(report.findings, []);
    const ontology = await loadOntology(tiny);
    const spleen = ontology.concept('https://example.org/o#Spleen');
    assert.deepEqual([...(spleen?.labels ?? [])].sort(), [
      ['de', 'Milz'],
      ['en', 'Spleen'],
    ]);
    assert.deepEqual(spleen?.broader, ['https://example.org/o#Organ']);
    const coded = ontology.resolve('SNOMEDCT:78961009');
    assert.equal(coded.state === 'found' && coded.concept.iri.value, 'https://example.org/o#Spleen');
  });

  it('adds to classes of ours what we do not say, and says nothing again', async () => {
    await take(`${head}
      eucaim:BP1000003 a owl:Class ; rdfs:label "Liver"@en ; skos:altLabel "Hepar"@en , "Jecur"@la ; rdfs:subClassOf eucaim:BP1000001 ;
        ex:SNOMEDCT "10200004" .
      eucaim:CLIN1000002 a owl:Class ; rdfs:label "Renal tumour"@en ; rdfs:subClassOf
        [ a owl:Restriction ; owl:onProperty eucaim:hasFindingSite ; owl:someValuesFrom eucaim:BP1000002 ] ,
        [ a owl:Restriction ; owl:onProperty ex:treatedBy ; owl:someValuesFrom eucaim:BP1000001 ] .`);
    assert.equal(
      imported().replace(/^[^]*?\n\n/, ''),
      `<https://w3id.org/meridian/module/import-other> a owl:Ontology ;
  <http://purl.org/dc/terms/title> "Imported: other"@en .

eucaim:BP1000003 skos:altLabel "Jecur"@la .

eucaim:CLIN1000002 skos:altLabel "Renal tumour"@en ;
  rdfs:subClassOf [ a owl:Restriction ; owl:onProperty <https://example.org/o#treatedBy> ; owl:someValuesFrom eucaim:BP1000001 ] .

<https://example.org/o#treatedBy> a owl:ObjectProperty ;
  rdfs:label "treatedBy"@en .
`.replace('<http://purl.org/dc/terms/title>', 'dct:title'),
    );
    assert.equal(
      (await loadOntology(tiny))
        .concept('https://cancerimage.eu/ontology/EUCAIM#BP1000003')
        ?.labels.get('en'),
      'Liver',
    );
  });

  it('gives the same bytes again', async () => {
    const text = `${head} ex:A a owl:Class ; rdfs:label "A" . ex:B a owl:Class ; rdfs:label "B" ; rdfs:subClassOf ex:A .`;
    await take(text);
    const first = imported();
    await take(text);
    assert.equal(imported(), first);
  });

  it('writes nothing in a dry run', async () => {
    rmSync(importsFolder, { recursive: true });
    const report = await take(`${head} ex:A a owl:Class ; rdfs:label "A" .`, { dryRun: true });
    assert.equal(report.written, false);
    assert.equal(existsSync(importsFolder), false);
  });

  const label = 'a owl:Class ; rdfs:label';
  const faults: readonly (readonly [kind: ImportFinding['kind'], text: string, message: RegExp])[] = [
    ['code-check-digit', `ex:A ${label} "A" ; ex:SNOMEDCT "78961008" .`, /check digit/],
    ['code-format', `ex:A ${label} "A" ; ex:SNOMEDCT "78961 009" .`, /holds a blank/],
    ['code-format', `ex:A ${label} "A" ; ex:SNOMEDCT "7.8E+15" .`, /spreadsheet/],
    ['code-format', `ex:A ${label} "A" ; skos:exactMatch "SNOMEDCT:x" .`, /does not look like one/],
    [
      'code-of-other-system',
      `ex:A ${label} "A" ; ex:SNOMEDCT "12" ; ex:OMOP_Concept_ID "12" .`,
      /which is its OMOP code/,
    ],
    [
      'code-claimed-twice',
      `ex:A ${label} "A" ; ex:OMOP "7" . ex:B ${label} "B" ; ex:OMOP "7" .`,
      /ex.*#A \(A\), .*#B \(B\)/,
    ],
    ['code-held-already', `ex:A ${label} "A" ; ex:SNOMEDCT "64033007" .`, /belongs to eucaim:BP1000002 here/],
    [
      'self-restriction',
      `ex:A ${label} "A" ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; owl:someValuesFrom ex:A ] .`,
      /restricted to itself/,
    ],
    [
      'restriction-unreadable',
      `ex:A ${label} "A" ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ] .`,
      /does not know/,
    ],
    [
      'subclass-cycle',
      `ex:A ${label} "A" ; rdfs:subClassOf ex:B . ex:B ${label} "B" ; rdfs:subClassOf ex:A .`,
      /its own ancestor/,
    ],
    ['subclass-cycle', `ex:A ${label} "A" ; rdfs:subClassOf ex:A .`, /its own ancestor/],
    ['parent-dangling', `ex:A ${label} "A" ; rdfs:subClassOf ex:None .`, /does not exist/],
    ['relative-iri', `<#A> ${label} "A" . ex:B ${label} "B" .`, /relative IRI/],
    ['label-missing', 'ex:A a owl:Class .', /no label/],
    ['label-doubled', `ex:A ${label} "A" , "B" .`, /second label "B"/],
    ['label-shared', `ex:A ${label} "Kidney" . ex:B ${label} "kidney"@en .`, /names 2 classes/],
    [
      'namespace-alias',
      `<https://hyperontology.eucaim.cancerimage.eu/#BP1000009> ${label} "A" .`,
      /are read as https:\/\/cancerimage/,
    ],
    [
      'class-code-irregular',
      Array.from(
        { length: 12 },
        (_, n) => `ex:C${n === 0 ? '10000001' : 1000000 + n} ${label} "c${n}" .`,
      ).join('\n'),
      /8 digits where 11 .* beside .*C1000001/,
    ],
    [
      'vocabulary-spelling',
      Array.from(
        { length: 120 },
        (_, n) =>
          `ex:C${n} ${label} "c${n}" ; ex:Vocabulary "${n === 0 ? 'IDO3' : n < 9 ? 'ICD-O-3' : 'ICDO3'}" .`,
      ).join('\n'),
      /3 ways: "ICDO3" \(111\), "ICD-O-3" \(8\), "IDO3" \(1\)/,
    ],
  ];
  for (const [kind, text, message] of faults) {
    it(`finds ${kind}: ${String(message)}`, async () => {
      const { findings } = await take(`${head}${text}`);
      const found = findings.filter((finding) => finding.kind === kind);
      assert.ok(found.length > 0, JSON.stringify(findings));
      assert.match(found[0]?.message ?? '', message);
      assert.ok((found[0]?.place?.line ?? 0) > 0);
      assert.deepEqual(
        [...new Set(findings.map((finding) => finding.kind))].filter(
          (other) => other !== kind && other !== 'namespace-note',
        ),
        [],
      );
      await loadOntology(tiny);
    });
  }

  const restricted = (kind: string): string =>
    `ex:A ${label} "A" ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; ${kind} ] .
     ex:p a owl:ObjectProperty ; rdfs:label "p" .`;
  const number = (count: number): string =>
    `"${count}"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>`;
  const selves: readonly (readonly [what: string, text: string, faults: number])[] = [
    ['some', restricted('owl:someValuesFrom ex:A'), 1],
    ['at least one', restricted(`owl:minQualifiedCardinality ${number(1)} ; owl:onClass ex:A`), 1],
    ['exactly two', restricted(`owl:qualifiedCardinality ${number(2)} ; owl:onClass ex:A`), 1],
    ['only', restricted('owl:allValuesFrom ex:A'), 0],
    ['at least none', restricted(`owl:minQualifiedCardinality ${number(0)} ; owl:onClass ex:A`), 0],
    ['at most one', restricted(`owl:maxQualifiedCardinality ${number(1)} ; owl:onClass ex:A`), 0],
    [
      'some by a property of such things with such values',
      `${restricted('owl:someValuesFrom ex:A')} ex:p rdfs:domain ex:Top ; rdfs:range ex:Top .
       ex:A rdfs:subClassOf ex:Top . ex:Top ${label} "Top" .`,
      0,
    ],
  ];
  for (const [what, text, expected] of selves) {
    it(`takes a class with ${what} of itself for ${expected === 0 ? 'sound' : 'a slip'}`, async () => {
      const { findings, counts } = await take(`${head}${text}`);
      assert.deepEqual(
        findings.map(({ kind }) => kind),
        Array.from({ length: expected }, () => 'self-restriction'),
      );
      assert.equal(counts.restrictions, 1 - expected);
    });
  }

  it('leaves out the one restriction that is at fault', async () => {
    const restriction = (kind: string): string =>
      `[ a owl:Restriction ; owl:onProperty ex:p ; owl:${kind} ex:A ]`;
    const { counts } = await take(
      `${head} ex:A ${label} "A" ; rdfs:subClassOf ${restriction('someValuesFrom')} , ${restriction('allValuesFrom')} .`,
    );
    assert.equal(counts.restrictions, 1);
    assert.match(imported(), /allValuesFrom/);
    assert.doesNotMatch(imported(), /someValuesFrom/);
  });

  it('knows the codes and the classes of other imports, and not those of the one that it replaces', async () => {
    const codes = (name: string): string =>
      `${head} ex:${name} ${label} "${name}" ; ex:SNOMEDCT "78961009" . ex:Both ${label} "Both in ${name}" .`;
    await take(codes('First'), { name: 'first' });
    const again = await take(codes('First'), { name: 'first' });
    assert.deepEqual(again.findings, []);
    assert.equal(again.counts.codes.get('SNOMEDCT')?.taken, 1);
    const second = await take(codes('Second'), { name: 'second' });
    assert.deepEqual(
      second.findings.map(({ kind }) => kind),
      ['code-held-already', 'class-held-already'],
    );
    assert.match(second.findings[0]?.message ?? '', /belongs to .*#First here/);
    assert.match(second.findings[1]?.message ?? '', /import "first" already/);
    assert.deepEqual(second.counts.codes.get('SNOMEDCT'), {
      taken: 0,
      known: 0,
      malformed: 0,
      shared: 0,
      heldByOther: 1,
    });
    const ontology = await loadOntology(tiny);
    const both = ontology.concept('https://example.org/o#Both');
    assert.equal(both?.labels.get('en'), 'Both in First');
    assert.deepEqual(both.synonyms, ['Both in Second']);
    for (const name of ['first', 'second']) rmSync(join(importsFolder, `${name}.ttl`));
  });

  it('takes no code that is a class of another import', async () => {
    await take(`${head} <http://snomed.info/id/78961009> ${label} "Spleen" .`, { name: 'first' });
    const { findings } = await take(`${head} ex:A ${label} "A" ; ex:SNOMEDCT "78961009" .`);
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ['code-held-already'],
    );
    rmSync(join(importsFolder, 'first.ttl'));
  });

  for (const dryRun of [true, false]) {
    it(`tells what Turtle cannot hold${dryRun ? ', in a dry run too' : ' before it writes'}`, async () => {
      const text = JSON.stringify({
        '@id': 'urn:ex:{a}',
        '@type': 'http://www.w3.org/2002/07/owl#Class',
        'http://www.w3.org/2000/01/rdf-schema#label': 'A',
      });
      const names = readdirSync(importsFolder);
      await assert.rejects(take(text, { file: 'x.jsonld', name: 'odd', dryRun }), (error: unknown) => {
        assert.ok(error instanceof MeridianError);
        assert.equal(error.code, 'unreadable-source');
        assert.match(error.message, /Unexpected .*urn:ex:\\u007Ba/);
        assert.equal(error.place?.file, join(sources, 'x.jsonld'));
        return true;
      });
      assert.deepEqual(readdirSync(importsFolder), names);
    });
  }

  it('finds a value where another property has its values', async () => {
    const classes: string[] = [
      `ex:Site ${label} "Site" ; rdfs:subClassOf ex:Top .`,
      `ex:Shape ${label} "Shape" ; rdfs:subClassOf ex:Top .`,
      `ex:Top ${label} "Top" .`,
    ];
    const value = (property: string, filler: string): string =>
      `[ a owl:Restriction ; owl:onProperty ex:${property} ; owl:someValuesFrom ex:${filler} ]`;
    for (let n = 0; n < 25; n++) {
      classes.push(
        `ex:S${n} ${label} "site ${n}" ; rdfs:subClassOf ex:Site . ex:M${n} ${label} "shape ${n}" ; rdfs:subClassOf ex:Shape .`,
      );
      const shape = n === 7 ? 'S7' : `M${n}`;
      classes.push(
        `ex:T${n} ${label} "tumour ${n}" ; rdfs:subClassOf ${value('site', `S${n}`)} , ${value('shape', shape)} .`,
      );
    }
    const { findings, counts } = await take(`${head}${classes.join('\n')}`);
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ['value-in-other-branch'],
    );
    assert.match(findings[0]?.message ?? '', /#T7 \(tumour 7\) has .*#S7 \(site 7\) by .*#shape/);
    assert.equal(counts.restrictions, 49);
  });

  const unreadable: readonly (readonly [what: string, file: string, text: string])[] = [
    [
      'a truncated file',
      'x.owl',
      '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:ab',
    ],
    ['an empty file', 'x.owl', ''],
    [
      'a bomb of entities',
      'x.owl',
      '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>',
    ],
    [
      'an entity that names a file',
      'x.owl',
      '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a;</rdf:RDF>',
    ],
    ['OWL/XML', 'x.owl', '<?xml version="1.0"?><Ontology xmlns="http://www.w3.org/2002/07/owl#"/>'],
    ['functional syntax', 'x.owl', 'Prefix(:=<urn:x>)\nOntology(<urn:x>)'],
    ['a picture', 'x.png', '\u0089PNG'],
    ['a file without classes', 'x.ttl', `${head} ex:a rdfs:label "A" .`],
    ['Turtle with a fault', 'x.ttl', `${head} ex:a a owl:Class ; .. `],
  ];
  for (const [what, file, text] of unreadable) {
    it(`refuses ${what} and leaves everything as it was`, async () => {
      await take(`${head} ex:A a owl:Class ; rdfs:label "A" .`);
      const [names, before] = [readdirSync(importsFolder), imported()];
      await assert.rejects(take(text, { file }), (error: unknown) => {
        assert.ok(error instanceof MeridianError);
        assert.equal(error.exit, 2);
        return true;
      });
      assert.deepEqual(readdirSync(importsFolder), names);
      assert.equal(imported(), before);
    });
  }

  it('leaves everything as it was where it cannot write', async () => {
    const blocked = writeTinyOntology({
      'ontology/imports/sound.ttl/kept': 'a folder where the file should be',
    });
    const file = join(sources, 'sound.ttl');
    writeFileSync(file, `${head} ex:A a owl:Class ; rdfs:label "A" .`);
    await assert.rejects(importOntology({ ...blocked, file, dryRun: false }), /cannot be written/);
    assert.deepEqual(readdirSync(join(blocked.ontologyFolder, 'imports')), ['sound.ttl']);
    rmSync(blocked.root, { recursive: true });
  });

  it('reads Turtle that is called .owl', async () => {
    assert.equal(
      (await take(`# A comment.\n${head} ex:A a owl:Class ; rdfs:label "A" .`, { file: 'x.owl' })).counts
        .classes,
      1,
    );
  });

  it('makes a name of the file, and takes no path for one', async () => {
    const file = join(sources, 'My ontology (2).ttl');
    writeFileSync(file, `${head} ex:A a owl:Class ; rdfs:label "A" .`);
    assert.equal((await importOntology({ ...tiny, file, dryRun: true })).name, 'My-ontology-2');
    const devices = ['con', 'CON', 'Nul', 'com1', 'lpt9.ttl', 'aux.x'];
    for (const name of ['../core', 'a/b', '', '.hidden', 'x'.repeat(65), ...devices]) {
      await assert.rejects(importOntology({ ...tiny, file, name, dryRun: true }), /cannot be the name/);
    }
    assert.equal((await importOntology({ ...tiny, file, name: 'concepts', dryRun: true })).name, 'concepts');
  });
});
