import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderDatasetPage } from '../../../../server/http/pages/dataset-page.ts';
import { renderProblemPage } from '../../../../server/http/pages/problem-page.ts';
import type { PageNode } from '../../../../server/http/pages/page-node.ts';
import { sampleCatalogue } from '../../../support/sample-catalogue.ts';
import { sampleOntology } from '../../../support/sample-ontology.ts';

const ontology = sampleOntology();
const node: PageNode = {
  id: 'n',
  title: 'N',
  role: 'node',
  base: 'https://n.example.org',
  release: '2026.1',
};

describe('dataset page', () => {
  it('shows every attribute, and says in words what is not stated', () => {
    const dataset = sampleCatalogue(ontology).dataset('east-10', 'en');
    assert.ok(dataset !== undefined);
    const markup = renderDatasetPage({ node, dataset, ontology });
    assert.match(markup, /<dt>Cancer type<\/dt>\s*<dd><span class="absent">Not stated<\/span>/);
    assert.match(markup, /href="\/concepts\/EUCAIM:BP1000051"/);
    assert.match(markup, /Non public/);
    assert.doesNotMatch(markup, /undefined|null|NaN/);
  });
});

describe('problem page', () => {
  it('says what failed and what to do, escaped', () => {
    const markup = renderProblemPage({
      type: 'https://w3id.org/meridian/problem#bad-request',
      title: 'The request is not understood',
      status: 400,
      detail: 'The parameter <x> is missing.',
      advice: 'Give it.',
    });
    assert.match(markup, /The parameter &lt;x&gt; is missing\./);
    assert.match(markup, /Give it\./);
    assert.match(markup, /problem#bad-request/);
  });
});
