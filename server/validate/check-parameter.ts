import type { Term } from '../rdf/terms.ts';
import { isLiteral, isNamedNode } from '../rdf/terms.ts';
import { rdf, sh, xsd } from '../rdf/vocabulary.ts';
import { nodeName } from './find-targets.ts';
import type { IndexedDataset } from './indexed-dataset.ts';
import { shaclName, shaclNodeKinds, shaclSeverities } from './shacl-terms.ts';
import type { ParameterKind } from './shacl-terms.ts';

/** What the value must be, in words, where it is not; by kind of parameter. */
export const parameterChecks: Readonly<
  Record<ParameterKind, (value: Term, dataset: IndexedDataset, shape: Term) => string | undefined>
> = {
  any: () => undefined,
  iri: (value) => (isNamedNode(value) ? undefined : 'an IRI'),
  shape: (value) => (isLiteral(value) ? 'a shape' : undefined),
  text: (value) => (isLiteral(value) ? undefined : 'a text'),
  literal: (value) => (isLiteral(value) ? undefined : 'a literal'),
  boolean: (value) =>
    isLiteral(value) &&
    value.datatype.equals(xsd.boolean) &&
    ['true', 'false', '1', '0'].includes(value.value)
      ? undefined
      : 'true or false',
  count: (value) =>
    isLiteral(value) && value.datatype.equals(xsd.integer) && /^\+?\d+$/.test(value.value)
      ? undefined
      : 'a whole number',
  severity: (value) =>
    shaclSeverities.includes(shaclName(value) ?? '') ? undefined : listOf(shaclSeverities),
  nodeKind: (value) => (shaclNodeKinds.includes(shaclName(value) ?? '') ? undefined : listOf(shaclNodeKinds)),
  list: (value, dataset) => (isList(value, dataset) ? undefined : 'a list in round brackets'),
  path: (value, dataset) => (isPath(value, dataset) ? undefined : 'a property path'),
  pattern: (value, dataset, shape) => checkPattern(value, dataset.find(shape, sh.flags, null)[0]?.object),
  query: (value) => (isLiteral(value) ? checkQuery(value.value) : 'a text'),
};

function listOf(names: readonly string[]): string {
  return `one of ${names.map((name) => `sh:${name}`).join(', ')}`;
}

function isList(value: Term, dataset: IndexedDataset): boolean {
  const seen = new Set<string>();
  for (let node = value; !node.equals(rdf.nil);) {
    const [first, ...more] = dataset.find(node, rdf.rest, null);
    if (first === undefined || more.length > 0 || seen.has(nodeName(node))) return false;
    if (dataset.find(node, rdf.first, null).length !== 1) return false;
    seen.add(nodeName(node));
    node = first.object;
  }
  return true;
}

const pathWords = [sh.inversePath, sh.alternativePath, sh.zeroOrMorePath, sh.oneOrMorePath, sh.zeroOrOnePath];

function isPath(value: Term, dataset: IndexedDataset): boolean {
  if (isNamedNode(value)) return true;
  if (value.termType !== 'BlankNode') return false;
  if (pathWords.some((word) => dataset.find(value, word, null).length === 1)) return true;
  return isList(value, dataset);
}

/** The engine takes patterns as JavaScript does; one that does not compile would end a whole validation. */
function checkPattern(value: Term, flags: Term | undefined): string | undefined {
  if (!isLiteral(value)) return 'a text';
  try {
    new RegExp(value.value, flags?.value);
    return undefined;
  } catch (error) {
    return `a regular expression (${(error as Error).message})`;
  }
}

/** What a query may not hold, because variables are bound beforehand (SHACL 5.2.1 and appendix A). */
function checkQuery(query: string): string | undefined {
  const bare = query.replace(/<[^<>\s]*>|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#[^\n]*/g, ' ');
  const word = /\b(MINUS|VALUES|SERVICE)\b/i.exec(bare)?.[1];
  if (word !== undefined) return `a query without ${word.toUpperCase()}`;
  if (/\bAS\s+[$?](?:this|shapesGraph|currentShape)\b/i.test(bare))
    return 'a query that does not bind $this again';
  const inner = [...bare.matchAll(/\bSELECT\b([^{]*)/gi)].slice(1);
  return inner.some(([, head]) => !/[$?]this\b/.test(head ?? ''))
    ? 'a query whose inner SELECTs return $this'
    : undefined;
}
