import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Random } from '../../../../server/cli/demo/random.ts';
import { themes } from '../../../../server/cli/demo/themes.ts';
import { Titles } from '../../../../server/cli/demo/titles.ts';

const [theme, other] = themes;

describe('Titles', () => {
  it('never gives a title twice, however often a theme comes', () => {
    assert.ok(theme !== undefined);
    const titles = new Titles();
    const random = new Random(1);
    const taken = Array.from({ length: 20 }, () =>
      titles.take({ theme, firstYear: 2010, lastYear: 2015, collectionMethod: 'SPEC1000005' }, random),
    );
    assert.equal(new Set(taken.map(({ en }) => en)).size, 20);
    assert.equal(new Set(taken.map(({ de }) => de)).size, 20);
    for (const { en } of taken) assert.ok(en.startsWith(theme.title.en), en);
  });

  it('offers the themes that were used least', () => {
    assert.ok(theme !== undefined && other !== undefined);
    const titles = new Titles();
    assert.deepEqual(titles.leastUsed([theme, other]), [theme, other]);
    titles.take({ theme, firstYear: 2010, lastYear: 2015, collectionMethod: '' }, new Random(1));
    assert.deepEqual(titles.leastUsed([theme, other]), [other]);
    assert.deepEqual(titles.leastUsed([theme]), [theme]);
  });
});
