import type { PrefixTable } from '../../rdf/prefixes.ts';
import { isNode, prefixesOf } from './metadata-tree.ts';
import type { TreeNode, TreeValue } from './metadata-tree.ts';

/** Trees as JSON-LD 1.1 with prefixes in an inline context, so that nothing is fetched to read it. */
export function writeJsonLd(nodes: readonly TreeNode[], prefixes: PrefixTable): string {
  const context = Object.fromEntries(prefixesOf(nodes).map((prefix) => [prefix, prefixes.get(prefix) ?? '']));
  return `${JSON.stringify({ '@context': context, '@graph': nodes.map(node) }, undefined, 2)}\n`;
}

function node({ iri, type, properties }: TreeNode): Record<string, unknown> {
  const values: Record<string, unknown[]> = {};
  for (const [name, value] of properties) (values[name] ??= []).push(object(value));
  return {
    ...(iri === undefined ? {} : { '@id': iri }),
    '@type': type,
    ...Object.fromEntries(
      Object.entries(values).map(([name, list]) => [name, list.length === 1 ? list[0] : list]),
    ),
  };
}

function object(value: TreeValue): unknown {
  if (isNode(value)) return node(value);
  if ('iri' in value) return { '@id': value.iri };
  if ('term' in value) return { '@id': value.term };
  if (value.datatype !== undefined) return { '@value': value.text, '@type': value.datatype };
  return value.language === undefined ? value.text : { '@value': value.text, '@language': value.language };
}
