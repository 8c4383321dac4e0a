import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suites } from '../../../conformance/rml.ts';
import { skipUnless } from '../../../support/shared.ts';

describe('the public RML suites', { skip: skipUnless('suites/rml/rml-core') }, () => {
  for (const [name, cases] of Object.entries(suites)) {
    it(`${name} passes or is skipped with a reason`, async () => {
      let count = 0;
      for await (const { id, outcome, reason } of cases()) {
        count++;
        assert.notEqual(outcome, 'failed', `${id}: ${reason ?? ''}`);
        assert.ok(outcome === 'passed' || reason !== undefined, id);
      }
      assert.ok(count > 20);
    });
  }
});
