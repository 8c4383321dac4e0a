import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { FailureList } from '../../../server/lift/failure-list.ts';
import { LocalIds } from '../../../server/lift/local-ids.ts';

describe('FailureList', () => {
  it('sums up what fails alike in a file, whose path may hold blanks, and names the file in the place only', () => {
    const list = new FailureList();
    const file = 'export P042/MEASUREMENT.csv';
    for (let row = 1; row <= 25; row++)
      list.add(new MeridianError('unreadable-source', 'No number.', { place: { file, row } }));
    const failures = list.list();
    assert.equal(failures.length, 21);
    assert.equal(failures[20]?.message, '5 more records fail like this: No number.');
    assert.deepEqual(failures[20].place, { file });
    const ids = new LocalIds();
    ids.add('P042');
    const masked = ids.failure(failures[20]);
    assert.deepEqual(masked.place, { file: 'export …/MEASUREMENT.csv' });
    assert.doesNotMatch(masked.message, /P042/);
  });
});
