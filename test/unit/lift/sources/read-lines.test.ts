import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { readLines } from '../../../../server/lift/sources/read-lines.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';

async function lines(text: string, size?: number): Promise<string[]> {
  const bytes = new TextEncoder().encode(text);
  const file = sourceFile('a.ndjson', bytes);
  const found: string[] = [];
  const shared = new Uint8Array(size ?? 1);
  async function* stream(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += shared.length) {
      const piece = bytes.subarray(at, at + shared.length);
      // The same buffer each time, as a reader that saves memory has it.
      shared.set(piece);
      yield await Promise.resolve(shared.subarray(0, piece.length));
    }
  }
  for await (const line of readLines(size === undefined ? file : { ...file, stream })) {
    found.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(line));
  }
  return found;
}

it('gives the lines of a text, however it is cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.integer({ min: 1, max: 9 }),
      async (parts, size) => {
        const text = parts.join('\n');
        const wanted = text.replace(/^\ufeff/, '').split('\n');
        if (wanted.at(-1) === '') wanted.pop();
        assert.deepEqual(await lines(text), wanted);
        assert.deepEqual(await lines(text, size), wanted);
      },
    ),
  );
});

it('leaves a byte order mark out', async () => {
  assert.deepEqual(await lines('\ufeff{}\n{}\n', 2), ['{}', '{}']);
});
