import { html, type Html } from './html.ts';

/** Links to an address in every syntax. */
export function formatLinks(path: string, names: readonly string[] = ['JSON']): Html {
  const syntaxes = [...names, 'Turtle', 'JSON-LD', 'RDF/XML', 'N-Triples'];
  return html`<ul class="concepts">
    ${syntaxes.map(
      (name) =>
        html`<li><a href="${path}?format=${name.toLowerCase().replace(/[^a-z]/g, '')}">${name}</a></li>`,
    )}
  </ul>`;
}
