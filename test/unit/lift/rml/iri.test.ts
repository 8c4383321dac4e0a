import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  encodeForIri,
  encodeForUri,
  isAbsoluteIri,
  isIriText,
  isLanguageTag,
  isUriText,
} from '../../../../server/lift/rml/iri.ts';

describe('IRIs of templates', () => {
  it('keep letters beyond ASCII, URIs do not', () => {
    assert.equal(encodeForIri('Zoë Krüger/1'), 'Zoë%20Krüger%2F1');
    assert.equal(encodeForUri('Zoë Krüger/1'), 'Zo%C3%AB%20Kr%C3%BCger%2F1');
    assert.equal(encodeForIri('a-b_c.d~e'), 'a-b_c.d~e');
  });

  it('never hold a lone surrogate', () => {
    assert.equal(encodeForIri('a\ud800'), 'a%EF%BF%BD');
  });

  it('are told from texts that are none', () => {
    for (const good of ['http://example.org/a', 'urn:x', 'graph:1']) assert.ok(isAbsoluteIri(good));
    for (const bad of ['a/b', '1a:b', '%3A']) assert.ok(!isAbsoluteIri(bad));
    for (const bad of ['a b', 'a<b', 'a"b', 'a\nb', 'a\\b', 'a{b']) assert.ok(!isIriText(bad));
    assert.ok(isIriText('http://example.org/ü') && !isUriText('http://example.org/ü'));
  });

  it('go beside language tags that are well formed', () => {
    for (const good of ['de', 'en-GB', 'gsw', 'x-private', 'zh-Hant-TW'])
      assert.ok(isLanguageTag(good), good);
    for (const bad of ['english', 'e', 'de_DE', '', 'de-', 'spanish']) assert.ok(!isLanguageTag(bad), bad);
  });
});
