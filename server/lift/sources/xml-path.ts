import fontoxpath from 'fontoxpath';
import { MeridianError } from '../../errors.ts';
import { nodeTypes, noName, XmlNode } from './xml-node.ts';
import { stepsOf } from './xml-steps.ts';

const { evaluateXPath, evaluateXPathToNodes, evaluateXPathToStrings } = fontoxpath;

/** What prefixes stand for; the empty one is the namespace of names without a prefix. */
export type Namespaces = (prefix: string) => string | undefined;

/** A compiled XPath: what it gives from a node. */
export interface XmlPath {
  /** The string values of what it gives, in order. Throws 'unreadable-source' where it cannot be evaluated there. */
  strings(node: XmlNode, namespaces: Namespaces): readonly string[];
  nodes(node: XmlNode, namespaces: Namespaces): readonly XmlNode[];
}

/** Compiles an XPath 3.1. Throws 'bad-mapping' where it is none, or calls a function that is not there. */
export function compileXmlPath(expression: string): XmlPath {
  check(expression);
  const general = generalPath(expression);
  const strings = simpleStrings(expression);
  return strings === undefined ? general : { ...general, strings };
}

/** Any XPath, by the engine. */
export function generalPath(expression: string): XmlPath {
  return {
    strings: (node, namespaces) =>
      guarded(expression, () =>
        evaluateXPathToStrings(`(${expression}\n)!string(.)`, node, null, {}, options(namespaces)),
      ),
    nodes: (node, namespaces) =>
      guarded(expression, () => evaluateXPathToNodes(expression, node, null, {}, options(namespaces))),
  };
}

/** The usual references, `Name`, `name/first`, `@id`, `name/@id`, walked without the engine: a record has many. */
function simpleStrings(expression: string): XmlPath['strings'] | undefined {
  const [, path = '', attribute] = /^(?:([^@]*?)(?:\/|^))?@?([^@/]+)$/.exec(expression) ?? [];
  const isAttribute = expression.includes('@');
  const steps = stepsOf(isAttribute ? path : expression);
  const names =
    isAttribute && path === '' ? [] : steps?.map(({ prefix, local }) => (prefix === '' ? local : ''));
  if (names === undefined || names.includes('')) return undefined;
  if (isAttribute && (attribute === undefined || !/^[\p{L}_][\p{L}\p{N}._-]*$/u.test(attribute)))
    return undefined;
  return (node, namespaces) => {
    const uri = namespaces('') ?? null;
    let nodes: readonly XmlNode[] = [node];
    for (const name of names) nodes = nodes.flatMap((each) => childrenNamed(each, name, uri));
    if (!isAttribute) return nodes.map(textOf);
    return nodes.flatMap(({ attributes }) =>
      attributes
        .filter(({ localName, namespaceURI }) => localName === attribute && namespaceURI === null)
        .map(({ value }) => value),
    );
  };
}

function childrenNamed(node: XmlNode, name: string, uri: string | null): XmlNode[] {
  return node.childNodes.filter(
    (child) => child.nodeType === nodeTypes.element && child.localName === name && child.namespaceURI === uri,
  );
}

/** The string value of an element: all text below it. */
function textOf(node: XmlNode): string {
  const [only] = node.childNodes;
  if (only?.nodeType === nodeTypes.text && node.childNodes.length === 1) return only.data;
  return node.nodeType === nodeTypes.text ? node.data : node.childNodes.map(textOf).join('');
}

function options(namespaces: Namespaces): Parameters<typeof evaluateXPathToStrings>[4] {
  return {
    language: evaluateXPath.XPATH_3_1_LANGUAGE,
    namespaceResolver: (prefix) => namespaces(prefix) ?? null,
  };
}

/** A first evaluation, over nothing, finds what is wrong with the expression itself: errors of class XPST. */
function check(expression: string): void {
  const empty = new XmlNode(nodeTypes.element, { ...noName, local: 'empty' });
  const anything: Namespaces = (prefix) => (prefix === '' ? undefined : `urn:prefix:${prefix}`);
  try {
    evaluateXPathToNodes(`(${expression}\n)[. instance of node()]`, empty, null, {}, options(anything));
  } catch (error) {
    const code = codeOf(error);
    // Prefixes that the engine knows itself, as `xs`, are another thing here than in the file.
    if (!code.startsWith('XPST') || code === 'XPST0081') return;
    throw new MeridianError('bad-mapping', `The XPath "${expression}" cannot be used (${code}).`, {
      advice: 'It must be an XPath 3.1 without documents of its own; check brackets and names of functions.',
      cause: error,
    });
  }
}

function guarded<T>(expression: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = codeOf(error);
    throw new MeridianError(
      'unreadable-source',
      `The XPath "${expression}" cannot be evaluated here (${code}).`,
      {
        ...(code === 'XPST0081'
          ? { advice: 'Neither the mapping nor the file declares the prefix; state it with rml:namespace.' }
          : {}),
      },
    );
  }
}

/** `XPTY0004: …`: the code of an error of XPath. The text after it may quote the data. */
function codeOf(error: unknown): string {
  return /\b[A-Z]{4}\d{4}\b/.exec(error instanceof Error ? error.message : '')?.[0] ?? 'no code';
}
