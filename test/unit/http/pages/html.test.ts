import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { html, joined, webAddress } from '../../../../server/http/pages/html.ts';

describe('html', () => {
  it('lets no value become markup, in text or in an attribute', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', ' ', '`', '=') }),
        (value) => {
          const { markup } = html`<p title="${value}">${value}</p>`;
          const match = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(markup);
          const back = (text: string | undefined): string =>
            (text ?? '')
              .replaceAll('&lt;', '<')
              .replaceAll('&gt;', '>')
              .replaceAll('&quot;', '"')
              .replaceAll('&#39;', "'")
              .replaceAll('&amp;', '&');
          assert.equal(back(match?.[1]), value);
          assert.equal(back(match?.[2]), value);
        },
      ),
    );
  });

  it('keeps markup, joins lists and leaves out what is absent', () => {
    const bold = html`<b>${'a&b'}</b>`;
    assert.equal(
      html`${[bold, 1, undefined, false]}|${joined(['x', 'y'], html`<br />`)}`.markup,
      '<b>a&amp;b</b>1|x<br />y',
    );
  });

  it('makes links only of addresses of the web', () => {
    assert.equal(webAddress('javascript:alert(1)'), undefined);
    assert.equal(webAddress('https://north.example.org'), 'https://north.example.org');
  });
});
