import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../../server/errors.ts';
import { collectFiles, collectors } from '../../../../server/lift/collect/collectors.ts';
import { isAddress } from '../../../../server/lift/collect/is-address.ts';

describe('collectFiles', () => {
  it('tells addresses from paths', () => {
    for (const { scheme } of collectors) assert.ok(isAddress(`${scheme}://host`));
    assert.ok(isAddress('dicomweb+https://host'));
    for (const path of ['a/b.csv', 'C:\\data', 'c://data', 'data', './x://y', '*.ttl'])
      assert.ok(!isAddress(path), path);
  });

  for (const address of ['oracle://xann:sesame@host/db', 'postgresql://xann:ses/ame@host/db'])
    it(`refuses ${address.slice(0, 6)}… without showing its password`, async () => {
      const options = {
        tables: [],
        failure: assert.ifError,
        fetch: globalThis.fetch,
        signal: new AbortController().signal,
      };
      await assert.rejects(collectFiles([address], options).next(), (error) => {
        assert.ok(error instanceof MeridianError);
        assert.equal(error.code, 'bad-request');
        assert.doesNotMatch(JSON.stringify([error, error.message, error.cause ?? '']), /sesame|ses\/|xann/);
        return true;
      });
    });
});
