import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ckanCollector } from '../../../../server/lift/collect/ckan-collector.ts';
import { fdpCollector } from '../../../../server/lift/collect/fdp-collector.ts';
import { pathOfAddress, shownAddress, withoutSecrets } from '../../../../server/lift/collect/web-address.ts';

const answers: Readonly<Record<string, () => Response>> = {
  'no answer': () => new Response('', { status: 404 }),
  'no RDF and no JSON': () => new Response('zq', { headers: { 'content-type': 'text/plain' } }),
  'a page': () => Response.json({ success: true, result: { count: 2, results: [{}] } }),
  'an RDF text': () => new Response('<> <http://a/b> <x> .', { headers: { 'content-type': 'text/turtle' } }),
};

describe('addresses of the web with tokens in their query', () => {
  it('are shown without values, but for places in lists', () => {
    const url = new URL('https://host:8443/x/?apikey=zqs3cret&start=200&q=zqs3cret');
    assert.equal(shownAddress(url), 'https://host:8443/x/?apikey=…&start=200&q=…');
    assert.equal(pathOfAddress(url, '.json'), 'host-8443/x-apikey-start-q.json');
    assert.equal(withoutSecrets(url).href, 'https://host:8443/x/?start=200&q=zqs3cret');
    assert.equal(shownAddress(new URL('https://host/x')), 'https://host/x');
  });

  for (const [what, answer] of Object.entries(answers)) {
    it(`leave no value in paths, bases and failures after ${what}`, async () => {
      for (const [collector, name] of [
        [ckanCollector, 'apikey'],
        [fdpCollector, 'token'],
      ] as const) {
        const said: unknown[] = [];
        const files = collector.collect(new URL(`${collector.scheme}+http://host/x?${name}=zqs3cret`), {
          fetch: () => Promise.resolve(answer()),
          tables: [],
          signal: new AbortController().signal,
          failure: ({ message, place, advice }) => said.push([message, place, advice]),
        });
        for await (const { path, baseIri } of files) said.push([path, baseIri]);
        assert.ok(said.length > 0);
        assert.doesNotMatch(JSON.stringify(said), /zqs3cret/);
      }
    });
  }
});
