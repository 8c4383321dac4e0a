import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fanOut } from '../../../server/federate/fan-out.ts';
import { firstAnswer } from '../../../server/federate/first-answer.ts';
import { NodeFailure } from '../../../server/federate/node-failure.ts';
import type { FederationNode } from '../../../server/federate/node.ts';

const nodes: readonly FederationNode[] = ['a', 'b', 'c'].map((id) => ({
  id,
  title: id,
  url: `http://${id}.example.org`,
}));

describe('fanOut', () => {
  it('settles each node by itself', async () => {
    const results = await fanOut(
      nodes,
      async (node) => {
        if (node.id === 'b') throw new NodeFailure('refused', 'HTTP 403: Your role does not allow this');
        if (node.id === 'c') await sleep(500, undefined, { ref: false });
        return [node.id];
      },
      { deadline: 60, measure: (value) => ({ rows: value.length }) },
    );
    const states = results.map(({ outcome: { node, state, rows, error } }) => [node, state, rows, error]);
    assert.deepEqual(states, [
      ['a', 'answered', 1, undefined],
      ['b', 'refused', undefined, 'HTTP 403: Your role does not allow this'],
      ['c', 'late', undefined, 'no answer within 60 ms'],
    ]);
  });

  it('tells a node whose time is up to stop', async () => {
    const signals: AbortSignal[] = [];
    await fanOut(
      nodes,
      async (_, signal) => {
        signals.push(signal);
        await sleep(1000, undefined, { signal });
      },
      { deadline: 20 },
    );
    assert.deepEqual(
      signals.map((signal) => signal.aborted),
      [true, true, true],
    );
  });
});

describe('firstAnswer', () => {
  it('asks no more nodes than it must', async () => {
    const asked: string[] = [];
    const results = await firstAnswer(
      nodes,
      (node) => {
        asked.push(node.id);
        return node.id === 'a' ? Promise.reject(new Error('broken')) : Promise.resolve(node.id);
      },
      { deadline: 1000 },
    );
    assert.deepEqual(asked, ['a', 'b']);
    assert.deepEqual(
      results.map(({ outcome: { state, error } }) => [state, error]),
      [
        ['failed', 'broken'],
        ['answered', undefined],
      ],
    );
  });

  it('does not wait for a slow node when the next one is quick', async () => {
    const results = await firstAnswer(
      nodes,
      async (node, signal) => {
        if (node.id === 'a') await sleep(5000, undefined, { signal });
        return node.id;
      },
      { deadline: 400 },
    );
    assert.equal(results.at(-1)?.value, 'b');
  });
});
