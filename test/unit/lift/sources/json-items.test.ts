import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MeridianError } from '../../../../server/errors.ts';
import type { SourceFile } from '../../../../server/lift/lifter.ts';
import { readJsonItems } from '../../../../server/lift/sources/json-items.ts';
import { parseJson } from '../../../../server/lift/sources/parse-json.ts';

/** A file that streams in pieces of so many bytes. */
function inPieces(bytes: Uint8Array, size: number): SourceFile {
  return {
    path: 'a.json',
    read: () => Promise.resolve(bytes),
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
    async *stream() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

/** The items, and where the file breaks. */
async function read(file: SourceFile): Promise<unknown[]> {
  const found: unknown[] = [];
  try {
    for await (const item of readJsonItems(file)) found.push(item);
  } catch (error) {
    if (!(error instanceof MeridianError)) throw error;
    found.push([error.code, error.message, error.place]);
  }
  return found;
}

const written = fc
  .tuple(
    fc.constantFrom('', '\ufeff', ' \n', '\ufeff\n '),
    fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
    fc.constantFrom(undefined, 0, 2),
    fc.constantFrom('', '\n', ' x', ']', ',1'),
  )
  .map(([before, value, space, behind]) => `${before}${JSON.stringify(value, null, space)}${behind}`);
const broken = fc
  .tuple(written, fc.nat({ max: 40 }), fc.constantFrom('', '\\', '"', ',', ']', '}', '\n'))
  .map(([text, at, put]) => `${text.slice(0, at)}${put}${text.slice(at + 1)}`);

describe('readJsonItems', () => {
  it('gives the same items, and the same place of what is wrong, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(written, broken), fc.integer({ min: 1, max: 7 }), async (text, size) => {
        const bytes = Buffer.from(text);
        assert.deepEqual(
          await read(inPieces(bytes, size)),
          await read({ path: 'a.json', read: () => Promise.resolve(bytes) }),
        );
      }),
    );
  });

  it('gives what is written, with its pointer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), async (values) => {
        const text = JSON.stringify(values);
        // Long whole numbers are read as such.
        const expected = parseJson(Buffer.from(text), 'a.json') as unknown[];
        assert.deepEqual(
          await read(inPieces(Buffer.from(text), 3)),
          expected.map((value, index) => ({ value, place: { pointer: `/${index}` } })),
        );
      }),
    );
  });

  it('joins the pieces of an item once, however many they are', async (test) => {
    const bytes = Buffer.from(`[["${'a'.repeat(5000)}"],${'{"b": 1}'.padEnd(5000)}]`);
    const concat = test.mock.method(Buffer, 'concat');
    assert.equal((await read(inPieces(bytes, 2))).length, 2);
    assert.ok(concat.mock.callCount() <= 4);
  });
});
