import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { generateSamples } from '../../../../server/cli/demo/generate-samples.ts';

describe('generateSamples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meridian-generate-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Path and hash of every file below a folder. */
  const contents = (below: string): string[] =>
    readdirSync(below, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map(
        (path) =>
          `${path.slice(below.length)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`,
      )
      .sort();

  it('writes the same bytes for the same seed, and others for another', async () => {
    for (const [name, seed] of [
      ['one', 1],
      ['again', 1],
      ['other', 2],
    ] as const) {
      await generateSamples({ folder: join(folder, name), seed, scale: 0.02 });
    }
    const one = contents(join(folder, 'one'));
    assert.deepEqual(contents(join(folder, 'again')), one);
    assert.notDeepEqual(contents(join(folder, 'other')), one);
  });

  it('writes three deliveries and the truth that it returns', async () => {
    const target = join(folder, 'truth');
    const truth = await generateSamples({ folder: target, seed: 5, scale: 0.02 });
    assert.deepEqual(readdirSync(target).sort(), ['east', 'north', 'south', 'truth.json']);
    assert.deepEqual(JSON.parse(readFileSync(join(target, 'truth.json'), 'utf8')), truth);
    for (const bounds of Object.values(truth.cohorts).flatMap((cohort) => Object.values(cohort))) {
      assert.ok(bounds.certain <= bounds.possible);
    }
  });

  it('tells its progress from something to one, never backward', async () => {
    const shares: number[] = [];
    await generateSamples({
      folder: join(folder, 'progress'),
      seed: 5,
      scale: 0.1,
      onProgress: (share) => shares.push(share),
    });
    assert.equal(shares.at(-1), 1);
    assert.deepEqual(
      [...shares].sort((a, b) => a - b),
      shares,
    );
  });
});
