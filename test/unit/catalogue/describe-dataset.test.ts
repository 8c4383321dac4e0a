import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeDataset } from '../../../server/catalogue/describe-dataset.ts';

const dcat = 'http://www.w3.org/ns/dcat#';
const bytes = (...lines: string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`);
const a = '<http://example.org/dataset/a>';
const b = '<http://example.org/dataset/b>';
const type = '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>';

describe('the description of a dataset', () => {
  const first = bytes(
    `${a} ${type} <${dcat}Dataset> .`,
    `${a} <http://example.org/count> "039"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> .`,
    `${a} <${dcat}distribution> <http://example.org/distribution/a> .`,
    `${a} <http://example.org/related> ${b} .`,
    `<http://example.org/distribution/a> <${dcat}accessURL> <http://example.org/ask> .`,
    `<http://example.org/unrelated> <http://example.org/p> "no" .`,
  );
  const second = bytes(
    `${b} ${type} <${dcat}Dataset> .`,
    `${b} <http://example.org/p> "another dataset" .`,
    `${a} <http://example.org/p> "said elsewhere" .`,
    `${a} ${type} <${dcat}Dataset> .`,
  );

  it('holds what the graphs say of it and of what it names, each once', () => {
    const said = describeDataset([first, second], 'http://example.org/dataset/a').map(
      ({ subject, object }) => `${subject.value.replace('http://example.org/', '')} ${object.value}`,
    );
    assert.equal(said.length, 6);
    assert.ok(said.includes('distribution/a http://example.org/ask'));
    assert.ok(said.includes('dataset/a said elsewhere'));
    assert.ok(
      !said.some((statement) => statement.startsWith('dataset/b') || statement.startsWith('unrelated')),
    );
  });

  it('keeps numbers as they were written', () => {
    const count = describeDataset([first], 'http://example.org/dataset/a').find(
      ({ predicate }) => predicate.value === 'http://example.org/count',
    );
    assert.ok(count?.object.termType === 'Literal');
    assert.equal(count.object.value, '039');
    assert.match(count.object.datatype.value, /nonNegativeInteger$/);
  });

  it('is empty for what no graph holds', () => {
    assert.deepEqual(describeDataset([first], 'http://example.org/dataset/c'), []);
  });
});
