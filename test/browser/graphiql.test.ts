import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { createGraphql } from '../../server/graphql/create-graphql.ts';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { sampleCatalogue } from '../support/sample-catalogue.ts';
import { sampleOntology } from '../support/sample-ontology.ts';

describe('GraphiQL in a browser', { skip: skipWithoutChromium() }, () => {
  it('reads the schema and answers under its policy, and asks nothing of other hosts', async () => {
    const ontology = sampleOntology();
    const graphql = createGraphql({
      catalogue: sampleCatalogue(ontology),
      ontology,
      node: { id: 'north', title: 'North', release: ontology.release },
    });
    const server = createServer((request, response) => {
      void graphql(request, response);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const outside: string[] = [];
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(base) && !/^(data|blob):/.test(url)) outside.push(url);
      });
      const refused: string[] = [];
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) refused.push(message.text());
      });
      await page.goto(`${base}/graphql`);
      await page.locator('.graphiql-execute-button').click({ timeout: 20_000 });
      await page.locator('.graphiql-response', { hasText: 'totalCount' }).waitFor({ timeout: 10_000 });
      assert.deepEqual(outside, []);
      assert.deepEqual(refused, []);
    } finally {
      await browser.close();
      server.closeAllConnections();
      server.close();
    }
  });
});
