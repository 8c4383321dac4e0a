import { link, plain, text } from './metadata-tree.ts';
import type { TreeNode } from './metadata-tree.ts';
import { addresses } from './sample-addresses.ts';

/** Who publishes the datasets of a provider. */
export function publisher(provider: string, title: string): TreeNode {
  return {
    type: 'foaf:Agent',
    properties: [
      ['foaf:name', text(title)],
      ['cv:contactPoint', contactPoint(provider, 'data-office')],
    ],
  };
}

/** Whom to ask about a dataset. */
export function contact(provider: string): TreeNode {
  return {
    type: 'vcard:Kind',
    properties: [
      ['vcard:fn', text('Data office')],
      ['vcard:hasEmail', link(addresses.mail(provider, 'data-office'))],
    ],
  };
}

/** The health data access body, of a region that does not exist. */
export function accessBody(provider: string): TreeNode {
  return {
    type: 'foaf:Agent',
    properties: [
      ['foaf:name', text('Health data access body of the example region')],
      ['cv:contactPoint', contactPoint(provider, 'access-body')],
    ],
  };
}

function contactPoint(provider: string, name: string): TreeNode {
  return {
    type: 'cv:ContactPoint',
    properties: [['cv:email', plain(addresses.mail(provider, name).slice('mailto:'.length))]],
  };
}
