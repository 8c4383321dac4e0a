import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MeridianError } from '../../../server/errors.ts';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';

const contexts = new Map([['https://schema.org', { '@context': { '@vocab': 'http://schema.org/' } }]]);
const scripts = ['http://schema.org/'];

async function read(
  html: string,
  options: { scripts?: readonly string[]; mediaType?: string } = { scripts },
) {
  const failures: MeridianError[] = [];
  const page = await parseRdf(html, {
    mediaType: 'text/html',
    baseIri: 'https://example.org/pages/',
    file: 'a.html',
    contexts,
    failure: (error) => failures.push(error),
    ...options,
  });
  return {
    ...page,
    failures,
    statements: page.quads.map(({ subject, object }) => `${subject.value} ${object.value}`),
  };
}

const script = (json: string, type = 'application/ld+json') => `<script type="${type}">${json}</script>`;
const dataset = (id: string) => `{"@context":"https://schema.org","@id":"${id}","@type":"Dataset"}`;
const of = (iri: string) => `${iri} http://schema.org/Dataset`;

describe('JSON-LD in the scripts of a page', () => {
  it('is read from every script, whatever parameters its type has, with the address of the page as base', async () => {
    const { statements } = await read(
      `<head>${script(dataset('#a'))}${script(dataset('b'), 'Application/LD+JSON; charset=utf-8')}</head>`,
    );
    assert.deepEqual(statements, [
      of('https://example.org/pages/a.html#a'),
      of('https://example.org/pages/b'),
    ]);
  });

  it('is resolved against the base element', async () => {
    const { statements } = await read(
      `<head><base href="https://b.example.org/x/"></head>${script(dataset('a'))}`,
    );
    assert.deepEqual(statements, [of('https://b.example.org/x/a')]);
  });

  it('is left out where it describes nothing of the namespaces, or none is asked for', async () => {
    const other = script('{"@context":{"@vocab":"http://other.example.org/"},"@type":"Crumbs"}');
    assert.deepEqual((await read(other)).statements, []);
    assert.deepEqual((await read(script(dataset('#a')), {})).statements, []);
  });

  it('knows the line of the script, and the pointer of a node', async () => {
    const page = await read(`<p>\n<p>\n${script(`\n${dataset('#a')}`)}`);
    assert.deepEqual(page.place('https://example.org/pages/a.html#a'), {
      file: 'a.html',
      pointer: '',
      line: 3,
    });
    const nameless = await read(`\n${script('{"@context":"https://schema.org","@type":"Dataset"}')}`);
    const [node] = nameless.quads;
    assert.deepEqual(nameless.place(`_:${node?.subject.value ?? ''}`), { file: 'a.html', line: 2 });
  });

  it('costs itself only where it is broken, with the line in the page', async () => {
    const broken = script('\n\n{"@context": "https://schema.org", "a": }');
    const { statements, failures } = await read(`<p>\n${broken}${script(dataset('#a'))}`);
    assert.equal(statements.length, 1);
    assert.deepEqual(
      failures.map(({ code, place }) => [code, place?.line]),
      [['syntax-error', 4]],
    );
  });

  it('is thrown where nobody is told', async () => {
    const options = { mediaType: 'text/html', baseIri: 'https://example.org/', scripts };
    await assert.rejects(parseRdf(script('{'), options), { code: 'syntax-error' });
  });

  it('keeps blank nodes of scripts apart', async () => {
    const node = '{"@context":"https://schema.org","@id":"_:x","@type":"Dataset"}';
    const { quads } = await read(script(node) + script(node));
    assert.equal(new Set(quads.map(({ subject }) => subject.value)).size, 2);
  });

  it('survives what hostile pages write', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const remote = '{"@context":"http://169.254.169.254/","@type":"Dataset"}';
    const odd = '{"@context":"https://schema.org","@type":7,"@id":{}}';
    for (const bad of [deep, remote, odd, '', 'null', '"x"', '{"@type":"Dataset"}']) {
      const { statements, failures } = await read(script(bad) + script(dataset('#a')));
      assert.deepEqual(statements, [of('https://example.org/pages/a.html#a')], bad.slice(0, 40));
      assert.ok(failures.length <= 1);
    }
    const unclosed = await read(`<script type="application/ld+json">${dataset('#a')}`);
    assert.equal(unclosed.statements.length + unclosed.failures.length, 1);
    const template = await read(`<template>${script(dataset('#a'))}</template>`);
    assert.deepEqual(template.statements, []);
  });
});
