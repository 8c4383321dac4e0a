import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { MeridianError } from '../../../server/errors.ts';
import { createValidator } from '../../../server/validate/shacl-validator.ts';

const head = `@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix mer: <https://w3id.org/meridian/ns#> .
@prefix profile: <https://w3id.org/meridian/profile#> .
@prefix shape: <https://w3id.org/meridian/shape#> .
`;

describe('createValidator of shapes with a fault', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shapes-'));
    await mkdir(join(folder, 'profiles'));
  });
  after(() => rm(folder, { recursive: true }));

  const property = (text: string) =>
    `shape:A a sh:NodeShape ;\n  sh:property shape:A-b .\nshape:A-b sh:path dct:title ;\n  ${text} .\n`;
  const faults: readonly [string, string, number, RegExp][] = [
    ['a misspelt parameter', property('sh:minCont 1'), 9, /sh:minCont.*sh:minCount/s],
    ['a word that SHACL does not have', property('sh:reallyAny 1'), 9, /sh:reallyAny/],
    ['a count that is no number', property('sh:minCount "abc"'), 9, /sh:minCount.*whole number/s],
    ['a pattern that does not compile', property('sh:pattern "(?i)x"'), 9, /sh:pattern.*regular expression/s],
    ['an unknown node kind', property('sh:nodeKind sh:Iri'), 9, /sh:nodeKind.*sh:IRI/s],
    ['an unknown severity', property('sh:severity sh:Warnin'), 9, /sh:severity.*sh:Warning/s],
    ['a list that is none', property('sh:in dct:title'), 9, /sh:in.*list/s],
    ['a property without a path', 'shape:A a sh:NodeShape ; sh:property shape:B .', 6, /no sh:path/],
    ['a syntax error', 'shape:A a sh:NodeShape ;;', 6, /not valid/],
    [
      'SPARQL that may not be',
      'shape:A a sh:NodeShape ; sh:sparql [\n sh:select "SELECT $this { MINUS { $this a ?x } }" ] .',
      7,
      /MINUS/,
    ],
  ];
  for (const [what, text, line, expected] of faults) {
    it(`refuses ${what} with file and line`, async () => {
      const file = join(folder, 'a.ttl');
      await writeFile(file, head + text);
      await assert.rejects(createValidator({ shapesFolder: folder, hierarchy: [] }), (error: unknown) => {
        const failure = error as MeridianError;
        assert.equal(failure.code, 'bad-shapes', failure.message);
        assert.deepEqual({ file: failure.place?.file, line: failure.place?.line }, { file, line });
        assert.match(`${failure.message} ${failure.advice ?? ''}`, expected);
        return true;
      });
      await rm(file);
    });
  }

  it('refuses a profile with a shape that does not exist', async () => {
    const file = join(folder, 'profiles', 'p.ttl');
    await writeFile(file, `${head}profile:p a mer:Profile ;\n  mer:includesShape shape:Absent .`);
    await assert.rejects(createValidator({ shapesFolder: folder, hierarchy: [] }), {
      code: 'bad-shapes',
      place: { file, line: 7 },
    });
    await rm(file);
  });

  it('refuses a folder that is not there', async () => {
    await assert.rejects(createValidator({ shapesFolder: join(folder, 'absent'), hierarchy: [] }), {
      code: 'bad-shapes',
    });
  });
});
