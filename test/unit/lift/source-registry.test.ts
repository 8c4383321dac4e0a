import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createLifter } from '../../../server/lift/rml-lifter.ts';
import { readSources } from '../../../server/lift/source-registry.ts';
import { liftContext, liftDependencies, sourceFile } from '../../support/lift-fixtures.ts';

const yaml = 'title: X\ndescription: Y\nfiles: [a.csv]\n';
const prefixes = `@prefix rml: <http://w3id.org/rml/> . @prefix mer: <https://w3id.org/meridian/ns#> .
@prefix mfn: <https://w3id.org/meridian/function#> . @prefix ex: <http://example.org/> .`;
const map = (subject: string, more = ''): string =>
  `${prefixes} ex:M rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ] ;
   rml:subjectMap [ rml:template "{a}" ; ${subject} ] ${more} .`;

describe('readSources and createLifter', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'meridian-sources-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const put = (settings: string, mapping?: string): void => {
    mkdirSync(join(folder, 'sources', 'x'), { recursive: true });
    writeFileSync(join(folder, 'sources', 'x', 'source.yaml'), settings);
    if (mapping !== undefined) writeFileSync(join(folder, 'sources', 'x', 'mapping.rml.ttl'), mapping);
  };
  const create = () => createLifter({ ...liftDependencies, mappingsFolder: folder });

  it('read every folder with a source.yaml', async () => {
    put(yaml, map('rml:graph mer:CataloguePlane'));
    const lifter = await create();
    assert.deepEqual(lifter.sources, [{ name: 'x', title: 'X', description: 'Y', files: ['a.csv'] }]);
  });

  it('read a mapping in YARRRML, and refuse a source that has both forms', () => {
    put(yaml);
    const yarrrml = join(folder, 'sources', 'x', 'mapping.yarrrml.yaml');
    writeFileSync(yarrrml, 'mappings:\n  m:\n    sources: [[a.csv~csv]]\n    s: http://example.org/$(a)\n');
    const source = readSources(folder).get('x');
    assert.equal(source?.mapping?.triplesMaps.size, 1);
    assert.equal(source.mappingVersion?.file, 'sources/x/mapping.yarrrml.yaml');
    writeFileSync(yarrrml, 'mappings:\n  m:\n    sources: [[a.csv~csw]]\n');
    assert.throws(() => readSources(folder), { place: { file: 'sources/x/mapping.yarrrml.yaml', line: 3 } });
    put(yaml, map('rml:graph mer:CataloguePlane'));
    assert.throws(() => readSources(folder), /has two mappings/);
  });

  it('are content with an absent folder', () => {
    assert.equal(readSources(join(folder, 'none')).size, 0);
  });

  const concept = (inputs: string): string =>
    map(
      'rml:graph mer:CataloguePlane',
      `; rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:functionExecution [
        rml:function mfn:concept ; rml:input [ rml:parameter mfn:p-value ; rml:inputValue "x" ] , ${inputs} ] ] ]`,
    );
  it('read numbers with the decimal sign of the source', async () => {
    const number = `; rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:functionExecution [
      rml:function mfn:number ; rml:input [ rml:parameter mfn:p-value ; rml:inputValueMap [ rml:reference "n" ] ] ] ] ]`;
    const readWith = async (settings: string): Promise<readonly string[]> => {
      put(settings, map('rml:graph mer:CataloguePlane', number));
      const file = sourceFile('a.csv', 'a;n\n1;1.234\n2;1,5\n');
      const { catalogue, failures } = await (await create()).lift('x', [file], liftContext);
      assert.deepEqual(failures, []);
      return catalogue.map(({ object }) => object.value);
    };
    const semicolons = `${yaml}delimiter: ';'\n`;
    assert.deepEqual(await readWith(semicolons), ['1.234']);
    assert.deepEqual(await readWith(`${semicolons}decimal: '.'\n`), ['1.234']);
    assert.deepEqual(await readWith(`${semicolons}decimal: ','\n`), ['1234', '1.5']);
  });

  const faults: Readonly<Record<string, readonly [settings: string, mapping?: string]>> = {
    'settings that are no YAML': ['title: ["'],
    'an unknown setting': [`${yaml}colour: red\n`, map('rml:graph mer:CataloguePlane')],
    'another decimal sign than point and comma': [
      `${yaml}decimal: ';'\n`,
      map('rml:graph mer:CataloguePlane'),
    ],
    'a missing setting': ['title: X\n', map('rml:graph mer:CataloguePlane')],
    'neither mapping nor keep': [yaml],
    'a triples map without plane': [yaml, map('rml:class ex:X')],
    'another graph than a plane': [yaml, map('rml:graph ex:other')],
    'an unknown attribute': [yaml, concept('[ rml:parameter mfn:p-attribute ; rml:inputValue "size" ]')],
    'an unknown mapping set': [
      yaml,
      concept(
        '[ rml:parameter mfn:p-attribute ; rml:inputValue "sex" ] , [ rml:parameter mfn:p-sets ; rml:inputValue "none" ]',
      ),
    ],
    'values of an unknown attribute': [`${yaml}keep: true\nvalues: { size: [] }\n`],
  };
  for (const [fault, [settings, mapping]] of Object.entries(faults)) {
    it(`refuse ${fault}, naming the file`, async () => {
      put(settings, mapping);
      await assert.rejects(
        create(),
        (error: { code?: string; place?: { file?: string } }) =>
          error.code === 'bad-mapping' && error.place?.file?.startsWith('sources/x/') === true,
      );
    });
  }
});
