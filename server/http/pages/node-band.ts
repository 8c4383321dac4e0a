import type { Catalogue } from '../../catalogue/catalogue.ts';
import { html, webAddress, type Html, type HtmlValue } from './html.ts';
import { icon } from './icons.ts';
import type { NodeRow, PageNode } from './page-node.ts';
import type { Formats } from './page-setting.ts';

/** What this node is, and how much it holds. */
export function nodeBand(node: PageNode, totals: ReturnType<Catalogue['totals']>, formats: Formats): Html {
  const { words } = formats;
  const figure = (value: number, thing: 'datasets' | 'patients' | 'studies' | 'providers'): Html =>
    html`<div>
      <dt>${formats.noun(value, thing)}</dt>
      <dd>${formats.integer(value)}</dd>
    </div>`;
  return html`<section class="band" aria-labelledby="node-title">
    <div>
      <h1 id="node-title">${node.title}</h1>
      <p>${node.role === 'hub' ? words.hub : words.node} · ${words.ontology} ${node.release}</p>
    </div>
    <dl>
      ${figure(totals.datasets, 'datasets')} ${figure(totals.patients, 'patients')}
      ${figure(totals.studies, 'studies')} ${figure(totals.providers, 'providers')}
    </dl>
  </section>`;
}

/** The nodes of a hub, each with its state in colour, sign and word. */
export function nodeTable(nodes: readonly NodeRow[] | undefined, formats: Formats): HtmlValue {
  if (nodes === undefined || nodes.length === 0) return undefined;
  const { words } = formats;
  return html`<section class="block" id="nodes" aria-labelledby="nodes-title">
    <h2 id="nodes-title">${formats.counted(nodes.length, 'nodes')}</h2>
    <div class="table-box">
      <table class="nodes">
        <thead>
          <tr>
            <th scope="col">${words.node}</th>
            <th scope="col">${words.state}</th>
            <th scope="col" class="cell-number">${formats.heading('datasets')}</th>
            <th scope="col">${words.release}</th>
            <th scope="col">${words.asOf}</th>
          </tr>
        </thead>
        <tbody>
          ${nodes.map((node) => nodeRow(node, formats))}
        </tbody>
      </table>
    </div>
  </section>`;
}

function nodeRow(node: NodeRow, formats: Formats): Html {
  const { words } = formats;
  const absent = html`<span class="absent">${words.notStated}</span>`;
  const address = webAddress(node.url);
  return html`<tr>
    <th scope="row">${address === undefined ? node.title : html`<a href="${address}">${node.title}</a>`}</th>
    <td>
      <span class="state state-${node.state}">${icon(node.state)}${words[node.state]}</span>
      ${node.note !== undefined && html`<span class="second">${node.note}</span>`}
    </td>
    <td class="cell-number">${node.datasets === undefined ? absent : formats.integer(node.datasets)}</td>
    <td>${node.release ?? absent}</td>
    <td>
      ${node.asOf === undefined ? absent : html`<time datetime="${node.asOf}">${formats.moment(node.asOf)}</time>`}
    </td>
  </tr>`;
}
