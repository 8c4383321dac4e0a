import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderHomePage } from '../../../../server/http/pages/home-page.ts';
import { readPageQuestion } from '../../../../server/http/pages/page-question.ts';
import { waysOut } from '../../../../server/http/pages/ways-out.ts';
import { sampleCatalogue } from '../../../support/sample-catalogue.ts';
import { sampleOntology } from '../../../support/sample-ontology.ts';

const ontology = sampleOntology();
const catalogue = sampleCatalogue(ontology);

function page(query: string): string {
  const { question, notUnderstood } = readPageQuestion(new URLSearchParams(query), ontology);
  return renderHomePage({
    node: {
      id: 'north',
      title: 'North & <co>',
      role: 'node',
      base: 'https://north.example.org',
      release: '2026.1',
    },
    totals: catalogue.totals(),
    question,
    answer: catalogue.search(question),
    facets: catalogue.facets(question),
    ways: waysOut(catalogue, question),
    notUnderstood,
    ontology,
  });
}

/** Text as a reader sees it, near enough. */
const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

describe('home page', () => {
  it('has no inline script, style or handler, which the security policy would refuse', () => {
    const markup = page('bodyPart=EUCAIM:BP1000173');
    assert.doesNotMatch(markup, /<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc="\/assets\/)/i);
    assert.doesNotMatch(markup, /(src|href)="https?:\/\/(?!north\.example\.org)/);
  });

  it('escapes what comes from data', () => {
    const markup = page('q=reading');
    assert.match(markup, /North &amp; &lt;co&gt;/);
    assert.match(markup, /&lt;second reading&gt;/);
    assert.doesNotMatch(markup, /<second/);
    assert.match(page('q=%22%3E%3Cscript%3E'), /value="&quot;&gt;&lt;script&gt;"/);
  });

  it('says what is applied, each part a link that takes it away', () => {
    const markup = page(
      'bodyPart=EUCAIM:BP1000173&modality=EUCAIM:IMG1000026&modality=EUCAIM:IMG1000038&sex=-EUCAIM:COM1001366',
    );
    const text = textOf(markup);
    assert.match(text, /Abdomen and 4 narrower/);
    assert.match(text, /CT or MRI/);
    assert.match(text, /not Male/);
    assert.match(markup, /href="\/catalog\?bodyPart=EUCAIM:BP1000173&amp;sex=-EUCAIM:COM1001366"/);
  });

  it('strikes through what it did not understand', () => {
    assert.match(textOf(page('colour=blue')), /Not understood: colour: blue/);
  });

  it('keeps an excluded value when the form is sent', () => {
    assert.match(
      page('sex=-EUCAIM:COM1001366'),
      /<input type="hidden" name="sex" value="-EUCAIM:COM1001366"/,
    );
  });

  it('shows "not stated" as a value of facets and rows', () => {
    const markup = page('');
    assert.match(markup, /id="cancerType-unknown"/);
    assert.match(textOf(markup), /Brain tumours, imaging only .*?Not stated/);
  });

  it('shows the nearest way out of an empty answer', () => {
    const text = textOf(page('bodyPart=EUCAIM:BP1000021&modality=EUCAIM:IMG1000026'));
    assert.match(text, /No dataset fits all of this\./);
    assert.match(text, /Without Prostate : 6 datasets/);
    const together = textOf(page('q=liver&modality=EUCAIM:IMG1000030&sex=unknown'));
    assert.match(together, /Without Mammography and Sex: not stated : 2 datasets/);
  });

  it('says how many datasets stated their patients when not all did', () => {
    assert.match(textOf(page('')), /16,806 patients \(stated by 10\), 34,572 studies\./);
  });

  it('leads through pages', () => {
    const markup = page('limit=4&offset=4');
    assert.match(textOf(markup), /5–8 \/ 11/);
    assert.match(markup, /href="\/catalog\?limit=4&amp;offset=8"/);
    assert.match(markup, /href="\/catalog\?limit=4"/);
  });

  it('speaks German, and carries the language in its links', () => {
    const markup = page('lang=de&q=liver');
    assert.match(markup, /<html lang="de"/);
    assert.match(textOf(markup), /2 Datensätze/);
    assert.match(markup, /href="\/datasets\/north-2\?lang=de"/);
  });
});
