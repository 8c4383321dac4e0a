import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { sortLines } from '../../../../server/cli/delta/sort-lines.ts';
import { statementLine } from '../../../../server/cli/delta/statement-line.ts';
import { writeDelta } from '../../../../server/cli/delta/write-delta.ts';
import { MeridianError } from '../../../../server/errors.ts';
import { literal, namedNode, quad, type Quad } from '../../../../server/rdf/terms.ts';
import { mer, xsd } from '../../../../server/rdf/vocabulary.ts';

const folder = mkdtempSync(join(tmpdir(), 'meridian-delta-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const object = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 5 }).map((text) => literal(text)),
  fc.string({ maxLength: 3 }).map((text) => literal(text, 'de-at')),
  fc.nat({ max: 3 }).map((number) => literal(String(number), xsd.integer)),
  fc.constantFrom('urn:x', 'urn:ü y').map((iri) => namedNode(iri)),
);
const statement = fc
  .tuple(fc.constantFrom('urn:a', 'urn:b'), fc.constantFrom('urn:p', 'urn:q'), object)
  .map(([subject, predicate, each]) => quad(namedNode(subject), namedNode(predicate), each));
const plane = fc.array(statement, { maxLength: 8 });
const lifted = fc.record({ catalogue: plane, record: plane });
type Planes = Record<'catalogue' | 'record', Quad[]>;

function linesOf({ catalogue, record }: Planes, withGraphs: boolean): Set<string> {
  const inGraph = (graph: Quad['graph']) => (each: Quad) =>
    statementLine(withGraphs ? quad(each.subject, each.predicate, each.object, graph) : each);
  return new Set([...catalogue.map(inGraph(mer.CataloguePlane)), ...record.map(inGraph(mer.RecordPlane))]);
}

async function patchOf(previous: string, next: Planes): Promise<string> {
  let patch = '';
  await writeDelta(previous, next, (text) => {
    patch += text;
  });
  return patch;
}

/** The lines of a patch applied to lines; fails where a row takes what is not there or brings what is. */
function apply(patch: string, lines: ReadonlySet<string>): Set<string> {
  const result = new Set(lines);
  for (const row of patch.split('\n')) {
    const [operation, line] = [row.slice(0, 1), row.slice(2)];
    if (operation === 'D') assert.ok(result.delete(line), row);
    if (operation === 'A') {
      assert.ok(!result.has(line), row);
      result.add(line);
    }
  }
  return result;
}

describe('writeDelta', () => {
  it('leads from the earlier result to the new one', async () => {
    const cases = fc.asyncProperty(lifted, lifted, fc.boolean(), async (before, next, withGraphs) => {
      const old = linesOf(before, withGraphs);
      // Without a statement a file does not tell whether it names graphs.
      const graphs = withGraphs && old.size > 0;
      const patch = await patchOf(file('previous', [...old].map((line) => `${line}\n`).join('')), next);
      assert.deepEqual(apply(patch, old), linesOf(next, graphs));
      assert.ok(patch === '' || (patch.startsWith('TX .\n') && patch.endsWith('TC .\n')));
    });
    await fc.assert(cases, { numRuns: 60 });
  });

  it('says nothing where nothing changed, however the earlier result was written', async () => {
    const next: Planes = {
      catalogue: [quad(namedNode('urn:a'), namedNode('urn:p'), literal('é "x" .'))],
      record: [quad(namedNode('urn:a'), namedNode('urn:p'), literal('1', xsd.string))],
    };
    const text =
      '# by hand\n\n<urn:a>  <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#string>.\n<urn:a> <urn:p> "\\u00e9 \\"x\\" ." .\r\n';
    assert.equal(await patchOf(file('by-hand.nt', text), next), '');
    assert.equal(await patchOf(file('by-hand.nt.gz', gzipSync(text)), next), '');
  });

  it('names the line that is no statement, and the file that is not there', async () => {
    const nothing: Planes = { catalogue: [], record: [] };
    await assert.rejects(
      patchOf(file('broken.nt', '<urn:a> <urn:p> "1" .\n<urn:a> <urn:p\n'), nothing),
      (error) => error instanceof MeridianError && error.code === 'syntax-error' && error.place?.line === 2,
    );
    await assert.rejects(
      patchOf(join(folder, 'absent.nq'), nothing),
      (error) => error instanceof MeridianError && error.code === 'unreadable-source',
    );
  });
});

describe('sortLines', () => {
  it('gives distinct lines in order, in memory and through files', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', 'ü', '\u{FFFD}', '\u{1F9E0}'), maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 30 }),
        fc.constantFrom(1, 8, 1000),
        async (lines, held) => {
          const sorted: string[] = [];
          for await (const each of sortLines(lines, held)) sorted.push(each);
          assert.deepEqual(sorted, [...new Set(lines)].sort());
        },
      ),
      { numRuns: 40 },
    );
  });
});
