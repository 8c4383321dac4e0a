import assert from 'node:assert/strict';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { describe, it } from 'node:test';
import { assetAddress, assetNames, serveAsset } from '../../../../server/http/pages/assets.ts';

describe('assets', () => {
  it('serves each under an address that carries its hash, for good', () => {
    for (const name of assetNames) {
      const address = assetAddress(name);
      const asset = serveAsset(address.replace('/assets/', ''));
      assert.match(address, /\.[0-9a-f]{10}\.\w+$/);
      assert.match(asset?.cacheControl ?? '', /immutable/);
      assert.ok((asset?.body.length ?? 0) > 0);
    }
  });

  it('lets nobody keep what was asked for without a hash, or with an old one', () => {
    assert.equal(serveAsset('meridian.css')?.cacheControl, 'no-cache');
    assert.equal(serveAsset('meridian.0000000000.css')?.cacheControl, 'no-cache');
  });

  it('serves nothing else', () => {
    for (const path of ['', 'x.css', '../package.json', 'toString', '__proto__', 'meridian.css/x']) {
      assert.equal(serveAsset(path), undefined);
    }
  });

  it('names only addresses of this node in the style sheet', () => {
    const css = serveAsset('meridian.css')?.body.toString() ?? '';
    assert.doesNotMatch(css, /asset:|https?:|@import/);
    assert.match(css, /url\("\/assets\/source-sans-3-latin\.[0-9a-f]{10}\.woff2"\)/);
  });

  it('serves the script without types, and far below the budget of 60 kB', () => {
    const script = serveAsset('enhance.js')?.body.toString() ?? '';
    assert.doesNotThrow(() => new Script(script));
    assert.ok(gzipSync(script).length < 5_000);
  });
});
