import { html, type Html } from './html.ts';
import type { PageNode } from './page-node.ts';
import type { Formats } from './page-setting.ts';

/** The addresses behind this page, for those who come with a program. */
export function programLinks(node: PageNode, question: string, { words }: Formats): Html {
  const links = [
    { name: 'SPARQL', path: '/sparql', how: `curl '${node.base}/sparql' -H 'accept: text/turtle'` },
    { name: 'GraphQL', path: '/graphql', how: `curl '${node.base}/graphql?query={node{title}}'` },
    { name: 'JSON', path: `/search${question}`, how: `curl '${node.base}/search${question}'` },
    { name: 'Turtle', path: '/catalog', how: `curl '${node.base}/catalog' -H 'accept: text/turtle'` },
    { name: 'OpenAPI', path: '/openapi.json', how: `curl '${node.base}/openapi.json'` },
    { name: 'Health', path: '/health/ready', how: `curl '${node.base}/health/ready'` },
  ];
  return html`<section class="block programs" aria-labelledby="programs-title">
    <h2 id="programs-title">${words.forPrograms}</h2>
    <p>${words.forProgramsNote}</p>
    <ul>
      ${links.map(({ name, path, how }) => html`<li><a href="${path}">${name}</a><code>${how}</code></li>`)}
    </ul>
  </section>`;
}
