import { expandCurie } from '../../rdf/prefixes.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { isNode, prefixesOf } from './metadata-tree.ts';
import type { TreeNode, TreeValue } from './metadata-tree.ts';

/** Trees as RDF/XML: a typed element a node, a property element a value. */
export function writeRdfXml(nodes: readonly TreeNode[], prefixes: PrefixTable): string {
  const names = [...new Set(['rdf', ...prefixesOf(nodes)])].sort();
  const spaces = names.map((prefix) => `    xmlns:${prefix}="${escape(prefixes.get(prefix) ?? '')}"`);
  const body = nodes.map((node) => element(node, '  ', prefixes));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF\n${spaces.join('\n')}>\n${body.join('\n')}\n</rdf:RDF>\n`;
}

function element({ iri, type, properties }: TreeNode, indent: string, prefixes: PrefixTable): string {
  const about = iri === undefined ? '' : ` rdf:about="${escape(iri)}"`;
  const inner = properties.map(([name, value]) => property(name, value, `${indent}  `, prefixes));
  return [`${indent}<${type}${about}>`, ...inner, `${indent}</${type}>`].join('\n');
}

function property(name: string, value: TreeValue, indent: string, prefixes: PrefixTable): string {
  if (isNode(value)) {
    return [`${indent}<${name}>`, element(value, `${indent}  `, prefixes), `${indent}</${name}>`].join('\n');
  }
  if ('iri' in value) return `${indent}<${name} rdf:resource="${escape(value.iri)}"/>`;
  if ('term' in value) return `${indent}<${name} rdf:resource="${escape(absolute(value.term, prefixes))}"/>`;
  const attribute =
    value.datatype !== undefined
      ? ` rdf:datatype="${escape(absolute(value.datatype, prefixes))}"`
      : value.language !== undefined
        ? ` xml:lang="${value.language}"`
        : '';
  return `${indent}<${name}${attribute}>${escape(value.text)}</${name}>`;
}

/** RDF/XML has no CURIEs in attribute values. */
function absolute(curie: string, prefixes: PrefixTable): string {
  return expandCurie(prefixes, curie) ?? curie;
}

function escape(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
