import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeInWords } from '../../../../server/cli/demo/describe-in-words.ts';
import { generatePopulation } from '../../../../server/cli/demo/generate-population.ts';
import { releaseOf } from '../../../../server/cli/demo/release-of.ts';
import { summariseDatasets } from '../../../../server/cli/demo/summarise-dataset.ts';

const summaries = [1, 0.03].flatMap((scale) =>
  generatePopulation(11, scale).providers.flatMap((provider) =>
    summariseDatasets(provider).map((summary) => ({ ...summary, provider: provider.name })),
  ),
);

describe('summariseDatasets', () => {
  it('tells every value that EUCAIM demands, also of a dataset of two patients', () => {
    for (const { provider, sexes, modalities, bodyParts, vendors, collectionMethod } of summaries) {
      assert.ok(modalities.length > 0);
      if (provider === 'south') continue;
      assert.ok(sexes.length > 0 && bodyParts.length > 0 && vendors.length > 0);
      assert.ok(collectionMethod !== undefined);
    }
  });

  it('is silent at times about a value that DCAT-AP does not demand', () => {
    const south = summaries.filter(({ provider }) => provider === 'south');
    for (const silent of [
      south.filter(({ sexes }) => sexes.length === 0),
      south.filter(({ bodyParts }) => bodyParts.length === 0),
      south.filter(({ vendors }) => vendors.length === 0),
      south.filter(({ collectionMethod }) => collectionMethod === undefined),
    ]) {
      assert.ok(silent.length > 0 && silent.length < south.length / 2, String(silent.length));
    }
  });

  it('tells years of diagnosis within those of the dataset', () => {
    for (const { dataset, years } of summaries) {
      if (years === undefined) continue;
      assert.ok(dataset.firstYear <= years[0] && years[1] <= dataset.lastYear);
    }
  });
});

describe('describeInWords', () => {
  it('gives two or three whole sentences in both languages, with nothing left to fill in', () => {
    for (const { en, de } of summaries.map(describeInWords)) {
      for (const words of [en, de]) {
        assert.match(words, /^[\u0020-\u00ff]+\.$/);
        assert.doesNotMatch(words, /[{}]|undefined|\.\./);
        const sentences = words.split('. ').length;
        assert.ok(sentences >= 2 && sentences <= 3, words);
      }
    }
  });
});

describe('releaseOf', () => {
  it('issues a dataset after its last study, revises it later, and neither after the end of the sample', () => {
    for (const summary of summaries) {
      const { version, issued, modified } = releaseOf(summary);
      assert.ok(issued > (summary.acquired?.[1] ?? ''));
      assert.ok(modified === undefined || modified > issued, `${issued} ${modified ?? ''}`);
      assert.ok((modified ?? issued) <= '2026-06-30');
      assert.match(version, /^(\d\.\d\.\d|20\d\d\.\d\d)$/);
    }
  });
});
