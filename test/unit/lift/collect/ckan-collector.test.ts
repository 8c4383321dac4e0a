import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collected } from '../../../support/collected.ts';
import type { TestServer } from '../../../support/test-server.ts';
import { startTestServer } from '../../../support/test-server.ts';

/** A catalogue of so many packages; `odd` may answer in its place. */
const catalogue = (
  count: number,
  odd: (start: number, times: number) => [status: number, body: string] | undefined = () => undefined,
): Promise<TestServer> => {
  const times = new Map<number, number>();
  return startTestServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://x');
    const [start, rows] = [Number(searchParams.get('start')), Number(searchParams.get('rows'))];
    times.set(start, (times.get(start) ?? 0) + 1);
    const results = Array.from({ length: Math.max(0, Math.min(rows, count - start)) }, (_, index) => ({
      id: `p${start + index}`,
    }));
    const [status, body] = odd(start, times.get(start) ?? 0) ?? [
      200,
      JSON.stringify({ success: true, result: { count, results } }),
    ];
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' });
    response.end(body);
  });
};

const idsIn = async (files: readonly { read(): Promise<Uint8Array> }[]) =>
  (await Promise.all(files.map((file) => file.read()))).flatMap((bytes) =>
    (
      JSON.parse(new TextDecoder().decode(bytes)) as { result: { results: { id: string }[] } }
    ).result.results.map(({ id }) => id),
  );

describe('the collector of CKAN catalogues', () => {
  for (const count of [0, 1, 100, 101, 250]) {
    it(`fetches ${count} packages page by page`, async () => {
      await using server = await catalogue(count);
      const { files, failures } = await collected(`ckan+${server.base}/data/?fq=organization:lab`);
      assert.deepEqual(failures, []);
      assert.deepEqual(
        await idsIn(files),
        Array.from({ length: count }, (_, index) => `p${index}`),
      );
      assert.equal(new Set(files.map(({ path }) => path)).size, files.length);
      for (const path of server.asked)
        assert.match(
          path,
          /^\/data\/api\/3\/action\/package_search\?fq=organization%3Alab&sort=name\+asc&rows=100&start=\d+$/,
        );
    });
  }

  it('waits where the server is busy', async () => {
    await using server = await catalogue(1, (_start, times) =>
      times < 3 ? [times === 1 ? 429 : 503, ''] : undefined,
    );
    const { files, failures } = await collected(`ckan+${server.base}`);
    assert.deepEqual([files.length, failures.length, server.asked.length], [1, 0, 3]);
  });

  it('tells a page that it cannot have, with its address, and takes the others', async () => {
    await using server = await catalogue(250, (start) => (start === 100 ? [500, ''] : undefined));
    const { files, failures } = await collected(`ckan+${server.base.replace('//', '//TOKEN@')}/`);
    assert.equal((await idsIn(files)).length, 150);
    assert.match(failures[0]?.place?.file ?? '', /start=100$/);
    assert.doesNotMatch(JSON.stringify([failures, files]), /TOKEN/);
  });

  for (const body of ['{', '[]', '{"success":false}', '{"success":true,"result":{"count":"x"}}', '<html>']) {
    it(`refuses ${body}`, async () => {
      await using server = await catalogue(1, () => [200, body]);
      const { files, failures } = await collected(`ckan+${server.base}`);
      assert.deepEqual([files.length, failures.map(({ code }) => code)], [0, ['unreadable-source']]);
    });
  }

  it('does not go on for ever where the count lies', async () => {
    await using server = await catalogue(0, (start) => [
      200,
      JSON.stringify({ success: true, result: { count: 1e9, results: start === 0 ? [{ id: 'a' }] : [] } }),
    ]);
    const { files, failures } = await collected(`ckan+${server.base}`);
    assert.equal(files.length, 2);
    assert.match(failures[0]?.message ?? '', /counts 1000000000 packages and gave 1\./);
  });

  it('goes on where a page ended, also where a server gives fewer than it is asked for', async () => {
    await using server = await catalogue(250, (start) => {
      const results = Array.from({ length: Math.min(50, 250 - start) }, (_, index) => ({
        id: `p${start + index}`,
      }));
      return [200, JSON.stringify({ success: true, result: { count: 250, results } })];
    });
    const { files, failures } = await collected(`ckan+${server.base}`);
    assert.deepEqual(failures, []);
    assert.deepEqual(
      await idsIn(files),
      Array.from({ length: 250 }, (_, index) => `p${index}`),
    );
    assert.equal(new Set(files.map(({ path }) => path)).size, 5);
  });
});
