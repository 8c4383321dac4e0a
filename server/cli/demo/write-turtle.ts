import type { PrefixTable } from '../../rdf/prefixes.ts';
import { isNode, prefixesOf } from './metadata-tree.ts';
import type { TreeNode, TreeValue } from './metadata-tree.ts';

/** Trees as Turtle that a person can read: one property a line, nested nodes in place. */
export function writeTurtle(nodes: readonly TreeNode[], prefixes: PrefixTable): string {
  const header = prefixesOf(nodes).map((prefix) => `@prefix ${prefix}: <${prefixes.get(prefix) ?? ''}> .`);
  const body = nodes.map((node) => `<${node.iri ?? ''}>\n    ${statements(node, '    ')} .`);
  return `${header.join('\n')}\n\n${body.join('\n\n')}\n`;
}

function statements(node: TreeNode, indent: string): string {
  return [
    `a ${node.type}`,
    ...node.properties.map(([name, value]) => `${name} ${object(value, `${indent}    `)}`),
  ].join(` ;\n${indent}`);
}

function object(value: TreeValue, indent: string): string {
  if (isNode(value)) {
    if (value.iri !== undefined)
      throw new RangeError('A nested node has no IRI; write it beside the others.');
    return `[\n${indent}${statements(value, indent)} ]`;
  }
  if ('iri' in value) return `<${value.iri}>`;
  if ('term' in value) return value.term;
  const quoted = JSON.stringify(value.text);
  if (value.datatype !== undefined) return `${quoted}^^${value.datatype}`;
  return value.language === undefined ? quoted : `${quoted}@${value.language}`;
}
