import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cancerTypes } from '../../../../server/cli/demo/cancer-words.ts';
import { themes } from '../../../../server/cli/demo/themes.ts';

describe('themes', () => {
  it('are two or more for each cancer type, and for no other', () => {
    const keys = cancerTypes.map(({ key }) => key);
    for (const key of keys) assert.ok(themes.filter(({ cancer }) => cancer === key).length >= 2, key);
    for (const { cancer } of themes) assert.ok(keys.includes(cancer), cancer);
  });

  it('have titles of their own in both languages', () => {
    for (const language of ['en', 'de'] as const) {
      assert.equal(new Set(themes.map(({ title }) => title[language])).size, themes.length);
    }
  });

  it('have text in every field, in letters that a spreadsheet in Latin-1 can hold', () => {
    for (const { title, about, outlines, keywords, modalities, bodyParts } of themes) {
      const texts = [title, about, outlines].flatMap(({ en, de }) => [en, de]);
      for (const text of [...texts, ...keywords.en, ...keywords.de]) {
        assert.match(text, /^[\u0020-\u00ff]+$/, title.en);
        assert.doesNotMatch(text, /[.|]$/, title.en);
      }
      assert.ok(keywords.en.length > 0 && keywords.en.length === keywords.de.length, title.en);
      assert.ok(modalities.length > 0 && bodyParts.length > 0, title.en);
    }
  });

  it('have mammography for breast cancer alone', () => {
    for (const { cancer, modalities } of themes) {
      if (modalities.some(([key]) => key === 'mammography')) assert.equal(cancer, 'breast');
    }
  });
});
