import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SubjectOrigin } from '../../../server/lift/lifter.ts';
import { LineageRecorder } from '../../../server/lift/lineage-recorder.ts';

const asItIs = (origin: SubjectOrigin): SubjectOrigin => origin;

/** What the recorder does, said with one object per origin. */
function plainly(notes: readonly (readonly [string, SubjectOrigin])[]): Map<string, SubjectOrigin[]> {
  const all = new Map<string, SubjectOrigin[]>();
  for (const [subject, origin] of notes) {
    const origins = all.get(subject) ?? [];
    all.set(subject, origins);
    const same = (other: SubjectOrigin): boolean => JSON.stringify(other) === JSON.stringify(origin);
    if (origins.length < 50 && !origins.some(same)) origins.push(origin);
  }
  return all;
}

const plain = { noNullPrototype: true };

describe('LineageRecorder', () => {
  it('tells of each subject the records it came from, in order and each once', () => {
    const file = fc.constantFrom('a.csv', 'b/a.csv');
    const map = fc.constantFrom('m', 'n');
    const origin: fc.Arbitrary<SubjectOrigin> = fc.oneof(
      fc.record({ file, row: fc.nat({ max: 3 }), map }, plain),
      fc.record({ file, table: fc.constantFrom('t', 'u'), row: fc.nat({ max: 3 }), map }, plain),
      fc.record({ file, line: fc.nat({ max: 3 }), map }, plain),
      fc.record({ file, pointer: fc.constantFrom('', '/1', '/1/a', '/1/2', '/01', '/a'), map }, plain),
      fc.record({ file, map }, plain),
    );
    const notes = fc.array(fc.tuple(fc.constantFrom('x', 'y', 'z'), origin), { maxLength: 40 });
    fc.assert(
      fc.property(notes, (all) => {
        const recorder = new LineageRecorder();
        for (const [subject, each] of all) recorder.addOrigin(subject, each);
        const { origins } = recorder.lineage(asItIs);
        assert.deepEqual(new Map(origins), plainly(all));
        assert.deepEqual([...origins.values()], [...plainly(all).values()]);
        for (const subject of ['x', 'y', 'z']) {
          assert.deepEqual(origins.get(subject), plainly(all).get(subject));
        }
      }),
    );
  });

  it('keeps the first fifty records of a subject', () => {
    const recorder = new LineageRecorder();
    for (let row = 1; row <= 10_000; row++) recorder.addOrigin('dataset', { file: 'a.csv', row, map: 'm' });
    const rows = recorder
      .lineage(asItIs)
      .origins.get('dataset')
      ?.map(({ row }) => row);
    assert.deepEqual(
      rows,
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
  });

  it('names the records that a view joined, after the own one', () => {
    const recorder = new LineageRecorder();
    recorder.addRecord('x', 'm', {
      origin: { file: 'a.csv', row: 1 },
      joined: [
        { file: 'b.csv', row: 2 },
        { file: 'a.csv', row: 1 },
      ],
      read: () => [],
    });
    assert.deepEqual(recorder.lineage(asItIs).origins.get('x'), [
      { file: 'a.csv', row: 1, map: 'm' },
      { file: 'b.csv', row: 2, map: 'm' },
    ]);
  });

  it('follows the names that blank nodes are given', () => {
    const recorder = new LineageRecorder();
    recorder.addOrigin('_:b0', { file: 'a.csv', row: 1, map: 'm' });
    recorder.rename(
      new Map([
        ['b0', 'urn:node'],
        ['b1', 'urn:other'],
      ]),
    );
    const { origins } = recorder.lineage(asItIs);
    assert.deepEqual([...origins.keys()], ['urn:node']);
    assert.equal(origins.get('urn:node')?.length, 1);
  });

  it('says origins as it is told to, each time it is asked', () => {
    const recorder = new LineageRecorder();
    recorder.addOrigin('x', { file: 'secret/a.csv', row: 1, map: 'm' });
    const { origins } = recorder.lineage((origin) => ({ ...origin, file: '…' }));
    assert.deepEqual(origins.get('x'), [{ file: '…', row: 1, map: 'm' }]);
  });
});
