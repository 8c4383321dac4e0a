import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { publishReply } from '../../../server/http/publish-reply.ts';
import type { Finding, Report } from '../../../server/validate/validator.ts';
import type { PublishResult } from '../../../server/publish/publisher.ts';

const finding: Finding = {
  severity: 'violation',
  message: 'A title is missing.',
  focusNode: 'http://node.example.org/id/north/dataset/1',
  shape: 'https://w3id.org/meridian/shape#DatasetShape',
  component: 'http://www.w3.org/ns/shacl#MinCountConstraintComponent',
};
const report = (findings: readonly Finding[]): Report => ({
  profile: 'eucaim-2.0',
  conforms: findings.length === 0,
  focusNodes: 1,
  milliseconds: 1,
  findings,
});
const refuse = (result: Partial<PublishResult>): Record<string, unknown> => {
  const whole = {
    outcome: 'rejected',
    report: undefined,
    failures: [],
    notes: [],
    ...result,
  } as PublishResult;
  const reply = publishReply(whole, 'http://node.example.org', 'the-id');
  assert.equal(reply.status, 422);
  assert.equal(reply.mediaType, 'application/problem+json');
  return JSON.parse(String(reply.body)) as Record<string, unknown>;
};

describe('the answer to a delivery that is refused', () => {
  it('counts violations and shows them', () => {
    const problem = refuse({ report: report([finding]) });
    assert.equal(problem['code'], 'not-conformant');
    assert.equal(problem['instance'], 'urn:uuid:the-id');
    assert.match(String(problem['detail']), /^Nothing has changed: 1 violation\.$/);
    assert.equal((problem['findings'] as unknown[]).length, 1);
    assert.ok(typeof problem['advice'] === 'string');
  });

  it('shows at most two hundred findings, and says how many there are', () => {
    const problem = refuse({ report: report(Array<Finding>(250).fill(finding)) });
    assert.equal((problem['findings'] as unknown[]).length, 200);
    assert.equal(problem['findingCount'], 250);
  });

  it('is of the kind of the first failure, with its place and advice', () => {
    const failures = [
      new MeridianError('unreadable-source', 'Row 2 is short.', {
        place: { file: 'a.csv', row: 2 },
        advice: 'Fill it.',
      }),
      new MeridianError('syntax-error', 'No Turtle.', { place: { file: 'b.ttl', line: 1 } }),
    ];
    const problem = refuse({ failures });
    assert.equal(problem['code'], 'unreadable-source');
    assert.deepEqual(problem['place'], { file: 'a.csv', row: 2 });
    assert.equal(problem['advice'], 'Fill it.');
    assert.deepEqual(
      (problem['failures'] as { code: string }[]).map(({ code }) => code),
      ['unreadable-source', 'syntax-error'],
    );
  });

  it('says whether files, statements or datasets are wrong', () => {
    const failures = (['unreadable-source', 'not-conformant', 'not-conformant', 'conflict'] as const).map(
      (code) => new MeridianError(code, 'Wrong.'),
    );
    assert.equal(
      refuse({ failures })['detail'],
      'Nothing has changed: 1 file failure, 2 statement failures, 1 dataset failure.',
    );
  });

  it('says which files were left out', () => {
    const notes = [{ message: 'No mapping reads it.', place: { file: 'c.csv' } }];
    assert.deepEqual(refuse({ report: report([finding]), notes })['notes'], notes);
  });
});
