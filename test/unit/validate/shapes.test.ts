import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';
import type { Quad } from '../../../server/rdf/terms.ts';
import { mer, rdf, sh } from '../../../server/rdf/vocabulary.ts';
import { mediaTypeOfFile } from '../../../server/rdf/media-types.ts';
import { IndexedDataset } from '../../../server/validate/indexed-dataset.ts';
import { ShapeEngine } from '../../../server/validate/shape-engine.ts';
import { shared, skipUnless } from '../../support/shared.ts';
import { projectValidator, shapesFolder } from '../../support/sample-validator.ts';

async function read(file: string, folder = shapesFolder): Promise<Quad[]> {
  const path = join(folder, file);
  const options = { mediaType: mediaTypeOfFile(path) ?? '', baseIri: 'http://example.org/', file };
  return (await parseRdf(readFileSync(path), options)).quads;
}

const files = globSync('{,profiles/}*.ttl', { cwd: shapesFolder }).filter((file) => file !== 'meta.ttl');
const ourShapes = (await Promise.all(files.map((file) => read(file)))).flat();
const dataset = new IndexedDataset(ourShapes);

describe('our shapes', () => {
  it('hold to the shapes of meta.ttl: message, severity, clause, label', async () => {
    const engine = await ShapeEngine.create(await read('meta.ttl'), []);
    const targets = engine.targets(engine.allShapes()).find(ourShapes);
    const found: string[] = [];
    for await (const result of engine.run(engine.dataset(ourShapes), targets))
      found.push(`${result.focusNode.term.value}: ${result.message[0]?.value ?? ''}`);
    assert.deepEqual(found, []);
    assert.ok([...targets.values()].flat().length > 150);
  });

  it('declare every named property as a property shape, so that meta.ttl sees it', () => {
    for (const { object } of dataset.find(null, sh.property, null)) {
      if (object.termType !== 'NamedNode') continue;
      assert.equal(dataset.find(object, rdf.type, sh.PropertyShape).length, 1, object.value);
    }
  });

  it('belong to a profile, to another shape, or are not run at all by mistake', () => {
    const used = new Set(
      [
        ...dataset.find(null, mer.includesShape, null),
        ...dataset.find(null, sh.node, null),
        ...dataset.find(null, rdf.first, null),
      ].map(({ object }) => object.value),
    );
    for (const { subject } of dataset.find(null, rdf.type, sh.NodeShape))
      assert.ok(used.has(subject.value), subject.value);
  });
});

describe('the profile dcat-ap-3.0.1 beside the shapes that its makers publish', () => {
  const folder = 'profiles/dcat-ap/3.0.1/html/shacl';
  const skip = skipUnless(`${folder}/shapes.ttl`);
  /** The release says dcat:hasVersion; the published validator shapes still have the property of release 2. */
  const outdated = ' http://purl.org/dc/terms/hasVersion';
  /** The published shapes mean to check dates, with a word that SHACL does not have; ours check them. */
  const dates =
    / (?:http:\/\/purl\.org\/dc\/terms\/(?:issued|modified)|http:\/\/www\.w3\.org\/ns\/dcat#(?:start|end)Date)$/;
  const examples = [
    ...globSync('profiles/dcat-ap/3.0.1/html/examples/*.ttl', { cwd: shared('') ?? '.' }),
    ...globSync('profiles/healthdcat-ap/ckan-examples/*.{ttl,rdf,jsonld}', { cwd: shared('') ?? '.' }),
    ...globSync('profiles/healthdcat-ap/release-7/*.ttl', { cwd: shared('') ?? '.' }),
    ...globSync('profiles/healthdcat-ap/health-ri/{testdata,img2catalog-references}/*.ttl', {
      cwd: shared('') ?? '.',
    }),
    ...globSync('profiles/fair-data-point/rdf-examples/*.ttl', { cwd: shared('') ?? '.' }),
    ...globSync('profiles/eucaim-dcat-ap/examples/*.ttl', { cwd: shared('') ?? '.' }),
  ].sort();

  it('finds the same mandatory faults in all public examples', { skip }, async (context) => {
    const official = await ShapeEngine.create(await read('shapes.ttl', shared(folder)), []);
    const finder = official.targets(official.allShapes());
    const validator = await projectValidator();
    let compared = 0;
    for (const example of examples) {
      let quads: Quad[];
      try {
        quads = await read(example, shared(''));
      } catch {
        // Some published examples are not valid RDF; the parser's own tests are about those.
        continue;
      }
      const theirs = new Set<string>();
      for await (const { severity, focusNode, path } of official.run(
        official.dataset(quads),
        finder.find(quads),
      )) {
        if (severity.equals(sh.Violation))
          theirs.add(`${focusNode.term.value} ${path?.[0]?.predicates[0]?.value ?? ''}`);
      }
      const report = await validator.validate(quads, 'dcat-ap-3.0.1');
      const ours = new Set(
        report.findings
          .filter(({ severity }) => severity === 'violation')
          .map(({ focusNode, path }) => `${focusNode.replace(/^_:/, '')} ${path ?? ''}`),
      );
      const certain = (found: ReadonlySet<string>) =>
        [...found].filter((one) => !dates.test(one) && !one.endsWith(outdated)).sort();
      assert.deepEqual(certain(ours), certain(theirs), example);
      for (const one of theirs) assert.ok(!dates.test(one) || ours.has(one), `${example}: ${one}`);
      compared++;
    }
    context.diagnostic(`${compared} examples compared`);
    assert.ok(compared >= 40);
  });
});
