import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sortedNTriples } from '../../../server/publish/sorted-n-triples.ts';
import { statementChanges } from '../../../server/publish/statement-changes.ts';
import { fromNTriples } from '../../../server/rdf/n-triples.ts';
import { literal, namedNode, quad, type Quad } from '../../../server/rdf/terms.ts';
import { xsd } from '../../../server/rdf/vocabulary.ts';

// Beside letters, characters whose order is not the same in UTF-8 and UTF-16.
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'ü', '\u{E000}', '\u{FFFD}', '\u{1F9E0}', '\n'),
  maxLength: 4,
});
const statement = fc
  .tuple(fc.constantFrom('urn:a', 'urn:a/b', 'urn:ü'), text)
  .map(([subject, object]) => quad(namedNode(subject), namedNode('urn:p'), literal(object)));
const graph = fc.array(statement, { maxLength: 12 });
const lines = (bytes: Uint8Array): string[] => new TextDecoder().decode(bytes).match(/.*\n/g) ?? [];
const sorted = (quads: readonly Quad[]): Uint8Array => sortedNTriples(quads).bytes;
const decimal = (value: string) => quad(namedNode('urn:a'), namedNode('urn:p'), literal(value, xsd.decimal));

describe('statementChanges', () => {
  it('leads from what was to what is', () => {
    fc.assert(
      fc.property(graph, graph, (previous, next) => {
        const [before, after] = [sorted(previous), sorted(next)];
        const { removed, added, counts } = statementChanges(before, after);
        const gone = new Set(lines(removed));
        const rest = lines(before).filter((line) => !gone.has(line));
        const made = sorted(fromNTriples(new TextEncoder().encode([...rest, ...lines(added)].join(''))));
        assert.equal(Buffer.compare(made, after), 0);
        assert.deepEqual(counts, { removed: gone.size, added: lines(added).length });
        const stood = new Set(lines(before));
        assert.ok(lines(removed).every((line) => stood.has(line)));
        assert.ok(lines(added).every((line) => !stood.has(line)));
      }),
    );
  });

  it('finds nothing between equal contents', () => {
    fc.assert(
      fc.property(graph, (quads) => {
        const { removed, added } = statementChanges(sorted(quads), sorted(quads));
        assert.equal(removed.length + added.length, 0);
      }),
    );
  });

  it('tells where a value goes and one stays that an engine may not tell from it', () => {
    const change = (before: readonly string[], after: readonly string[]) =>
      statementChanges(sorted(before.map(decimal)), sorted(after.map(decimal))).exact;
    assert.equal(change(['1.0', '1.00'], ['1.0']), false);
    assert.equal(change(['1.0', '1.00'], ['1.00']), false);
    assert.equal(change(['1.0'], ['1.00']), true);
    assert.equal(change(['1.0'], []), true);
  });
});
