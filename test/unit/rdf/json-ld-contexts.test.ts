import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isomorphic } from 'rdf-isomorphic';
import { loadJsonLdContexts, type JsonLdContexts } from '../../../server/rdf/json-ld-contexts.ts';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';
import { MeridianError } from '../../../server/errors.ts';
import { shared, skipUnless } from '../../support/shared.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'mappings', 'contexts');
const official = 'profiles/dcat-ap/3.0.1/context/dcat-ap.jsonld';
const examples = 'profiles/dcat-ap/3.0.1/html/examples';
const address = 'https://semiceu.github.io/DCAT-AP/releases/3.0.1/context/dcat-ap.jsonld';

const read = (document: unknown, contexts: JsonLdContexts) =>
  parseRdf(JSON.stringify(document), {
    mediaType: 'application/ld+json',
    baseIri: 'http://example.org/',
    file: 'catalogue.jsonld',
    contexts,
  });

describe('JSON-LD contexts that come with the project', () => {
  it('give their terms a meaning when a document names them by address', async () => {
    const { quads } = await read(
      {
        '@context': address,
        '@id': 'dataset/1',
        '@type': 'Dataset',
        title: 'Prostate MR',
        publisher: 'agent/1',
        datasetDistribution: {
          '@id': 'dataset/1/files',
          '@type': 'Distribution',
          accessUrl: 'http://example.org/request',
        },
      },
      loadJsonLdContexts(folder),
    );
    const predicates = quads.map(({ predicate }) => predicate.value.replace(/^.*[#/]/, '')).sort();
    assert.deepEqual(predicates, ['accessURL', 'distribution', 'publisher', 'title', 'type', 'type']);
  });

  it('are the only ones: another address is refused, with the place and the addresses that are known', async () => {
    await assert.rejects(
      read({ '@context': 'https://example.org/context.jsonld' }, loadJsonLdContexts(folder)),
      (error) =>
        error instanceof MeridianError &&
        error.place?.pointer === '/@context' &&
        error.advice?.includes(address) === true,
    );
  });

  it('say the same as the published context, term by term', { skip: skipUnless(official) }, async () => {
    const published = JSON.parse(readFileSync(shared(official) ?? '', 'utf8')) as {
      '@context': Record<string, { '@context'?: Record<string, unknown> } | string>;
    };
    // Terms such as "Xsd:date" look like compact IRIs, which JSON-LD 1.1 forbids: as published, no processor reads it.
    for (const name of Object.keys(published['@context'])) {
      if (name.includes(':')) Reflect.deleteProperty(published['@context'], name);
    }
    const theirs: JsonLdContexts = new Map([[address, published]]);
    for (const [name, definition] of Object.entries(published['@context'])) {
      if (typeof definition === 'string' || definition['@context'] === undefined) continue;
      const values = Object.keys(definition['@context']).map((term) => [term, `http://example.org/${term}`]);
      const document: unknown = {
        '@context': address,
        '@id': 'node',
        '@type': name,
        ...Object.fromEntries(values),
      };
      const [a, b] = await Promise.all([read(document, theirs), read(document, loadJsonLdContexts(folder))]);
      assert.ok(isomorphic(a.quads, b.quads), name);
      assert.ok(a.quads.length > values.length, name);
    }
  });

  it(
    'make the published examples readable, their own context given',
    { skip: skipUnless(examples) },
    async () => {
      const source = shared(examples) ?? '';
      const context = JSON.parse(readFileSync(join(source, 'context.jsonld'), 'utf8')) as Record<
        string,
        unknown
      >;
      let compared = 0;
      for (const name of readdirSync(source).filter(
        (file) => file.endsWith('.jsonld') && file !== 'context.jsonld',
      )) {
        const text = readFileSync(join(source, name), 'utf8');
        const named = /"@context": "([^"]+)"/.exec(text)?.[1] ?? '';
        const parsed = await parseRdf(text, {
          mediaType: 'application/ld+json',
          baseIri: 'http://example.org/',
          file: name,
          contexts: new Map([[named, context]]),
        }).catch((error: unknown) => {
          assert.ok(error instanceof MeridianError && error.place?.file === name, name);
          return undefined;
        });
        if (parsed !== undefined && parsed.quads.length > 0) compared += 1;
      }
      assert.ok(compared >= 10, `${compared} examples were read`);
    },
  );
});
